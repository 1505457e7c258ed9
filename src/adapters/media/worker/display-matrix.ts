import type { Geometry } from '../../../core/picture/geometry.ts';

/** One row as FFmpeg prints it: `00000000:       -65536           0           0`. */
const ROW = /\d{8}:\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)/g;

/**
 * The turn and the mirroring of a display matrix (ISO/IEC 14496-12, `tkhd`), in the words of ffprobe. Turns are rounded to quarters.
 */
export function readDisplayMatrix(text: string): Pick<Geometry, 'rotationDeg' | 'isMirrored'> {
  const rows = [...text.matchAll(ROW)].map(([, a, b]) => [Number(a), Number(b)]);
  const [[a = 1, b = 0] = [], [c = 0, d = 1] = []] = rows;
  const isMirrored = a * d - b * c < 0;
  // The x axis becomes (a, b); mirroring, which comes last, has turned it around.
  const quarters = Math.round((Math.atan2(b, isMirrored ? -a : a) * 2) / Math.PI);
  return { rotationDeg: (((quarters + 4) % 4) * 90) as Geometry['rotationDeg'], isMirrored };
}
