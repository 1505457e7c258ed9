import { describe, expect, it } from 'vitest';
import { setText } from '../../../core/edit.ts';
import { WHOLE_DRAFT } from '../../../core/edit-evidence.ts';
import { removeStep } from '../../../core/edit-steps.ts';
import type { DraftView } from '../../../core/flow.ts';
import { buildDraft } from '../../../testing/builders.ts';
import type { ReviewCard } from './card.ts';
import { EMPTY_REVIEW, type ReviewState } from './review-session.ts';
import {
  activateStep,
  changeBody,
  evidenceFrames,
  hasUnsavedEdit,
  leaveEdit,
  litFrames,
  litSteps,
  nearestFrame,
  neighbour,
  recount,
  showCard,
  shownBody,
  stageBoxes,
} from './session-reducers.ts';

const frame = (name: string, ptsSec: number) => ({ imageSha256: name, ptsSec });
const view: DraftView = {
  ...buildDraft(1, {
    steps: [
      {
        text: 'one',
        evidence: [{ frame: frame('a', 4), boxes: [{ label: 'cat', xyxy: [0, 0, 0.5, 0.5] }] }],
      },
      { text: 'two', evidence: [{ frame: frame('b', 2) }, { frame: frame('a', 4) }] },
      { text: 'three', evidence: [] },
    ],
    evidence: [{ frame: frame('c', 9) }],
  }),
  seq: 1,
  status: 'pending',
  isEdited: false,
};
const card: ReviewCard = { view, video: null, selection: null };
const open = (changes: Partial<ReviewState> = {}): ReviewState => ({
  ...showCard(EMPTY_REVIEW, card, null),
  ...changes,
});

describe('a card', () => {
  it('opens on its first step with that step’s frame on the stage', () => {
    expect(open()).toMatchObject({
      phase: 'card',
      activeStep: 0,
      shown: { imageSha256: 'a', ptsSec: 4 },
    });
  });
  it('without steps rests on the evidence of the whole draft', () => {
    const caption = { ...card, view: { ...view, steps: [] } };
    const state = showCard(EMPTY_REVIEW, caption, null);
    expect(state).toMatchObject({ activeStep: WHOLE_DRAFT, shown: { imageSha256: 'c' } });
    expect([...litFrames(state)]).toEqual(['c']);
  });
  it('brings nothing of the card before it', () => {
    const messy = open({
      isDrawing: true,
      dialog: 'reject',
      pointed: { kind: 'step', step: 2 },
      showDiff: true,
    });
    expect(showCard(messy, card, null)).toMatchObject({
      isDrawing: false,
      dialog: null,
      pointed: null,
      showDiff: false,
    });
  });
});

describe('pointing', () => {
  it('at a step lights up its frames', () => {
    expect([...litFrames(open({ pointed: { kind: 'step', step: 1 } }))]).toEqual(['b', 'a']);
  });
  it('at a frame lights up the steps that cite it', () => {
    expect([...litSteps(open({ pointed: { kind: 'frame', imageSha256: 'a' } }))]).toEqual([0, 1]);
  });
  it('at nothing leaves the active step lit', () => {
    expect([...litSteps(activateStep(open(), 1))]).toEqual([1]);
  });
  it('marks the boxes of lit steps', () => {
    const boxes = stageBoxes(activateStep(open(), 2), 'a');
    expect(boxes).toMatchObject([{ label: 'cat', step: 0, box: 0, isLit: false }]);
  });
});

describe('going to a step', () => {
  it('keeps the frame on the stage when the step cites it, and shows its first one otherwise', () => {
    expect(activateStep(open(), 1).shown?.imageSha256).toBe('a');
    const elsewhere = open({ shown: { ...frame('c', 9), isStored: true } });
    expect(activateStep(elsewhere, 1).shown?.imageSha256).toBe('b');
  });
  it('that does not exist changes nothing', () => {
    const state = open();
    expect(activateStep(state, 7)).toBe(state);
  });
});

describe('editing', () => {
  it('begins with the first change and is unsaved only while something differs', () => {
    const edited = changeBody(open(), (body) => setText(body, 'answer', 'new'));
    expect(hasUnsavedEdit(edited)).toBe(true);
    expect(
      hasUnsavedEdit(changeBody(edited, (body) => setText(body, 'answer', view.answer ?? ''))),
    ).toBe(false);
    expect(leaveEdit(edited).edit).toBeNull();
  });
  it('does not begin with a change that changes nothing', () => {
    const state = open();
    expect(changeBody(state, (body) => body)).toBe(state);
  });
  it('keeps the active step inside the list', () => {
    const last = activateStep(open(), 2);
    expect(changeBody(last, (body) => removeStep(body, 2)).activeStep).toBe(1);
  });
  it('shows the same body object until it changes', () => {
    const state = open();
    expect(shownBody(state)).toBe(shownBody({ ...state, showDiff: true }));
  });
});

describe('frames', () => {
  it('are visited by time', () => {
    const frames = evidenceFrames(open());
    expect(frames.map((f) => f.imageSha256)).toEqual(['b', 'a', 'c']);
    expect(neighbour(frames, 4, 1)?.imageSha256).toBe('c');
    expect(neighbour(frames, 4, -1)?.imageSha256).toBe('b');
    expect(neighbour(frames, 9, 1)).toBeNull();
    expect(nearestFrame(frames, 6)?.imageSha256).toBe('a');
    expect(nearestFrame([], 6)).toBeNull();
  });
});

describe('recount', () => {
  it('moves one draft from a status to another', () => {
    const counts = { pending: 3, accepted: 1, edited: 0, rejected: 0, skipped: 0, flagged: 0 };
    expect(recount(open({ counts }), 'pending', 'accepted').counts).toMatchObject({
      pending: 2,
      accepted: 2,
    });
  });
});
