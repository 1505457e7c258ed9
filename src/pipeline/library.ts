import { type EncodedError, encodeError, toStudioError } from '../core/errors.ts';
import type { ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import type { Clock, FileAccess, PickedFile } from '../core/ports.ts';
import {
  clipOfPictures,
  DEFAULT_PICTURES_PER_SEC,
  findPictureFolders,
  type PictureFolder,
} from './picture-folders.ts';
import { findPoster, type PosterDeps } from './poster.ts';

export type AddOutcome =
  | { name: string; status: 'added'; video: VideoFile }
  /** Same fingerprint as a video that is there: the file is linked to it. */
  | { name: string; status: 'linked'; video: VideoFile }
  | { name: string; status: 'failed'; error: EncodedError };

export interface AddOptions {
  onProgress?: (done: number, total: number, last: AddOutcome) => void;
  signal?: AbortSignal;
  /** Of numbered pictures in one folder, which become one clip; 1 where nobody says otherwise. */
  picturesPerSec?: number;
}

/** Files in, videos out; a dump of frames in picture files is one video. One bad file never stops the others. */
export interface LibraryService {
  add(
    projectId: ProjectId,
    files: readonly PickedFile[],
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
      const { folders, others } = findPictureFolders(inputs);
      const works = [
        ...others.map((input) => () => addOne(deps, projectId, input)),
        ...folders.map((folder) => () => addPictures(deps, projectId, { folder, options })),
      ];
      const outcomes: AddOutcome[] = [];
      for (const work of works) {
        if (options.signal?.aborted) break;
        const outcome = await work();
        outcomes.push(outcome);
        options.onProgress?.(outcomes.length, works.length, outcome);
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

/** The clip is kept in the browser's storage: it exists nowhere else, and its pictures may be gone tomorrow. */
async function addPictures(
  deps: LibraryDeps,
  projectId: ProjectId,
  { folder, options }: { folder: PictureFolder; options: AddOptions },
): Promise<AddOutcome> {
  const remarks = ['from-pictures', ...(folder.timesSec ? [] : ['stated-rate'])];
  return reported(`${folder.name}.mov`, async () => {
    const rate = options.picturesPerSec ?? DEFAULT_PICTURES_PER_SEC;
    const file = await clipOfPictures(deps.files, folder, rate);
    const outcome = await addFile(deps, projectId, { picked: { file, handle: null }, remarks });
    await deps.files.copyIn(outcome.video.id, () => undefined);
    return outcome;
  });
}

function addOne(deps: LibraryDeps, projectId: ProjectId, picked: PickedFile): Promise<AddOutcome> {
  return reported(picked.file.name, () => addFile(deps, projectId, { picked, remarks: [] }));
}

async function reported(name: string, work: () => Promise<AddOutcome>): Promise<AddOutcome> {
  try {
    return await work();
  } catch (thrown) {
    const error = toStudioError(thrown, 'video/not-a-video');
    // A full disk or a lost lock concerns every file: stop instead of failing 500 times.
    if (error.code.startsWith('storage/')) throw error;
    return { name, status: 'failed', error: encodeError(error) };
  }
}

async function addFile(
  { store, media, files, clock }: LibraryDeps,
  projectId: ProjectId,
  { picked: { file, handle }, remarks }: { picked: PickedFile; remarks: readonly string[] },
): Promise<Exclude<AddOutcome, { status: 'failed' }>> {
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
    remarks: [...facts.remarks, ...remarks],
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
}
