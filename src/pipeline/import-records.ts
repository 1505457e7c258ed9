import { canonicalJson } from '../core/canonical-json.ts';
import type { Draft, ImportedRecord, ProjectId, VideoId } from '../core/flow.ts';
import { AccuracyCount } from '../core/score/accuracy.ts';
import { sha256Hex } from '../core/sha256.ts';
import type { StorePort } from '../core/store-port.ts';
import type { FrameOfPath, ReadRecord, RecordFormat } from '../formats/dataset-format.ts';
import { readRecords } from '../formats/record-reader.ts';
import { textOf } from './bytes.ts';
import type { ImportReport } from './dataset-types.ts';
import { ProblemList } from './problem-list.ts';
import { VideoIndex } from './video-index.ts';

export interface RecordImport {
  store: StorePort;
  projectId: ProjectId;
  format: RecordFormat;
  /** Shown as the origin of the drafts: the file's name. */
  origin: string;
  nowMs: number;
  frameOf: FrameOfPath;
  onRecord: (done: number) => void;
  signal?: AbortSignal;
}

const BATCH = 200;

/** Reads records as drafts; bad records are reported with line and column, the good ones are kept. */
export async function importRecords(
  bytes: AsyncIterable<Uint8Array>,
  into: RecordImport,
): Promise<Omit<ImportReport, 'projectId'>> {
  const { format, frameOf } = into;
  const problems = new ProblemList();
  const accuracy = new AccuracyCount();
  const videos = await VideoIndex.load(into);
  let records = 0;
  let inserted = 0;
  let batch: Draft[] = [];
  const flush = async (): Promise<void> => {
    inserted += (await into.store.drafts.insert(into.projectId, batch)).inserted;
    batch = [];
  };
  const items = readRecords(textOf(bytes), (json, report) => format.read(json, report, frameOf));
  for await (const { record, problems: found, line, column } of items) {
    into.signal?.throwIfAborted();
    for (const { isFatal: _isFatal, ...problem } of found) problems.add(problem);
    if (!record) continue;
    records += 1;
    if (record.scored) accuracy.add(record.scored.task, record.scored.isRight);
    for (const message of record.notes) problems.add({ line, column, message });
    const videoId = await videos.idOf(record.videoPath);
    batch.push(...draftsOf(record, { into, videoId, index: records }));
    into.onRecord(records);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  const report = { format: format.id, records, drafts: inserted, problems: problems.list() };
  const scores = accuracy.result();
  return scores ? { ...report, scores } : report;
}

interface Place {
  into: RecordImport;
  videoId: VideoId;
  /** 1-based place of the record in the file. */
  index: number;
}

function draftsOf(record: ReadRecord, { into, videoId, index }: Place): Draft[] {
  const parts = record.drafts.filter(({ json }) => json !== null).length;
  // The whole record: the same file again adds nothing, a corrected one does.
  const whole = canonicalJson(record.drafts.map(({ json }) => json));
  const key = sha256Hex([into.format.id, whole, index].join('\n')).slice(0, 32);
  const frames = framesOf(record, into.frameOf);
  return record.drafts.map(({ body, json }, place) => {
    const imported: ImportedRecord | null = json && {
      format: into.format.id,
      key,
      part: place,
      parts,
      json,
      ...(frames ? { frames } : {}),
    };
    return {
      ...body,
      id: `draft:${sha256Hex(`${key}/${place}`).slice(0, 32)}`,
      videoId,
      checks: [],
      provenance: {
        origin: 'import',
        imported: `${into.format.id}: ${into.origin}`,
        ...(imported ? { record: imported } : {}),
      },
      createdAtMs: into.nowMs,
    };
  });
}

/** The pictures that came along, by the path of the record; `null` = none did. */
function framesOf(record: ReadRecord, frameOf: FrameOfPath): ImportedRecord['frames'] | null {
  const found = record.framePaths.flatMap((path) => {
    const frame = frameOf(path);
    return frame ? [[path, frame] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : null;
}
