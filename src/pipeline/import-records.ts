import { canonicalJson } from '../core/canonical-json.ts';
import type { Draft, ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import { sha256Hex } from '../core/sha256.ts';
import type { StorePort } from '../core/store-port.ts';
import { videoPaths } from '../formats/export-paths.ts';
import { draftsFromRecord, type FrameOfPath } from '../formats/video-espresso-draft.ts';
import { readVideoEspresso } from '../formats/video-espresso-read.ts';
import type { VideoEspressoRecord } from '../formats/video-espresso-record.ts';
import { textOf } from './bytes.ts';
import type { ImportReport } from './dataset-types.ts';

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
  // The whole record: the same file again adds nothing, a corrected one does.
  const identity = [into.format, canonicalJson(record), key].join('\n');
  return {
    ...body,
    id: `draft:${sha256Hex(identity).slice(0, 32)}`,
    videoId,
    checks: [],
    provenance: { origin: 'import', imported: `${into.format}: ${into.origin}` },
    createdAtMs: into.nowMs,
  };
}

const KNOWN_BY_PATH = 'known-by-path-only';

/**
 * Videos by the path that records use: the path of our own exports, else the file name where just one video of the project has
 * it. Any other path gets a place holder of its own.
 */
class VideoIndex {
  readonly #into: RecordImport;
  readonly #byPath: Map<string, VideoId>;
  readonly #byName: Map<string, VideoId>;

  private constructor(into: RecordImport, videos: readonly VideoFile[]) {
    this.#into = into;
    const placeholders = videos.filter(({ remarks }) => remarks.includes(KNOWN_BY_PATH));
    const files = videos.filter((video) => !video.remarks.includes(KNOWN_BY_PATH));
    this.#byPath = new Map([
      ...[...videoPaths(files)].map(([id, path]) => [path, id] as const),
      ...placeholders.map(({ id, source }) => [source ?? '', id] as const),
    ]);
    const uses = new Map<string, number>();
    for (const { name } of files) uses.set(name, (uses.get(name) ?? 0) + 1);
    this.#byName = new Map(
      files.flatMap(({ name, id }) => (uses.get(name) === 1 ? [[name, id] as const] : [])),
    );
  }

  static async load(into: RecordImport): Promise<VideoIndex> {
    return new VideoIndex(into, await into.store.videos.list(into.projectId));
  }

  async idOf(videoPath: string): Promise<VideoId> {
    const name = videoPath.split('/').at(-1) ?? videoPath;
    const known = this.#byPath.get(videoPath) ?? this.#byName.get(name);
    if (known) return known;
    const video = placeholder(videoPath, name, this.#into.nowMs);
    await this.#into.store.videos.put(this.#into.projectId, video);
    this.#byPath.set(videoPath, video.id);
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
    remarks: [KNOWN_BY_PATH],
    licence: null,
    source: videoPath,
    addedAtMs: nowMs,
  };
}
