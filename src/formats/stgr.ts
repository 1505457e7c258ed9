/** STGR, the grounded schema of Open-o3-Video: times and boxes of each key frame (`docs/formats/stgr.md`). */
import type { Box, DraftBody, DraftView, Evidence } from '../core/flow.ts';
import { optionLetter } from '../core/option-letter.ts';
import { z } from '../core/zod.ts';
import {
  eachAlone,
  type FrameOfPath,
  firstPart,
  oneFile,
  type ReadRecord,
  type RecordFormat,
  type ReportProblem,
  type WriteContext,
} from './dataset-format.ts';
import {
  allEvidence,
  answerOf,
  checkEvidence,
  checkOptions,
  checkQuestion,
  citedFrames,
} from './draft-checks.ts';
import { oneLine } from './evidence-markup.ts';
import { parseChoice, parseChoiceAnswer } from './llava-text.ts';
import { parseLenient, type ReportFinding } from './record-reader.ts';
import { formatGroundedStep, parseGroundedText } from './stgr-markup.ts';

/** Task names that the loader of Open-o3-Video knows for questions about videos. */
const CHOICE_TASK = 'General video QA MCQ';
const OPEN_TASK = 'temporal-spatial free-form QA';

const KEY_FRAME = z.looseObject({
  idx: z.number(),
  time: z.number(),
  path: z.string().optional(),
});

const LENIENT = z.looseObject({
  id: z.union([z.string(), z.number()]).nullable().optional(),
  question: z.string().trim().min(1),
  answer: z.string().min(1),
  video_path: z.string().min(1),
  task: z.string().nullable().optional(),
  source: z.string().nullable().optional(),
  reasoning_process: z.string().nullable().optional(),
  key_frames: z.array(KEY_FRAME).optional(),
  key_items: z
    .record(z.string(), z.record(z.string(), z.array(z.array(z.number()).length(4))))
    .optional(),
});
type Lenient = z.infer<typeof LENIENT>;

interface ReadFrame {
  idx: number;
  timeSec: number;
  frame: { ptsSec: number; imageSha256: string } | null;
}

/** Names in `key_items` must be those of key frames, and corners in 0–1. */
function checkItems(data: Lenient, frames: readonly ReadFrame[], report: ReportFinding): void {
  for (const [idx, items] of Object.entries(data.key_items ?? {})) {
    if (!frames.some((frame) => String(frame.idx) === idx))
      report({ path: ['key_items', idx], message: `There is no key frame ${idx}.` });
    for (const [label, boxes] of Object.entries(items)) {
      const isOutside = boxes.flat().some((corner) => corner < 0 || corner > 1);
      if (isOutside)
        report({ path: ['key_items', idx, label], message: 'Corners must be in 0-1.' });
    }
  }
}

const SAME_TIME_SEC = 0.05;

function read(json: unknown, report: ReportFinding, frameOf: FrameOfPath): ReadRecord | null {
  const required = ['question', 'answer', 'video_path'];
  const data = parseLenient(LENIENT, json, { required, report });
  if (!data) return null;
  const frames = (data.key_frames ?? []).map(({ idx, time, path = '' }) => ({
    idx,
    timeSec: time,
    frame: frameOf(path),
  }));
  checkItems(data, frames, report);
  const { steps, problems } = parseGroundedText(
    data.reasoning_process ?? '',
    (timeSec) =>
      frames.find((one) => Math.abs(one.timeSec - timeSec) <= SAME_TIME_SEC)?.frame ?? null,
  );
  const choice = parseChoice(data.question);
  const correctOption = choice ? parseChoiceAnswer(data.answer, choice.options) : null;
  const answer =
    choice && correctOption !== null ? (choice.options[correctOption] ?? data.answer) : data.answer;
  const body: DraftBody = {
    kind: choice ? 'qa-choice' : 'qa-open',
    task: data.task || null,
    question: choice?.question ?? data.question,
    answer,
    options: choice?.options ?? null,
    correctOption,
    caption: null,
    steps,
    evidence: frames.flatMap((one) => frameEvidence(one, data)),
  };
  const paths = (data.key_frames ?? []).flatMap(({ path }) => path ?? []);
  const drafts = [{ body, json: json as Record<string, unknown> }];
  return { videoPath: data.video_path, drafts, framePaths: paths, notes: problems };
}

/** A key frame with the boxes that lie on it; without its picture it is a moment in time. */
function frameEvidence({ idx, timeSec, frame }: ReadFrame, data: Lenient): Evidence[] {
  const items = Object.entries(data.key_items?.[String(idx)] ?? {});
  const boxes = items.flatMap(([label, list]) =>
    list.map((corners) => ({ label, xyxy: corners as Box })),
  );
  if (!frame) return [{ span: { startSec: timeSec, endSec: timeSec } }];
  return [{ frame, ...(boxes.length > 0 ? { boxes } : {}) }];
}

function check(draft: DraftView, report: ReportProblem): void {
  checkQuestion(draft, report);
  if (draft.kind === 'caption') return;
  if (draft.kind === 'qa-choice') checkOptions(draft, report);
  if (allEvidence(draft).every(({ frame }) => !frame) && draft.provenance.origin !== 'import')
    report('no-timed-frame', 'No key frame is cited: this format is about when and where.');
  checkEvidence(draft, report);
}

/** Boxes of each key frame by label, each box once. */
function keyItems(draft: DraftBody, imageSha256: string): Record<string, Box[]> {
  const items = new Map<string, Box[]>();
  for (const { frame, boxes = [] } of allEvidence(draft)) {
    if (frame?.imageSha256 !== imageSha256) continue;
    for (const { label, xyxy } of boxes) {
      const name = oneLine(label);
      const known = items.get(name) ?? [];
      if (!known.some((box) => box.every((corner, i) => corner === xyxy[i]))) known.push(xyxy);
      items.set(name, known);
    }
  }
  return Object.fromEntries(items);
}

function questionOf({ question, options }: DraftBody): string {
  const lines = (options ?? []).map((option, i) => `${optionLetter(i)}. ${oneLine(option)}`);
  return [question?.trim() ?? '', ...lines].join('\n');
}

function write([draft]: readonly DraftBody[], context: WriteContext): Record<string, unknown> {
  if (!draft) return {};
  const frames = citedFrames([draft], context);
  const isChoice = draft.kind === 'qa-choice' && draft.correctOption !== null;
  const items = frames.map(
    ({ frame }, idx) => [String(idx), keyItems(draft, frame.imageSha256)] as const,
  );
  return {
    id: context.id,
    source: context.settings.llava.dataSource,
    task: isChoice ? CHOICE_TASK : OPEN_TASK,
    question_type: draft.task ?? '',
    question: questionOf(draft),
    answer: isChoice ? optionLetter(draft.correctOption ?? 0) : answerOf(draft),
    video_path: context.videoPath,
    image_size: [context.video.widthPx, context.video.heightPx],
    key_frames: frames.map(({ frame, path }, idx) => ({ idx, time: frame.ptsSec, path })),
    key_items: Object.fromEntries(items.filter(([, found]) => Object.keys(found).length > 0)),
    reasoning_process: draft.steps.map(formatGroundedStep).filter(Boolean).join('\n'),
  };
}

export const stgr: RecordFormat = {
  id: 'stgr',
  version: 1,
  stem: 'stgr',
  layout: 'array',
  files: [''],
  grouping: 'draft',
  writesSpans: false,
  conventions: {
    box_format:
      'x1, y1, x2, y2 in 0-1 of the displayed picture; image_size is its width and height in pixels',
    escaping: 'a backslash after < in reasoning_process marks a tag that is text',
  },
  read,
  check,
  split: eachAlone,
  fileOf: oneFile,
  write,
  join: firstPart,
};
