/** ShareGPT4Video: captions of windows between key frames, and of the whole video (`docs/formats/sharegpt4video.md`). */
import type { DraftBody, DraftView, Evidence, ImportedRecord } from '../core/flow.ts';
import { z } from '../core/zod.ts';
import type { ReadRecord, RecordFormat, ReportProblem, WriteContext } from './dataset-format.ts';
import { citedFrames } from './draft-checks.ts';
import { parseLenient, type ReportFinding } from './record-reader.ts';

/** `idx` of the caption of the whole video, which comes last. */
const WHOLE_IDX = '-1';

const CAPTION = z.looseObject({ idx: z.union([z.string(), z.number()]), content: z.string() });

/** Names of the key-frame and time lists are not confirmed for the released file; both may be missing. */
const LENIENT = z.looseObject({
  video_id: z.union([z.string(), z.number()]).optional(),
  video_path: z.string().min(1).optional(),
  zip_folder: z.string().nullable().optional(),
  keyframe: z.array(z.unknown()).optional(),
  timestamp: z.array(z.union([z.number(), z.string()])).optional(),
  keyframe_path: z.array(z.string()).optional(),
  captions: z.array(CAPTION).min(1),
});
type Lenient = z.infer<typeof LENIENT>;

/** Seconds of `4`, `"4.0"`, `"00:01:02.5"`; `NaN` = no time. */
function seconds(value: number | string): number {
  if (typeof value === 'number') return value;
  if (!/^\d+(?::\d+){0,2}(?:\.\d+)?$/.test(value.trim())) return Number.NaN;
  return value.split(':').reduce((total, part) => total * 60 + Number(part), 0);
}

function timesOf(data: Lenient, report: ReportFinding): number[] {
  const times = (data.timestamp ?? []).map(seconds);
  times.forEach((time, i) => {
    const before = times[i - 1] ?? 0;
    if (Number.isNaN(time)) report({ path: ['timestamp', i], message: 'This is no time.' });
    else if (time < before)
      report({ path: ['timestamp', i], message: `${time} s comes after ${before} s.` });
  });
  return times;
}

/** Where window `index` lies: from the key frame before it up to its own. The first one stands for its frame alone. */
function windowEvidence(times: readonly number[], index: number): Evidence[] {
  const endSec = times[index];
  if (endSec === undefined || Number.isNaN(endSec)) return [];
  const startSec = times[Math.max(0, index - 1)] ?? endSec;
  return [{ span: { startSec, endSec } }];
}

const BLANK = {
  kind: 'caption' as const,
  question: null,
  answer: null,
  options: null,
  correctOption: null,
  steps: [],
} satisfies Partial<DraftBody>;

function read(
  json: unknown,
  report: ReportFinding,
  frameOf: Parameters<RecordFormat['read']>[2],
): ReadRecord | null {
  const data = parseLenient(LENIENT, json, { required: ['captions'], report });
  if (!data) return null;
  const videoPath = data.video_path ?? String(data.video_id ?? '');
  if (videoPath === '') {
    const message = 'There is neither a video path nor a video id.';
    report({ path: ['video_path'], message, isFatal: true });
    return null;
  }
  const times = timesOf(data, report);
  const paths = data.keyframe_path ?? [];
  const whole = data.captions.findIndex(({ idx }) => String(idx) === WHOLE_IDX);
  if (whole === -1)
    report({ path: ['captions'], message: 'There is no caption of the whole video.' });
  else if (whole !== data.captions.length - 1)
    report({ path: ['captions', whole], message: 'The caption of the whole video must be last.' });
  const drafts = data.captions.map((caption) => {
    const isWhole = String(caption.idx) === WHOLE_IDX;
    const index = Number(caption.idx);
    const frame = isWhole ? null : frameOf(paths[index] ?? '');
    const body: DraftBody = {
      ...BLANK,
      task: isWhole ? 'video-caption' : 'window-caption',
      caption: caption.content,
      evidence: isWhole ? [] : [...windowEvidence(times, index), ...(frame ? [{ frame }] : [])],
    };
    return { body, json: { ...(json as object), captions: [caption] } };
  });
  return { videoPath, drafts, framePaths: paths, notes: [] };
}

const isWindow = ({ task }: DraftBody): boolean => task === 'window-caption';
const isWhole = ({ task }: DraftBody): boolean => task === 'video-caption' || task === 'caption-l3';

/** The key frame that a window leads to: the last one it cites; without one, the end of its span (of the first, its start). */
function timeOf(draft: DraftBody, index: number): number | null {
  const frames = draft.evidence.flatMap(({ frame }) => (frame ? [frame.ptsSec] : []));
  if (frames.length > 0) return Math.max(...frames);
  const span = draft.evidence.find((one) => one.span)?.span;
  return (index === 0 ? span?.startSec : span?.endSec) ?? null;
}

function check(draft: DraftView, report: ReportProblem): void {
  if (draft.kind !== 'caption') {
    report('not-a-caption', 'A question has no place among captions.');
    return;
  }
  if (!draft.caption?.trim()) report('no-caption', 'There is no caption.');
  if (!isWindow(draft) && !isWhole(draft))
    report('partial-caption', 'This is neither a caption of a window nor of the whole video.');
  const isImported = draft.provenance.origin === 'import';
  if (isWindow(draft) && !isImported && timeOf(draft, 1) === null)
    report('no-timed-frame', 'This window has neither a frame nor a span.');
}

function checkRecord(drafts: readonly DraftView[], report: ReportProblem): void {
  if (!drafts.some(isWhole))
    report('no-whole-caption', 'No caption of the whole video was accepted.');
}

const startOf = (draft: DraftBody): number =>
  draft.evidence.find((one) => one.span)?.span?.startSec ?? timeOf(draft, 1) ?? 0;

/** The windows in order with the latest caption of the whole; whole captions beside it stand alone. */
function split(drafts: readonly DraftView[]): DraftView[][] {
  const windows = drafts
    .filter(isWindow)
    .toSorted((a, b) => startOf(a) - startOf(b) || a.seq - b.seq);
  const wholes = drafts.filter(isWhole);
  const last = wholes.at(-1);
  const main = [...windows, ...(last ? [last] : [])];
  const others = wholes.slice(0, -1).map((whole) => [whole]);
  return main.length === 0 ? others : [main, ...others];
}

interface KeyFrame {
  timeSec: number;
  number: number;
  path: string | null;
}

function keyFrameOf(draft: DraftBody, index: number, context: WriteContext): KeyFrame | null {
  const timeSec = timeOf(draft, index);
  if (timeSec === null) return null;
  const { video } = context;
  const cited = citedFrames([draft], context).findLast(({ frame }) => frame.ptsSec === timeSec);
  const number =
    cited?.frame.decodeIndex ?? Math.round((timeSec - video.startSec) * video.averageFps);
  return { timeSec, number, path: cited?.path ?? null };
}

function write(drafts: readonly DraftBody[], context: WriteContext): Record<string, unknown> {
  const { video, videoPath } = context;
  const windows = drafts.filter(isWindow);
  const keyFrames = windows.flatMap((draft, i) => keyFrameOf(draft, i, context) ?? []);
  const paths = keyFrames.flatMap(({ path }) => path ?? []);
  return {
    video_id: video.fingerprint.slice(0, 16),
    video_path: videoPath,
    zip_folder: '',
    keyframe: keyFrames.map(({ number }) => number),
    timestamp: keyFrames.map(({ timeSec }) => timeSec),
    ...(paths.length === keyFrames.length && paths.length > 0 ? { keyframe_path: paths } : {}),
    captions: [
      ...windows.map((draft, i) => ({ idx: String(i), content: draft.caption?.trim() ?? '' })),
      ...drafts
        .filter(isWhole)
        .map((draft) => ({ idx: WHOLE_IDX, content: draft.caption?.trim() ?? '' })),
    ],
  };
}

const join = (parts: readonly ImportedRecord[]): Record<string, unknown> => ({
  ...parts[0]?.json,
  captions: parts.flatMap(({ json }) => json.captions as unknown[]),
});

export const shareGpt4Video: RecordFormat = {
  id: 'sharegpt4video',
  version: 1,
  stem: 'sharegpt4video',
  layout: 'lines',
  files: [''],
  grouping: 'video',
  writesSpans: true,
  conventions: {
    keyframe: 'frame number: as decoded where it was counted, else time by average frame rate',
    timestamp: 'seconds of presentation time',
  },
  read,
  check,
  checkRecord,
  split,
  fileOf: () => '',
  write,
  join,
};
