import type { EmbeddingMatrix } from './flow.ts';
import { cosineOfRows } from './vector.ts';

/** The self-similarity of a video as a square picture. What is expensive is done row by row, so that nobody waits for it. */

/** Frames `[from, to)` that the map shows along both sides. */
export interface MapRange {
  from: number;
  to: number;
}

/** Fewest frames that zooming in leaves. */
const FEWEST = 8;
/** Pairs that the darkest shade is found from. */
const PAIRS = 1024;

/** The frame that each pixel along a side stands for; frames that have no pixel of their own are passed over. */
export function framesOfPixels({ from, to }: MapRange, sizePx: number): Int32Array {
  return Int32Array.from({ length: sizePx }, (_, x) =>
    Math.min(to - 1, from + Math.floor(((x + 0.5) * (to - from)) / sizePx)),
  );
}

/** Cosines of one row of pixels to the pixels from the diagonal on; the map is symmetric. Complexity O(size · dim). */
export function similarityRow(
  embeddings: EmbeddingMatrix,
  frames: Int32Array,
  row: number,
): Float32Array {
  const own = frames[row] as number;
  const cosines = new Float32Array(frames.length - row);
  let last = -1;
  for (let x = row; x < frames.length; x += 1) {
    const frame = frames[x] as number;
    const place = x - row;
    // Zoomed in, many pixels are one frame.
    cosines[place] =
      frame === last ? (cosines[place - 1] as number) : cosineOfRows(embeddings, own, frame);
    last = frame;
  }
  return cosines;
}

/**
 * The cosine below which the map is darkest: a tenth of all pairs lie below it (from about a thousand pairs, always the same). Encoders
 * spread their cosines differently, and a map from 0 to 1 would be one colour for many.
 */
export function darkestCosine(embeddings: EmbeddingMatrix): number {
  const { rows } = embeddings;
  if (rows < 2) return 0;
  const cosines = Array.from({ length: PAIRS }, (_, k) => {
    const a = (k * 7919) % rows;
    const b = (a + 1 + ((k * 104_729) % (rows - 1))) % rows;
    return cosineOfRows(embeddings, a, b);
  }).sort((a, b) => a - b);
  return Math.min(0.98, cosines[Math.floor(PAIRS / 10)] as number);
}

/** Zooms by a factor (above 1 = closer) so that the frame at `anchor` stays where it is; stays within `[0, count)`. */
export function zoomRange(
  { from, to }: MapRange,
  { anchor, factor, count }: { anchor: number; factor: number; count: number },
): MapRange {
  const length = to - from;
  const wanted = Math.round(length / factor);
  const next = Math.min(count, Math.max(Math.min(FEWEST, count), wanted));
  const share = length > 0 ? (anchor - from) / length : 0;
  const start = Math.round(anchor - share * next);
  const begin = Math.min(count - next, Math.max(0, start));
  return { from: begin, to: begin + next };
}
