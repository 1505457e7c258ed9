import type { EmbeddingMatrix } from '../../../core/flow.ts';
import { framesOfPixels, type MapRange, similarityRow } from '../../../core/similarity-map.ts';

/** A drawing may hold the page up this long before others get their turn. */
const SLICE_MS = 8;

export interface MapLook {
  range: MapRange;
  /** Colours as `[r, g, b]`, 0–255: of pairs that are least and most alike. */
  low: readonly [number, number, number];
  high: readonly [number, number, number];
  /** The cosine that gets the colour `low`. */
  darkest: number;
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * Draws the map a few rows at a time, and lets the page breathe in between.
 * @returns whether it was drawn to the end
 */
export async function drawMap(
  canvas: HTMLCanvasElement,
  embeddings: EmbeddingMatrix,
  { look, signal }: { look: MapLook; signal: AbortSignal },
): Promise<boolean> {
  const context = canvas.getContext('2d');
  const sizePx = canvas.width;
  if (!context || sizePx === 0) return false;
  const frames = framesOfPixels(look.range, sizePx);
  const picture = new ImageData(sizePx, sizePx);
  let sliceAt = performance.now();
  for (let row = 0; row < sizePx; row += 1) {
    paintRow(picture.data, { sizePx, row, cosines: similarityRow(embeddings, frames, row), look });
    if (performance.now() - sliceAt < SLICE_MS) continue;
    await turn();
    if (signal.aborted) return false;
    sliceAt = performance.now();
  }
  context.putImageData(picture, 0, 0);
  return true;
}

/** One row from the diagonal on, and the column that mirrors it. */
function paintRow(
  data: Uint8ClampedArray,
  {
    sizePx,
    row,
    cosines,
    look,
  }: { sizePx: number; row: number; cosines: Float32Array; look: MapLook },
): void {
  const { low, high, darkest } = look;
  for (let k = 0; k < cosines.length; k += 1) {
    const share = Math.max(0, ((cosines[k] as number) - darkest) / (1 - darkest));
    const column = row + k;
    for (const at of [(row * sizePx + column) * 4, (column * sizePx + row) * 4]) {
      for (let c = 0; c < 3; c += 1)
        data[at + c] = (low[c] as number) + ((high[c] as number) - (low[c] as number)) * share;
      data[at + 3] = 255;
    }
  }
}

/** What a colour of the theme is on the canvas. */
export function rgbOf(variable: string): [number, number, number] {
  const text = getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  const [, r = '0', g = '0', b = '0'] = /^#(..)(..)(..)$/.exec(text) ?? [];
  return [Number.parseInt(r, 16), Number.parseInt(g, 16), Number.parseInt(b, 16)];
}
