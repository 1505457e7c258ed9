import type { Draft, Frame, ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import type { FilesPort, StorePort } from '../core/ports.ts';
import { sha256Hex } from '../core/sha256.ts';
import { draftsFromRecord, type FrameOfPath } from '../formats/video-espresso-draft.ts';
import { readVideoEspresso } from '../formats/video-espresso-read.ts';
import type { VideoEspressoRecord } from '../formats/video-espresso-record.ts';
import { textOf } from './bytes.ts';
import type { ImportReport } from './dataset-types.ts';

type Entry = Awaited<ReturnType<FilesPort['unzip']>>[number];

export interface RecordImport {
  store: StorePort;
  projectId: ProjectId;
  format: string;
  /** Shown as the origin of the drafts: the file's name. */
  origin: string;
  nowMs: number;
  frameOf: FrameOfPath;
  onRecord: (done: number) => void;
  signal?: AbortSignal;
}

const BATCH = 200;

/** Reads VideoEspresso records as drafts; bad records are reported with line and column, the good ones are kept. */
export async function importRecords(
  bytes: AsyncIterable<Uint8Array>,
  into: RecordImport,
): Promise<Omit<ImportReport, 'projectId'>> {
  const report: Omit<ImportReport, 'projectId'> = {
    format: into.format,
    records: 0,
    drafts: 0,
    problems: [],
  };
  const videos = await VideoIndex.load(into);
  let batch: Draft[] = [];
  const flush = async () => {
    report.drafts += (await into.store.drafts.insert(into.projectId, batch)).inserted;
    batch = [];
  };
  for await (const { record, problems, line, column } of readVideoEspresso(textOf(bytes))) {
    into.signal?.throwIfAborted();
    report.problems.push(...problems.map(({ isFatal: _isFatal, ...problem }) => problem));
    if (!record) continue;
    report.records += 1;
    const videoId = await videos.idOf(record.videoPath);
    const { bodies, problems: notes } = draftsFromRecord(record, into.frameOf);
    report.problems.push(...notes.map((message) => ({ line, column, message })));
    for (const [index, body] of bodies.entries())
      batch.push(toDraft(body, { into, record, videoId, key: `${report.records}/${index}` }));
    into.onRecord(report.records);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return report;
}

function toDraft(
  body: ReturnType<typeof draftsFromRecord>['bodies'][number],
  {
    into,
    record,
    videoId,
    key,
  }: { into: RecordImport; record: VideoEspressoRecord; videoId: VideoId; key: string },
): Draft {
  const identity = [into.format, record.videoPath, record.question, key].join('\n');
  return {
    ...body,
    id: `draft:${sha256Hex(identity).slice(0, 32)}`,
    videoId,
    checks: [],
    provenance: { origin: 'import', imported: `${into.format}: ${into.origin}` },
    createdAtMs: into.nowMs,
  };
}

/** Videos by file name; a path that no video of the project has gets a place holder, to be linked to a file later. */
class VideoIndex {
  readonly #into: RecordImport;
  readonly #byName: Map<string, VideoId>;

  private constructor(into: RecordImport, byName: Map<string, VideoId>) {
    this.#into = into;
    this.#byName = byName;
  }

  static async load(into: RecordImport): Promise<VideoIndex> {
    const videos = await into.store.videos.list(into.projectId);
    return new VideoIndex(into, new Map(videos.map((video) => [video.name, video.id])));
  }

  async idOf(videoPath: string): Promise<VideoId> {
    const name = videoPath.split('/').at(-1) ?? videoPath;
    const known = this.#byName.get(name) ?? this.#byName.get(videoPath);
    if (known) return known;
    const video = placeholder(videoPath, name, this.#into.nowMs);
    await this.#into.store.videos.put(this.#into.projectId, video);
    this.#byName.set(name, video.id);
    return video.id;
  }
}

function placeholder(videoPath: string, name: string, nowMs: number): VideoFile {
  const fingerprint = sha256Hex(`path\n${videoPath}`);
  return {
    id: `video:${fingerprint.slice(0, 20)}`,
    name,
    fingerprint,
    sizeBytes: 0,
    container: '',
    codec: '',
    hasAudio: false,
    startSec: 0,
    durationSec: 0,
    widthPx: 0,
    heightPx: 0,
    rotationDeg: 0,
    averageFps: 0,
    isVariableFrameRate: null,
    decoders: [],
    remarks: ['known-by-path-only'],
    licence: null,
    source: videoPath,
    addedAtMs: nowMs,
  };
}

/** Pictures that came with the records (`frames.jsonl` of our exports), stored, by the path that the records use. */
export async function restoreFrames(
  store: StorePort,
  projectId: ProjectId,
  entries: readonly Entry[],
): Promise<FrameOfPath> {
  const list = entries.find((entry) => entry.path === 'frames.jsonl');
  const byPath = new Map<string, Frame>();
  if (!list) return () => null;
  const pictures = new Map(entries.map((entry) => [entry.path, entry]));
  const text = new TextDecoder().decode(await list.read());
  for (const line of text.split('\n').filter((row) => row !== '')) {
    const { path, ...frame } = JSON.parse(line) as Frame & { path: string };
    const picture = pictures.get(path);
    if (!picture) continue;
    await store.frames.put(projectId, [{ frame, jpeg: await picture.read(), asked: null }]);
    byPath.set(path, frame);
  }
  return (path) => {
    const frame = byPath.get(path);
    return frame ? { ptsSec: frame.ptsSec, imageSha256: frame.imageSha256 } : null;
  };
}
