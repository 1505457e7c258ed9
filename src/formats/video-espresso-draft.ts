import { boxArea } from '../core/boxes.ts';
import type { DraftBody, DraftView, Evidence, Frame, VideoFile } from '../core/flow.ts';
import { formatEvidence, oneLine, parseEvidence } from './evidence-markup.ts';
import { framePath } from './export-paths.ts';
import type { ExportProblem, ExportProblemCode } from './export-source.ts';
import { leavesRecordOut } from './export-source.ts';
import {
  formatTestRecord,
  formatTrainRecord,
  type KeyItems,
  type TestRecord,
  type TrainRecord,
  type VideoEspressoFlavour,
  type VideoEspressoRecord,
} from './video-espresso-record.ts';

/** A box that covers more of its picture than this says little about where the object is. */
const LARGE_BOX_AREA = 0.8;

export interface RecordContext {
  flavour: VideoEspressoFlavour;
  video: VideoFile | undefined;
  videoPath: string | undefined;
  frame(imageSha256: string): Promise<Frame | null>;
  caption?: ((imageSha256: string) => string | undefined) | undefined;
}

export interface PathedFrame {
  frame: Frame;
  path: string;
}

/** A draft as it will be written; `record` is `null` when one of the problems leaves it out. */
export interface PreparedRecord {
  record: TestRecord | TrainRecord | null;
  /** Core frames in presentation order. */
  frames: PathedFrame[];
  problems: ExportProblem[];
}

type Report = (code: ExportProblemCode, message: string) => void;

const allEvidence = (draft: DraftBody): Evidence[] => [
  ...draft.evidence,
  ...draft.steps.flatMap((step) => step.evidence),
];

function checkWords(draft: DraftView, flavour: VideoEspressoFlavour, report: Report): void {
  if (draft.kind === 'caption') {
    report('not-a-question', 'A caption has no place among questions and answers.');
    return;
  }
  if (!draft.question?.trim()) report('no-question', 'There is no question.');
  if (!answerOf(draft)) report('no-answer', 'There is no answer.');
  if (!draft.task) report('no-task', 'No task is set: `task` is written empty.');
  if (flavour === 'test') checkOptions(draft, report);
}

function checkOptions(draft: DraftView, report: Report): void {
  const count = draft.options?.length ?? 0;
  if (count === 0) {
    report('no-options', 'An open question: `options` and `correct_answer` are written empty.');
    return;
  }
  if (count > 26) report('too-many-options', 'More options than letters.');
  else if (count !== 4)
    report('option-count', `The released test set has 4 options, this has ${count}.`);
  const correct = draft.correctOption;
  if (correct === null || !draft.options?.[correct]) {
    report('no-correct-option', 'None of the options is marked as correct.');
  }
}

function checkEvidence(draft: DraftView, report: Report): void {
  draft.steps.forEach((step, i) => {
    if (step.evidence.length === 0) report('unlinked-step', `Step ${i + 1} rests on no evidence.`);
  });
  for (const { boxes = [], frame } of allEvidence(draft)) {
    for (const { label, xyxy } of boxes) {
      const area = boxArea(xyxy);
      if (!frame) report('box-without-frame', `The box of "${label}" belongs to no frame.`);
      if (area === 0) report('empty-box', `The box of "${label}" covers nothing.`);
      if (area > LARGE_BOX_AREA)
        report('large-box', `The box of "${label}" covers nearly the whole picture.`);
    }
  }
}

const answerOf = (draft: DraftBody): string =>
  (draft.answer?.trim() ||
    (draft.correctOption === null ? '' : draft.options?.[draft.correctOption]?.trim())) ??
  '';

async function coreFrames(
  draft: DraftView,
  context: RecordContext,
  report: Report,
): Promise<PathedFrame[]> {
  const { video } = context;
  if (!video) {
    report('missing-video', 'The video of this draft is not in the project.');
    return [];
  }
  const hashes = new Set(
    allEvidence(draft).flatMap(({ frame }) => (frame ? [frame.imageSha256] : [])),
  );
  const frames: PathedFrame[] = [];
  for (const hash of hashes) {
    const frame = await context.frame(hash);
    if (frame) frames.push({ frame, path: framePath(frame, video) });
    else report('missing-picture', `The picture ${hash.slice(0, 12)} is cited and not stored.`);
  }
  if (hashes.size === 0) report('no-frames', 'Nothing is cited: the list of core frames is empty.');
  return frames.sort((a, b) => a.frame.ptsSec - b.frame.ptsSec || (a.path < b.path ? -1 : 1));
}

function keyItemsOf(draft: DraftView, frames: readonly PathedFrame[]): KeyItems {
  const items: KeyItems = {};
  frames.forEach(({ frame }, i) => {
    const cited = allEvidence(draft).filter((one) => one.frame?.imageSha256 === frame.imageSha256);
    const labels = cited.flatMap(({ boxes = [] }) => boxes.map((box) => oneLine(box.label)));
    if (labels.length > 0) items[String(i)] = [...new Set(labels)];
  });
  return items;
}

/** One draft as it stands, as a record of the chosen file. Same draft and frames, same record. */
export async function recordFromDraft(
  draft: DraftView,
  context: RecordContext,
): Promise<PreparedRecord> {
  const problems: ExportProblem[] = [];
  const report: Report = (code, message) => problems.push({ draftId: draft.id, code, message });
  checkWords(draft, context.flavour, report);
  checkEvidence(draft, report);
  const frames = await coreFrames(draft, context, report);
  if (problems.some(({ code }) => leavesRecordOut(code))) return { record: null, frames, problems };
  const steps = draft.steps.map(({ text, evidence }) => ({
    text,
    boxes: evidence.flatMap((one) => one.boxes ?? []),
  }));
  const record: VideoEspressoRecord = {
    question: draft.question ?? '',
    answer: answerOf(draft),
    options: draft.options,
    correctOption: draft.correctOption,
    evidence: formatEvidence(steps),
    task: draft.task,
    videoPath: context.videoPath ?? '',
    framePaths: frames.map(({ path }) => path),
    frameCaptions: frames.map(({ frame }) => context.caption?.(frame.imageSha256) ?? ''),
  };
  const isTest = context.flavour === 'test';
  return {
    record: isTest
      ? formatTestRecord(record, keyItemsOf(draft, frames))
      : formatTrainRecord(record),
    frames,
    problems,
  };
}

export type FrameOfPath = (path: string) => { ptsSec: number; imageSha256: string } | null;

/**
 * A record as drafts: the question first, then one caption for each frame that has one. Boxes get their frame only when the
 * record has just one: the format does not say which frame a box lies on, and a guess would look like a fact.
 */
export function draftsFromRecord(
  record: VideoEspressoRecord,
  frameOf: FrameOfPath,
): { bodies: DraftBody[]; problems: string[] } {
  const { steps, problems } = parseEvidence(record.evidence);
  const frames = record.framePaths.map((path) => frameOf(path));
  const missing = frames.filter((frame) => frame === null).length;
  if (missing > 0) problems.push(`${missing} of ${frames.length} pictures are not in this file.`);
  const only = frames.length === 1 ? frames[0] : null;
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
      evidence: boxes.length === 0 ? [] : [{ ...(only ? { frame: only } : {}), boxes }],
    })),
    evidence: frames.flatMap(cite),
  };
  const captions = record.frameCaptions.flatMap((caption, i): DraftBody[] =>
    caption.trim() === ''
      ? []
      : [{ ...blank, task: null, kind: 'caption', caption, steps: [], evidence: cite(frames[i]) }],
  );
  return { bodies: [question, ...captions], problems };
}
