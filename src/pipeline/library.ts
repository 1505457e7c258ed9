import { type EncodedError, encodeError, toStudioError } from '../core/errors.ts';
import type { ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import type { Clock, FileAccess, FileLike } from '../core/ports.ts';
import { findPoster, type PosterDeps } from './poster.ts';

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

export interface LibraryDeps extends PosterDeps {
  clock: Clock;
}

export const videoIdOf = (fingerprint: string): VideoId => `video:${fingerprint.slice(0, 20)}`;

export function createLibrary(deps: LibraryDeps): LibraryService {
  const { store, files } = deps;
  const posters = new Map<string, Promise<{ imageSha256: string } | null>>();

  return {
    async add(projectId, inputs, options = {}) {
      const outcomes: AddOutcome[] = [];
      for (const input of inputs) {
        if (options.signal?.aborted) break;
        const outcome = await addOne(deps, projectId, input);
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
      const pending = posters.get(key) ?? findPoster(deps, projectId, video);
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

async function addOne(
  { store, media, files, clock }: LibraryDeps,
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
