import { StudioError } from '../../core/errors.ts';
import type { FileLike } from '../../core/ports.ts';

/**
 * A file made of pieces, by reference: the browser reads the files among them when the whole is read.
 * @throws `input/invalid` for a piece that is neither bytes nor a file of this browser
 */
export function joinFiles(name: string, parts: readonly (Uint8Array | FileLike)[]): File {
  return new File(parts.map(toBlobPart), name);
}

function toBlobPart(part: Uint8Array | FileLike): BlobPart {
  if (part instanceof Blob) return part;
  if (part instanceof Uint8Array) return part.slice();
  throw new StudioError('input/invalid', 'Only files and bytes can be joined.');
}
