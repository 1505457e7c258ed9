/** Pure steps from one review state to the next. What they need from outside is given to them. */
import { bodyOf, editBetween } from '../../../core/edit.ts';
import { boxesOn, citedFrames, framesOf, WHOLE_DRAFT } from '../../../core/edit-evidence.ts';
import type { DraftBody, DraftStatus, DraftView, Evidence } from '../../../core/flow.ts';
import { type ReviewCard, stripFrames } from './card.ts';
import { type BoxRef, EMPTY_REVIEW, type ReviewState, type ShownFrame } from './review-session.ts';

/** One body per view, so that what is selected from the session keeps its identity. */
const bodies = new WeakMap<DraftView, DraftBody>();

/** The body on screen: the person's version while editing, else the draft as it stands. The same object until it changes. */
export function shownBody(state: ReviewState): DraftBody | null {
  if (state.edit || !state.card) return state.edit;
  const { view } = state.card;
  const body = bodies.get(view) ?? bodyOf(view);
  bodies.set(view, body);
  return body;
}

/** `true` when leaving the card would leave changes behind. */
export function hasUnsavedEdit(state: ReviewState): boolean {
  return !!state.card && !!state.edit && editBetween(bodyOf(state.card.view), state.edit) !== null;
}

/** Puts a card on screen: first step active, its first evidence frame on the stage; `edit` resumes unsaved typing. */
export function showCard(
  state: ReviewState,
  card: ReviewCard,
  edit: DraftBody | null,
): ReviewState {
  const body = edit ?? card.view;
  return {
    ...EMPTY_REVIEW,
    phase: 'card',
    queue: state.queue,
    card,
    position: state.position,
    counts: state.counts,
    undoable: state.undoable,
    announcement: state.announcement,
    edit,
    isRestored: edit !== null,
    activeStep: body.steps.length > 0 ? 0 : WHOLE_DRAFT,
    shown: firstFrame(card, body),
  };
}

function firstFrame(
  card: ReviewCard,
  body: Pick<DraftBody, 'steps' | 'evidence'>,
): ShownFrame | null {
  const cited =
    body.steps.flatMap((step) => framesOf(step.evidence)).at(0) ?? citedFrames(body).at(0);
  const first = cited ?? stripFrames(card.selection, body).at(0);
  return first ? { imageSha256: first.imageSha256, ptsSec: first.ptsSec, isStored: true } : null;
}

/** Lets the live region say something; '' = only which card is on screen. */
export function announce(state: ReviewState, text: string): ReviewState {
  return { ...state, announcement: { text, nth: state.announcement.nth + 1 } };
}

/** The same card after its draft changed in the store. */
export function refreshView(state: ReviewState, view: DraftView): ReviewState {
  return state.card?.view.id === view.id ? { ...state, card: { ...state.card, view } } : state;
}

/** Makes a step the active one and shows its first frame. Out of range: nothing changes. */
export function activateStep(state: ReviewState, step: number): ReviewState {
  const target = shownBody(state)?.steps[step];
  if (!target) return state;
  const frames = framesOf(target.evidence);
  const stays = frames.some((frame) => frame.imageSha256 === state.shown?.imageSha256);
  const first = frames[0];
  const shown = first && !stays ? { ...first, isStored: true } : state.shown;
  return { ...state, activeStep: step, shown, selectedBox: null };
}

export function showFrame(state: ReviewState, shown: ShownFrame): ReviewState {
  // Frames of a still scene can be the same picture: their times tell them apart.
  if (state.shown?.imageSha256 === shown.imageSha256 && state.shown.ptsSec === shown.ptsSec)
    return state;
  return { ...state, shown, selectedBox: null, isDrawing: false };
}

/** Applies a pure edit to the person's version; begins editing when nobody was. */
export function changeBody(
  state: ReviewState,
  change: (body: DraftBody) => DraftBody,
): ReviewState {
  const body = shownBody(state);
  if (!body) return state;
  const edit = change(body);
  if (edit === body) return state;
  const activeStep = clampStep(state.activeStep, edit);
  return { ...state, edit, activeStep, showDiff: false };
}

/** The nearest step that exists; the whole draft when it has none. */
function clampStep(step: number, { steps }: Pick<DraftBody, 'steps'>): number {
  return steps.length === 0 ? WHOLE_DRAFT : Math.max(0, Math.min(step, steps.length - 1));
}

export function leaveEdit(state: ReviewState): ReviewState {
  const activeStep = state.card ? clampStep(state.activeStep, state.card.view) : WHOLE_DRAFT;
  return {
    ...state,
    edit: null,
    activeStep,
    selectedBox: null,
    isDrawing: false,
    spanMark: null,
    dialog: null,
  };
}

/** Frames, from the pointed thing or else from the active step, that the screen lights up. */
export function litFrames(state: ReviewState): ReadonlySet<string> {
  const evidence = litEvidence(state);
  if (state.pointed?.kind === 'frame') return new Set([state.pointed.imageSha256]);
  return new Set(framesOf(evidence).map((frame) => frame.imageSha256));
}

/** Evidence of the pointed or active step; of every step that cites the pointed frame. */
function litEvidence(state: ReviewState): Evidence[] {
  const body = shownBody(state);
  if (!body) return [];
  return [...litSteps(state)].flatMap((index) =>
    index === WHOLE_DRAFT ? body.evidence : (body.steps[index]?.evidence ?? []),
  );
}

/** Steps to light up: the pointed one, those that cite the pointed frame, or the active one. */
export function litSteps(state: ReviewState): ReadonlySet<number> {
  const { pointed } = state;
  if (pointed?.kind === 'step') return new Set([pointed.step]);
  if (pointed?.kind === 'frame') return new Set(stepsCiting(shownBody(state), pointed.imageSha256));
  return new Set([state.activeStep]);
}

export function stepsCiting(body: DraftBody | null, imageSha256: string): number[] {
  return (body?.steps ?? []).flatMap((step, index) =>
    framesOf(step.evidence).some((frame) => frame.imageSha256 === imageSha256) ? [index] : [],
  );
}

export interface StageBox extends BoxRef {
  label: string;
  xyxy: [number, number, number, number];
  isLit: boolean;
}

/** Boxes that any step has on a frame. Those of the draft as a whole come last, unless a step has the same. */
export function stageBoxes(state: ReviewState, imageSha256: string): StageBox[] {
  const body = shownBody(state);
  if (!body) return [];
  const lit = litSteps(state);
  const ofSteps = body.steps.flatMap((step, index) =>
    boxesOn(step.evidence, imageSha256).map((box) => ({
      ...box,
      step: index,
      imageSha256,
      isLit: lit.has(index),
    })),
  );
  const known = new Set(ofSteps.map((box) => `${box.label} ${box.xyxy}`));
  const ofDraft = boxesOn(body.evidence, imageSha256)
    .filter((box) => !known.has(`${box.label} ${box.xyxy}`))
    .map((box) => ({ ...box, step: WHOLE_DRAFT, imageSha256, isLit: lit.has(WHOLE_DRAFT) }));
  return [...ofSteps, ...ofDraft];
}

/** Frames in the order in which `<` and `>` visit them: cited ones by time. */
export function evidenceFrames(state: ReviewState): ShownFrame[] {
  const body = shownBody(state);
  return body ? citedFrames(body).map((frame) => ({ ...frame, isStored: true })) : [];
}

/** Frames in the order in which `[` and `]` visit them. */
export function coreFrames(state: ReviewState): ShownFrame[] {
  return (state.card?.selection?.core ?? []).map(({ frame }) => ({
    imageSha256: frame.imageSha256,
    ptsSec: frame.ptsSec,
    isStored: true,
  }));
}

/** The neighbour of a time in a list of frames by time; `null` at the end. */
export function neighbour(
  frames: readonly ShownFrame[],
  timeSec: number,
  direction: 1 | -1,
): ShownFrame | null {
  const beyond = frames.filter((frame) => (frame.ptsSec - timeSec) * direction > 1e-6);
  return (direction === 1 ? beyond.at(0) : beyond.at(-1)) ?? null;
}

/** The frame nearest to a time; `null` when there are none. */
export function nearestFrame(frames: readonly ShownFrame[], timeSec: number): ShownFrame | null {
  const distance = (frame: ShownFrame): number => Math.abs(frame.ptsSec - timeSec);
  return frames.reduce<ShownFrame | null>(
    (best, frame) => (best && distance(best) <= distance(frame) ? best : frame),
    null,
  );
}

/** Every stored frame of the card by time: what there is to see without the video. */
export function storedFrames(state: ReviewState): ShownFrame[] {
  const body = shownBody(state);
  if (!state.card || !body) return [];
  return stripFrames(state.card.selection, body).map(({ imageSha256, ptsSec }) => ({
    imageSha256,
    ptsSec,
    isStored: true,
  }));
}

/** One draft went from a status to another. */
export function recount(state: ReviewState, from: DraftStatus, to: DraftStatus): ReviewState {
  if (!state.counts || from === to) return state;
  const counts = { ...state.counts };
  counts[from] -= 1;
  counts[to] += 1;
  return { ...state, counts };
}
