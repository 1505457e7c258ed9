import type { EncodedError } from '../core/errors.ts';
import type { ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import type { FileAccess, FileLike } from '../core/ports.ts';

export type AddOutcome =
  | { name: string; status: 'added'; video: VideoFile }
  /** Same fingerprint as a video that is there: the file is linked to it. */
  | { name: string; status: 'linked'; video: VideoFile }
  | { name: string; status: 'failed'; error: EncodedError };

/** Files in, videos out. One bad file never stops the others. */
export interface LibraryService {
  add(
    projectId: ProjectId,
    files: readonly { file: FileLike; handle: unknown }[],
    options?: { onProgress?: (done: number, total: number, last: AddOutcome) => void; signal?: AbortSignal },
  ): Promise<AddOutcome[]>;
  access(videoId: VideoId): Promise<FileAccess>;
  /** JPEG of an early frame that is not blank, decoded once and stored; `null` where it cannot be had now. */
  poster(projectId: ProjectId, video: VideoFile): Promise<{ imageSha256: string } | null>;
  remove(projectId: ProjectId, videoId: VideoId): Promise<void>;
}
