/**
 * A dataset, written: the records in their own format and, beside them, what that cannot carry (`docs/formats/exports.md`).
 */
import { canonicalJson } from '../core/canonical-json.ts';
import { StudioError } from '../core/errors.ts';
import type { Provenance } from '../core/flow.ts';
import { Sha256 } from '../core/sha256.ts';
import { datasetCard } from './dataset-card.ts';
import type { PathedFrame, RecordFormat } from './dataset-format.ts';
import type { ExportFile, ExportProblem, ExportSource, SplitName } from './export-source.ts';
import { ExportTally } from './export-tally.ts';
import { llavaYaml } from './llava-yaml.ts';
import { manifestOf } from './manifest.ts';
import { type PreparedRecord, prepareRecords } from './prepare-records.ts';

const SPLITS: readonly SplitName[] = ['train', 'val', 'test'];
const INDENT = 2;

/** What the page has and pure code has not. */
export interface TextEncoding {
  encode(text: string): Uint8Array;
}

/** `stem_part.split.json`, without what is empty. */
export function recordPath(format: RecordFormat, file: string, split: SplitName | null): string {
  const part = file === '' ? '' : `_${file}`;
  const dotSplit = split === null ? '' : `.${split}`;
  return `${format.stem}${part}${dotSplit}.${format.layout === 'array' ? 'json' : 'jsonl'}`;
}

const recordText = (format: RecordFormat, json: object): string =>
  JSON.stringify(json, null, format.layout === 'array' ? INDENT : undefined);

async function* textChunks(
  format: RecordFormat,
  records: AsyncIterable<Record<string, unknown>>,
): AsyncGenerator<string> {
  let count = 0;
  for await (const json of records) {
    const text = recordText(format, json);
    if (format.layout === 'lines') yield `${text}\n`;
    else yield `${count === 0 ? '[\n' : ',\n'}${text}`;
    count += 1;
  }
  if (format.layout === 'array') yield count === 0 ? '[]\n' : '\n]\n';
}

interface DataFile {
  path: string;
  file: string;
  split: SplitName | null;
}

/** One data file; each record is counted once, where it is written. */
async function* dataChunks(
  { path, file, split }: DataFile,
  { format, source, tally, encode }: ExportRun,
): AsyncGenerator<Uint8Array> {
  let records = 0;
  let sizeBytes = 0;
  const hash = new Sha256();
  async function* wanted() {
    for await (const one of prepareRecords(format, source)) {
      if (one.split !== split && split !== null) continue;
      if (one.file !== file) continue;
      tally.add(one);
      if (one.json === null) continue;
      records += 1;
      yield one.json;
    }
  }
  for await (const text of textChunks(format, wanted())) {
    const bytes = encode(text);
    hash.update(bytes);
    sizeBytes += bytes.length;
    yield bytes;
  }
  tally.files.push({ path, records, sizeBytes, sha256: hash.hex() });
}

interface ExportRun {
  format: RecordFormat;
  source: ExportSource;
  tally: ExportTally;
  encode: TextEncoding['encode'];
}

/** Where a draft comes from; what it was imported from is in the record itself. */
function provenanceFacts(provenance: Provenance): object {
  if (provenance.origin === 'hand') return provenance;
  if (provenance.origin === 'import') {
    const { origin, imported } = provenance;
    return { origin, imported };
  }
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
function recordFacts({ drafts, video, videoPath, split, id }: PreparedRecord, place: object) {
  return {
    ...place,
    id,
    split,
    video: video && {
      id: video.id,
      path: videoPath,
      fingerprint: video.fingerprint,
      sizeBytes: video.sizeBytes,
      widthPx: video.widthPx,
      heightPx: video.heightPx,
      licence: video.licence,
      source: video.source,
    },
    clip: video && { startSec: video.startSec, endSec: video.startSec + video.durationSec },
    drafts: drafts.map((draft) => ({
      draftId: draft.id,
      kind: draft.kind,
      task: draft.task,
      status: draft.status,
      isEdited: draft.isEdited,
      provenance: provenanceFacts(draft.provenance),
      steps: draft.steps,
      evidence: draft.evidence,
    })),
  };
}

/* Lines of the side files have their keys in order: a stored row may come back with its keys in another one. */

async function* factChunks({ format, source }: ExportRun): AsyncGenerator<string> {
  const next = new Map<string, number>();
  for await (const one of prepareRecords(format, source)) {
    if (!one.json) continue;
    const file = recordPath(format, one.file, one.split);
    const record = next.get(file) ?? 0;
    next.set(file, record + 1);
    yield `${canonicalJson(recordFacts(one, { file, record }))}\n`;
  }
}

async function* frameChunks(frames: Iterable<PathedFrame>): AsyncGenerator<string> {
  for (const { path, frame } of frames) yield `${canonicalJson({ path, ...frame })}\n`;
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
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

async function assertNotEmpty(format: RecordFormat, source: ExportSource): Promise<void> {
  for await (const { json } of prepareRecords(format, source)) if (json) return;
  throw new StudioError('export/nothing-to-export', 'No draft of this choice can be written.');
}

/**
 * The files of the dataset in order: records (one file for each part and split), for LLaVA the YAML that names them,
 * `records.jsonl`, `frames.jsonl`, the pictures, `manifest.json` and `README.md`. Holds one entry for each distinct frame and
 * video in memory, and no record.
 * @throws `export/nothing-to-export`, `export/missing-picture`
 */
export async function* datasetExport(
  format: RecordFormat,
  source: ExportSource,
  { encode }: TextEncoding,
): AsyncGenerator<ExportFile> {
  await assertNotEmpty(format, source);
  const run: ExportRun = { format, source, tally: new ExportTally(), encode };
  const { tally } = run;
  const splits = source.split ? SPLITS : [null];
  for (const split of splits) {
    for (const file of format.files) {
      const path = recordPath(format, file, split);
      yield { path, chunks: dataChunks({ path, file, split }, run) };
    }
  }
  if (format.id === 'llava-video') {
    for (const split of splits) {
      const path = `llava_video${split === null ? '' : `.${split}`}.yaml`;
      const named = format.files.map((file) => ({ file, path: recordPath(format, file, split) }));
      const filled = named.filter((one) =>
        tally.files.some(({ path: written, records }) => written === one.path && records > 0),
      );
      yield { path, chunks: once(llavaYaml(filled, source.settings.llava)) };
    }
  }
  yield { path: 'records.jsonl', chunks: factChunks(run) };
  yield { path: 'frames.jsonl', chunks: frameChunks(tally.frames.values()) };
  for (const frame of tally.frames.values())
    yield { path: frame.path, chunks: image(source, frame) };
  const manifest = manifestOf(format, { source, tally, counts: await source.counts() });
  yield {
    path: 'manifest.json',
    chunks: once(`${JSON.stringify(manifest, null, INDENT)}\n`),
  };
  yield { path: 'README.md', chunks: once(datasetCard(manifest)) };
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
export async function datasetPreview(
  format: RecordFormat,
  source: ExportSource,
  limits: { samples: number; problems: number } = { samples: 3, problems: 1000 },
): Promise<ExportPreview> {
  const preview: ExportPreview = { records: 0, samples: [], problems: [], leftOut: 0 };
  for await (const { json, problems, leftOut } of prepareRecords(format, source)) {
    const room = limits.problems - preview.problems.length;
    if (room > 0) preview.problems.push(...problems.slice(0, room));
    preview.leftOut += leftOut;
    if (!json) continue;
    preview.records += 1;
    if (preview.samples.length < limits.samples)
      preview.samples.push(JSON.stringify(json, null, INDENT));
  }
  return preview;
}
