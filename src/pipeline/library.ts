import { type EncodedError, encodeError, StudioError, toStudioError } from '../core/errors.ts';
import type { Frame, ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import type {
  Clock,
  DecodedFrame,
  FileAccess,
  FileLike,
  FilesPort,
  MediaPort,
  StorePort,
} from '../core/ports.ts';
import type { Resources } from './resource.ts';

export type AddOutcome =
  | { name: string; status: 'added'; video: VideoFile }
  /** Same fingerprint as a video that is there: the file is linked to it. */
  | { name: string; status: 'linked'; video: VideoFile }
  | { name: string; status: 'failed'; error: EncodedError };

export interface AddOptions {
  onProgress?: (done: number, total: number, last: AddOutcome) => void;
  signal?: AbortSignal;
}

/** Files in, videos out. One bad file never stops the others. */
export interface LibraryService {
  add(
    projectId: ProjectId,
    files: readonly { file: FileLike; handle: unknown }[],
    options?: AddOptions,
  ): Promise<AddOutcome[]>;
  access(videoId: VideoId): Promise<FileAccess>;
  /** JPEG of an early frame that is not blank, decoded once and stored; `null` where it cannot be had now. */
  poster(projectId: ProjectId, video: VideoFile): Promise<{ imageSha256: string } | null>;
  remove(projectId: ProjectId, videoId: VideoId): Promise<void>;
}

export interface LibraryDeps {
  store: StorePort;
  media: MediaPort;
  files: FilesPort;
  clock: Clock;
  resources: Resources;
}

export const POSTER_LONG_SIDE_PX = 320;
/** Where a poster is looked for, as shares of the duration: many clips begin black. */
const POSTER_SHARES = [0, 0.1, 0.3];
/** Below this standard deviation of luma (0–1) a picture counts as blank. */
const BLANK_LUMA_SPREAD = 0.03;

export const videoIdOf = (fingerprint: string): VideoId => `video:${fingerprint.slice(0, 20)}`;

export function createLibrary(deps: LibraryDeps): LibraryService {
  const { store, media, files, clock, resources } = deps;
  const posters = new Map<string, Promise<{ imageSha256: string } | null>>();

  async function addOne(
    projectId: ProjectId,
    { file, handle }: { file: FileLike; handle: unknown },
  ): Promise<AddOutcome> {
    try {
      const fingerprint = await files.fingerprint(file);
      const id = videoIdOf(fingerprint);
      const known = await store.videos.get(projectId, id);
      if (known) {
        await files.remember(id, file, handle);
        return { name: file.name, status: 'linked', video: known };
      }
      const facts = await media.probe(file);
      const video: VideoFile = {
        ...facts,
        id,
        name: file.name,
        sizeBytes: file.size,
        fingerprint,
        licence: null,
        source: null,
        addedAtMs: clock.nowMs(),
      };
      await files.remember(id, file, handle);
      await store.videos.put(projectId, video);
      return { name: file.name, status: 'added', video };
    } catch (thrown) {
      const error = toStudioError(thrown, 'video/not-a-video');
      // A full disk or a lost lock concerns every file: stop instead of failing 500 times.
      if (error.code.startsWith('storage/')) throw error;
      return { name: file.name, status: 'failed', error: encodeError(error) };
    }
  }

  async function findPoster(
    projectId: ProjectId,
    video: VideoFile,
  ): Promise<{ imageSha256: string } | null> {
    const stored = await store.frames.sampled(projectId, video.id, POSTER_LONG_SIDE_PX);
    const known = stored[0];
    if (known) return { imageSha256: known.frame.imageSha256 };
    const access = await files.access(video.id);
    if (access !== 'ready' && access !== 'copied') return null;
    const file = await files.open(video.id);
    const timesSec = POSTER_SHARES.map((share) => video.startSec + share * video.durationSec);
    const best = await resources.decode.use(() => firstNotBlank(media, file, video, timesSec));
    if (!best) return null;
    const frame: Frame = { ...best.frame, videoId: video.id };
    await store.frames.put(projectId, [
      {
        frame,
        jpeg: best.jpeg,
        asked: { longSidePx: POSTER_LONG_SIDE_PX, askedSec: best.askedSec },
      },
    ]);
    return { imageSha256: frame.imageSha256 };
  }

  return {
    async add(projectId, inputs, options = {}) {
      const outcomes: AddOutcome[] = [];
      for (const input of inputs) {
        if (options.signal?.aborted) break;
        const outcome = await addOne(projectId, input);
        outcomes.push(outcome);
        options.onProgress?.(outcomes.length, inputs.length, outcome);
      }
      // From the first video on there is work to lose. A refusal is shown by the notice that reads the store's status.
      // Not awaited: some browsers ask the person, who may take their time.
      if (outcomes.some(({ status }) => status === 'added'))
        void store.requestPersistence().catch(() => false);
      return outcomes;
    },
    access: (videoId) => files.access(videoId),
    poster(projectId, video) {
      const key = `${projectId} ${video.id}`;
      const pending = posters.get(key) ?? findPoster(projectId, video);
      posters.set(key, pending);
      // Kept only while it runs or when it was found: access can be granted later.
      pending.then(
        (poster) => poster ?? posters.delete(key),
        () => posters.delete(key),
      );
      return pending;
    },
    async remove(projectId, videoId) {
      await store.videos.remove(projectId, videoId);
      posters.delete(`${projectId} ${videoId}`);
      const projects = await store.projects.list();
      const holders = await Promise.all(
        projects.map((project) => store.videos.get(project.id, videoId)),
      );
      if (holders.every((holder) => holder === null)) await files.forget(videoId);
    },
  };
}

/** The first picture with something on it, else the first that decodes. */
async function firstNotBlank(
  media: MediaPort,
  file: FileLike,
  video: VideoFile,
  timesSec: number[],
): Promise<DecodedFrame | null> {
  let fallback: DecodedFrame | null = null;
  const { frames } = media.sample(file, video, {
    timesSec,
    longSidePx: POSTER_LONG_SIDE_PX,
    decoder: 'auto',
  });
  try {
    for await (const decoded of frames) {
      fallback ??= decoded;
      if (decoded.frame.lumaSpread === null || decoded.frame.lumaSpread > BLANK_LUMA_SPREAD)
        return decoded;
    }
  } catch (thrown) {
    if (!fallback)
      throw thrown instanceof StudioError ? thrown : toStudioError(thrown, 'video/decode-failed');
  }
  return fallback;
}
