import type { FileLike } from '../../core/ports.ts';

const PIECE_BYTES = 8 * 1024 * 1024;

/** What workers can read from: files are passed on as they are; anything else that only looks like one is read into a Blob. */
export async function asBlob(file: FileLike): Promise<Blob> {
  if (file instanceof Blob) return file;
  const pieces: Blob[] = [];
  for (let start = 0; start < file.size; start += PIECE_BYTES) {
    const end = Math.min(file.size, start + PIECE_BYTES);
    pieces.push(new Blob([await file.slice(start, end).arrayBuffer()]));
  }
  return new Blob(pieces);
}
