import type { DraftBody, DraftView, Evidence } from '../core/flow.ts';
import type { FrameOfPath, PathedFrame, ReportProblem, WriteContext } from './dataset-format.ts';
import {
  allEvidence,
  answerOf,
  checkEvidence,
  checkOptions,
  checkQuestion,
  citedFrames,
} from './draft-checks.ts';
import { formatEvidence, oneLine, parseEvidence } from './evidence-markup.ts';
import type {
  KeyItems,
  VideoEspressoFlavour,
  VideoEspressoRecord,
} from './video-espresso-record.ts';

/** What is wrong with a draft as a record of one of the files. */
export function checkVideoEspresso(
  draft: DraftView,
  flavour: VideoEspressoFlavour,
  report: ReportProblem,
): void {
  checkQuestion(draft, report);
  if (draft.kind === 'caption') return;
  if (allEvidence(draft).every(({ frame }) => !frame))
    report('no-frames', 'Nothing is cited: the list of core frames is empty.');
  if (flavour === 'test') {
    if (draft.options?.length) checkOptions(draft, report);
    else
      report('no-options', 'An open question: `options` and `correct_answer` are written empty.');
  }
  checkEvidence(draft, report);
}

function keyItemsOf(draft: DraftBody, frames: readonly PathedFrame[]): KeyItems {
  const items: KeyItems = {};
  frames.forEach(({ frame }, i) => {
    const cited = allEvidence(draft).filter((one) => one.frame?.imageSha256 === frame.imageSha256);
    const labels = cited.flatMap(({ boxes = [] }) => boxes.map((box) => oneLine(box.label)));
    if (labels.length > 0) items[String(i)] = [...new Set(labels)];
  });
  return items;
}

/** One draft as a record of any of the files. Same draft and frames, same record. */
export function recordFromDraft(draft: DraftBody, context: WriteContext): VideoEspressoRecord {
  const frames = citedFrames([draft], context);
  const steps = draft.steps.map(({ text, evidence }) => ({
    text,
    boxes: evidence.flatMap((one) => one.boxes ?? []),
  }));
  return {
    question: draft.question ?? '',
    answer: answerOf(draft),
    options: draft.options,
    correctOption: draft.correctOption,
    evidence: formatEvidence(steps),
    task: draft.task,
    videoPath: context.videoPath,
    framePaths: frames.map(({ path }) => path),
    frameCaptions: frames.map(({ frame }) => context.caption(frame.imageSha256)),
    keyItems: keyItemsOf(draft, frames),
  };
}

/**
 * A record as drafts: the question first, then one caption for each frame that has one. The format does not say which frame a
 * box lies on: boxes get one when the record has a single frame, or when `key_items` names their label for just one of them. A
 * guess would look like a fact.
 */
export function draftsFromRecord(
  record: VideoEspressoRecord,
  frameOf: FrameOfPath,
): { bodies: DraftBody[]; problems: string[] } {
  const { steps, problems } = parseEvidence(record.evidence);
  const frames = record.framePaths.map((path) => frameOf(path));
  const missing = frames.filter((frame) => frame === null).length;
  if (missing > 0) problems.push(`${missing} of ${frames.length} pictures are not in this file.`);
  const frameOfLabel = labelledFrames(record, frames);
  const cite = (frame: { ptsSec: number; imageSha256: string } | null | undefined): Evidence[] =>
    frame ? [{ frame }] : [];
  const blank = {
    task: record.task,
    question: null,
    answer: null,
    options: null,
    correctOption: null,
    caption: null,
  };
  const question: DraftBody = {
    ...blank,
    kind: record.options ? 'qa-choice' : 'qa-open',
    question: record.question,
    answer: record.answer,
    options: record.options,
    correctOption: record.correctOption,
    steps: steps.map(({ text, boxes }) => ({
      text,
      evidence: groupByFrame(boxes, frameOfLabel),
    })),
    evidence: frames.flatMap(cite),
  };
  const captions = record.frameCaptions.flatMap((caption, i): DraftBody[] =>
    caption.trim() === ''
      ? []
      : [
          {
            ...blank,
            task: 'frame-caption',
            kind: 'caption',
            caption,
            steps: [],
            evidence: cite(frames[i]),
          },
        ],
  );
  return { bodies: [question, ...captions], problems };
}

type CitedFrame = { ptsSec: number; imageSha256: string };

/** The frame of a box by its label; `null` = nobody can tell. */
function labelledFrames(
  record: VideoEspressoRecord,
  frames: readonly (CitedFrame | null)[],
): (label: string) => CitedFrame | null {
  if (frames.length === 1) return () => frames[0] ?? null;
  return (label) => {
    const places = Object.entries(record.keyItems).filter(([, labels]) => labels.includes(label));
    const [only] = places;
    return only && places.length === 1 ? (frames[Number(only[0])] ?? null) : null;
  };
}

/** Boxes of a step, those of one frame together, in the order in which they are first named. */
function groupByFrame(
  boxes: NonNullable<Evidence['boxes']>,
  frameOfLabel: (label: string) => CitedFrame | null,
): Evidence[] {
  const groups = new Map<string, Evidence & { boxes: NonNullable<Evidence['boxes']> }>();
  for (const box of boxes) {
    const frame = frameOfLabel(box.label);
    const key = frame?.imageSha256 ?? '';
    const group = groups.get(key) ?? { ...(frame ? { frame } : {}), boxes: [] };
    group.boxes.push(box);
    groups.set(key, group);
  }
  return [...groups.values()];
}
