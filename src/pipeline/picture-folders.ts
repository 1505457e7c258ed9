import { StudioError } from '../core/errors.ts';
import type { FileLike, FilesPort, PickedFile } from '../core/ports.ts';
import { wrapPictures } from '../formats/picture-clip.ts';
import { PICTURE_HEADER_BYTES, readPictureHeader } from '../formats/picture-header.ts';
import { findSequences, type PictureSequence, scheduleOf } from '../formats/picture-names.ts';

/** A frame dump among the files that were chosen. */
export type PictureFolder = PictureSequence<PickedPicture>;

interface PickedPicture {
  name: string;
  folder: string;
  file: FileLike;
}

/** Pictures per second of numbered pictures, where nobody says otherwise: what most dumps of frames for datasets have. */
export const DEFAULT_PICTURES_PER_SEC = 1;

/** Tells frame dumps from the other files. */
export function findPictureFolders(picked: readonly PickedFile[]): {
  folders: PictureFolder[];
  others: PickedFile[];
} {
  const named = picked.map(({ file, handle, folder = '' }) => ({
    name: file.name,
    folder,
    file,
    handle,
  }));
  const { sequences, others } = findSequences(named);
  return {
    folders: sequences,
    others: others.map(({ file, handle, folder }) => ({ file, handle, folder })),
  };
}

/**
 * One clip whose frames are the pictures, their bytes untouched and not read but for the first one's header.
 * @throws `video/not-a-video` when the first file is no JPEG or PNG picture
 */
export async function clipOfPictures(
  { join }: Pick<FilesPort, 'join'>,
  folder: PictureFolder,
  picturesPerSec: number,
): Promise<FileLike> {
  const files = folder.pictures.map(({ file }) => file);
  const head = await files[0]?.slice(0, PICTURE_HEADER_BYTES).arrayBuffer();
  const header = head ? readPictureHeader(new Uint8Array(head)) : null;
  if (!header || header.widthPx === 0 || header.heightPx === 0) {
    throw new StudioError('video/not-a-video', 'The pictures cannot be read.', {
      details: { name: files[0]?.name ?? null },
    });
  }
  const { durationTicks, ...clock } = scheduleOf(folder, picturesPerSec);
  const { head: before, tail } = wrapPictures({
    ...header,
    ...clock,
    pictures: files.map(({ size }, i) => ({
      sizeBytes: size,
      durationTicks: durationTicks[i] as number,
    })),
  });
  return join(`${folder.name}.mov`, [before, ...files, tail]);
}
