import type { Size } from '../../../core/picture/geometry.ts';

/** The size that FFmpeg picks samples for; `null` where the picture is no larger. */
export function pickedSize(stored: Size, sparse: Size | undefined): Size | null {
  return sparse && stored.widthPx > sparse.widthPx && stored.heightPx > sparse.heightPx
    ? sparse
    : null;
}
