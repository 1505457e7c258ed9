/**
 * VideoEspresso, written: the released records and, beside them, what those cannot carry (`docs/formats/videoespresso.md`).
 */
import { canonicalJson } from '../core/canonical-json.ts';
import { StudioError } from '../core/errors.ts';
import type { DraftView, Provenance, VideoFile } from '../core/flow.ts';
import { videoPaths } from './export-paths.ts';
import {
  type ExportFile,
  type ExportProblem,
  type ExportSource,
  leavesRecordOut,
  type SplitName,
  splitOf,
} from './export-source.ts';
import { type PathedFrame, type PreparedRecord, recordFromDraft } from './video-espresso-draft.ts';
import type { VideoEspressoFlavour } from './video-espresso-record.ts';

const SPLITS: readonly SplitName[] = ['train', 'val', 'test'];
const INDENT = 2;

/** Counts that the manifest reports, filled while the files are written. */
interface Tally {
  records: Record<string, number>;
  problems: Record<string, number>;
  frames: Map<string, PathedFrame>;
}

interface Prepared extends PreparedRecord {
  draft: DraftView;
  video: VideoFile | undefined;
  split: SplitName | null;
}

async function* prepareAll(
  flavour: VideoEspressoFlavour,
  source: ExportSource,
): AsyncGenerator<Prepared> {
  const paths = videoPaths(source.videos);
  const videos = new Map(source.videos.map((video) => [video.id, video]));
  for await (const draft of source.drafts()) {
    const video = videos.get(draft.videoId);
    const prepared = await recordFromDraft(draft, {
      flavour,
      video,
      videoPath: paths.get(draft.videoId),
      frame: (hash) => source.frame(hash),
      caption: source.caption && ((hash) => source.caption?.(hash)),
    });
    const split = source.split && video ? splitOf(video.fingerprint, source.split) : null;
    yield { ...prepared, draft, video, split };
  }
}

const recordText = (record: object): string => JSON.stringify(record, null, INDENT);

async function* dataChunks(
  records: AsyncIterable<Prepared>,
  tally: Tally,
  name: string,
): AsyncGenerator<string> {
  let count = 0;
  for await (const { record, frames, problems } of records) {
    for (const { code } of problems) tally.problems[code] = (tally.problems[code] ?? 0) + 1;
    if (!record) continue;
    for (const one of frames) tally.frames.set(one.frame.imageSha256, one);
    yield `${count === 0 ? '[\n' : ',\n'}${recordText(record)}`;
    count += 1;
  }
  yield count === 0 ? '[]\n' : '\n]\n';
  tally.records[name] = count;
}

async function* onlySplit(
  records: AsyncIterable<Prepared>,
  split: SplitName | null,
): AsyncGenerator<Prepared> {
  for await (const one of records) if (split === null || one.split === split) yield one;
}

function provenanceFacts(provenance: Provenance) {
  if (provenance.origin !== 'model') return provenance;
  const {
    origin,
    model,
    recipe,
    recipeVersion,
    promptId,
    promptVersion,
    promptSha256,
    framesSent,
  } = provenance;
  return {
    origin,
    model,
    recipe,
    recipeVersion,
    promptId,
    promptVersion,
    promptSha256,
    framesSent,
  };
}

/** Where a record comes from, and its steps with the frame of every box. */
function recordFacts({ draft, video, split }: Prepared, index: number, path: string | undefined) {
  return {
    record: index,
    split,
    draftId: draft.id,
    status: draft.status,
    isEdited: draft.isEdited,
    provenance: provenanceFacts(draft.provenance),
    video: video && {
      id: video.id,
      path,
      fingerprint: video.fingerprint,
      sizeBytes: video.sizeBytes,
      widthPx: video.widthPx,
      heightPx: video.heightPx,
      licence: video.licence,
      source: video.source,
    },
    clip: video && { startSec: video.startSec, endSec: video.startSec + video.durationSec },
    steps: draft.steps,
    evidence: draft.evidence,
  };
}

/* Lines of the side files have their keys in order: a stored row may come back with its keys in another one. */

async function* factChunks(
  records: AsyncIterable<Prepared>,
  paths: ReadonlyMap<string, string>,
): AsyncGenerator<string> {
  const next: Record<string, number> = {};
  for await (const one of records) {
    if (!one.record) continue;
    const file = one.split ?? '';
    const index = next[file] ?? 0;
    next[file] = index + 1;
    yield `${canonicalJson(recordFacts(one, index, paths.get(one.draft.videoId)))}\n`;
  }
}

async function* frameChunks(frames: Iterable<PathedFrame>): AsyncGenerator<string> {
  for (const { path, frame } of frames) yield `${canonicalJson({ path, ...frame })}\n`;
}

async function* once<T>(value: Promise<T> | T): AsyncGenerator<T> {
  yield await value;
}

async function* image(
  source: ExportSource,
  { frame, path }: PathedFrame,
): AsyncGenerator<Uint8Array> {
  const missing = (cause: unknown) =>
    new StudioError('export/missing-picture', `The picture of ${path} is gone.`, {
      details: { path },
      cause,
    });
  yield await source
    .image(frame.imageSha256)
    .catch((cause: unknown) => Promise.reject(missing(cause)));
}

const manifest = (flavour: VideoEspressoFlavour, source: ExportSource, tally: Tally) => ({
  format: `videoespresso-${flavour}`,
  version: 1,
  box_format:
    'cx, cy, w, h, each times 100, of the displayed picture (records); x1, y1, x2, y2 in 0-1 (records.jsonl)',
  time: 'seconds of presentation time on the clock of the video; ptsSec = ptsTicks / timescale',
  escaping: 'a backslash after < in evidence marks a tag that is text',
  files: tally.records,
  frames: tally.frames.size,
  split: source.split ?? null,
  problems: Object.fromEntries(Object.entries(tally.problems).sort(([a], [b]) => (a < b ? -1 : 1))),
});

async function assertNotEmpty(flavour: VideoEspressoFlavour, source: ExportSource): Promise<void> {
  for await (const { record } of prepareAll(flavour, source)) if (record) return;
  throw new StudioError('export/nothing-to-export', 'No draft of this choice can be written.');
}

/**
 * The files of the dataset in order: records (one file for each split), `records.jsonl`, `frames.jsonl`, the pictures, and
 * `manifest.json`. Holds one entry for each distinct frame in memory, and no record.
 * @throws `export/nothing-to-export`, `export/missing-picture`
 */
export async function* videoEspressoExport(
  flavour: VideoEspressoFlavour,
  source: ExportSource,
): AsyncGenerator<ExportFile> {
  await assertNotEmpty(flavour, source);
  const tally: Tally = { records: {}, problems: {}, frames: new Map() };
  for (const split of source.split ? SPLITS : [null]) {
    const path = `videoespresso_${flavour}${split === null ? '' : `.${split}`}.json`;
    yield { path, chunks: dataChunks(onlySplit(prepareAll(flavour, source), split), tally, path) };
  }
  yield {
    path: 'records.jsonl',
    chunks: factChunks(prepareAll(flavour, source), videoPaths(source.videos)),
  };
  yield { path: 'frames.jsonl', chunks: frameChunks(tally.frames.values()) };
  for (const frame of tally.frames.values())
    yield { path: frame.path, chunks: image(source, frame) };
  yield {
    path: 'manifest.json',
    chunks: once(`${JSON.stringify(manifest(flavour, source, tally), null, INDENT)}\n`),
  };
}

export interface ExportPreview {
  /** That will be written. */
  records: number;
  /** The first ones, as they will be written. */
  samples: string[];
  problems: ExportProblem[];
  /** Drafts that a problem leaves out. */
  leftOut: number;
}

/** One pass over the drafts, without pictures. */
export async function videoEspressoPreview(
  flavour: VideoEspressoFlavour,
  source: ExportSource,
  limits: { samples: number; problems: number } = { samples: 3, problems: 1000 },
): Promise<ExportPreview> {
  const preview: ExportPreview = { records: 0, samples: [], problems: [], leftOut: 0 };
  for await (const { record, problems } of prepareAll(flavour, source)) {
    const room = limits.problems - preview.problems.length;
    if (room > 0) preview.problems.push(...problems.slice(0, room));
    if (record) {
      preview.records += 1;
      if (preview.samples.length < limits.samples) preview.samples.push(recordText(record));
    } else if (problems.some(({ code }) => leavesRecordOut(code))) {
      preview.leftOut += 1;
    }
  }
  return preview;
}
