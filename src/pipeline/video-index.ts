import type { ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import { sha256Hex } from '../core/sha256.ts';
import type { StorePort } from '../core/store-port.ts';
import { videoPaths } from '../formats/export-paths.ts';

const KNOWN_BY_PATH = 'known-by-path-only';

/** Where imported videos are looked up and put. */
interface Into {
  store: StorePort;
  projectId: ProjectId;
  nowMs: number;
}

/**
 * Videos by the path that records use: the path of our own exports, else the file name where just one video of the project has
 * it. Any other path gets a place holder of its own.
 */
export class VideoIndex {
  readonly #into: Into;
  readonly #byPath: Map<string, VideoId>;
  readonly #byName: Map<string, VideoId>;

  private constructor(into: Into, videos: readonly VideoFile[]) {
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

  static async load(into: Into): Promise<VideoIndex> {
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
