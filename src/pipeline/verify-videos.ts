import { throwIfCancelled } from '../core/cancel.ts';
import { type ErrorCode, toStudioError } from '../core/errors.ts';
import type { ProjectId, VideoFacts, VideoFile, VideoId } from '../core/flow.ts';
import type { FileLike } from '../core/ports.ts';
import { PictureIndex } from '../core/verify/picture-index.ts';
import { videoPaths } from '../formats/export-paths.ts';
import type { StatedVideo, VerifyDeps, VerifyOptions } from './verify-types.ts';

/** A video that can be decoded now. */
export interface OpenVideo {
  file: FileLike;
  facts: VideoFacts;
  /** `null` = not one of the project. */
  videoId: VideoId | null;
}

export interface NoVideo {
  verdict: 'no-video' | 'video-changed' | 'not-decoded';
  error: ErrorCode | null;
}

/** A place holder of an import, which is known by its path only, has no bytes. */
const isReal = (video: VideoFile): boolean => video.sizeBytes > 0;

/** Finds the videos that a dataset names: among the files given along, then by id, then in the project by path or name. */
export class VideoFinder {
  readonly #deps: VerifyDeps;
  readonly #given: PictureIndex<{ path: string; file: FileLike }>;
  readonly #givenPrints = new Map<string, FileLike>();
  readonly #own: readonly VideoFile[];
  readonly #byPath: PictureIndex<{ path: string; video: VideoFile }>;

  private constructor(deps: VerifyDeps, given: readonly FileLike[], own: readonly VideoFile[]) {
    this.#deps = deps;
    this.#own = own;
    this.#given = new PictureIndex(given.map((file) => ({ path: file.name, file })));
    const paths = videoPaths(own);
    // By the path of our exports, and by the file's own name.
    const named = own.flatMap((video) => {
      const path = paths.get(video.id) ?? video.name;
      const isSame = path.endsWith(`/${video.name}`);
      return [{ path, video }, ...(isSame ? [] : [{ path: video.name, video }])];
    });
    this.#byPath = new PictureIndex(named);
  }

  static async create(
    deps: VerifyDeps,
    projectId: ProjectId | null,
    options: Pick<VerifyOptions, 'videos' | 'signal'>,
  ): Promise<VideoFinder> {
    const own = projectId ? (await deps.store.videos.list(projectId)).filter(isReal) : [];
    const given = options.videos ?? [];
    const finder = new VideoFinder(deps, given, own);
    for (const file of given) {
      throwIfCancelled(options.signal);
      finder.#givenPrints.set(await deps.files.fingerprint(file), file);
    }
    return finder;
  }

  /** Never rejects: a video that cannot be had is a fact about its frames. */
  async open(video: StatedVideo): Promise<OpenVideo | NoVideo> {
    try {
      const given = this.#givenFile(video);
      if (given === 'changed') return { verdict: 'video-changed', error: null };
      if (given) return await this.#probe(given, this.#ownOf(video)?.id ?? null);
      const own = this.#ownOf(video);
      const videoId = own?.id ?? video.videoId;
      if (!videoId) return { verdict: 'no-video', error: null };
      if (own && video.fingerprint && own.fingerprint !== video.fingerprint)
        return { verdict: 'video-changed', error: null };
      return await this.#probe(await this.#deps.files.open(videoId), own?.id ?? null);
    } catch (thrown) {
      const { code } = toStudioError(thrown, 'video/decode-failed');
      if (code === 'video/file-changed') return { verdict: 'video-changed', error: code };
      const isMissing = code === 'video/file-missing' || code === 'video/file-permission';
      return { verdict: isMissing ? 'no-video' : 'not-decoded', error: code };
    }
  }

  #givenFile({ fingerprint, name }: StatedVideo): FileLike | 'changed' | null {
    const same = fingerprint ? this.#givenPrints.get(fingerprint) : undefined;
    if (same) return same;
    const named = this.#given.find(name)?.file ?? null;
    return named && fingerprint ? 'changed' : named;
  }

  #ownOf({ videoId, fingerprint, name }: StatedVideo): VideoFile | null {
    const known = this.#own.find(
      (video) =>
        video.id === videoId || (fingerprint !== null && video.fingerprint === fingerprint),
    );
    return known ?? this.#byPath.find(name)?.video ?? null;
  }

  async #probe(file: FileLike, videoId: VideoId | null): Promise<OpenVideo> {
    return { file, facts: await this.#deps.media.probe(file), videoId };
  }
}
