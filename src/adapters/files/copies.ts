import type { StudioError } from '../../core/errors.ts';
import type { VideoId } from '../../core/flow.ts';
import type { FileLike } from '../../core/ports.ts';
import { failure, isNamed } from './failure.ts';

const FOLDER = 'videos';
const CHUNK_BYTES = 4 << 20;

const fileName = (videoId: VideoId): string => encodeURIComponent(videoId);

const isMissing = (thrown: unknown): boolean => isNamed(thrown, 'NotFoundError');

async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

/** The copy in the browser's own storage; `null` = there is none. A copy appears only when it is complete. */
export async function openCopy(videoId: VideoId): Promise<File | null> {
  try {
    const handle = await (await folder()).getFileHandle(fileName(videoId));
    const file = await handle.getFile();
    return file.size > 0 ? file : null;
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw failure('storage/unavailable', 'The storage for copies of videos cannot be used.', {
      cause,
    });
  }
}

export async function removeCopy(videoId: VideoId): Promise<void> {
  await (await folder()).removeEntry(fileName(videoId)).catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause;
  });
}

function copyError(cause: unknown): StudioError {
  if (isNamed(cause, 'QuotaExceededError')) {
    return failure('storage/quota', 'There is no room for a copy of this video.', { cause });
  }
  if (isNamed(cause, 'NotReadableError', 'NotFoundError')) {
    return failure('video/file-changed', 'The file changed or went away while it was read.', {
      cause,
    });
  }
  return failure('storage/unavailable', 'The video could not be copied.', { cause });
}

/** Copies the bytes; a copy that fails leaves nothing behind. @throws `storage/quota`, `video/file-changed` */
export async function writeCopy(
  videoId: VideoId,
  file: FileLike,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  try {
    const handle = await (await folder()).getFileHandle(fileName(videoId), { create: true });
    const writable = await handle.createWritable();
    try {
      for (let at = 0; at < file.size; at += CHUNK_BYTES) {
        const end = Math.min(at + CHUNK_BYTES, file.size);
        await writable.write(await file.slice(at, end).arrayBuffer());
        onProgress(end, file.size);
      }
      await writable.close();
    } catch (cause) {
      await writable.abort().catch(() => undefined);
      throw cause;
    }
  } catch (cause) {
    await removeCopy(videoId).catch(() => undefined);
    throw copyError(cause);
  }
}
