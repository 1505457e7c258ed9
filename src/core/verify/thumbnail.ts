/** Small grey pictures: enough to tell which frame a picture is, whatever size or encoder it went through. */

/** Cells along each side. */
const SIDE = 32;
/** Below this standard deviation (0–1) a picture is flat, and its likeness to another one says nothing. */
const FLAT_SPREAD = 0.01;

/** Pixels of a decoded picture; `rgba` is row-major, four bytes a pixel. */
export interface Pixels {
  rgba: ArrayLike<number>;
  widthPx: number;
  heightPx: number;
}

/** 32 × 32 cells of mean luma in 0–1 (BT.601 weights), row-major; the picture is stretched to a square. */
export function lumaThumbnail({ rgba, widthPx, heightPx }: Pixels): Float32Array {
  const sums = new Float64Array(SIDE * SIDE);
  const counts = new Float64Array(SIDE * SIDE);
  const columns = cellsOf(widthPx);
  const rows = cellsOf(heightPx);
  for (const [row, y] of rows) {
    for (const [column, x] of columns) {
      const at = (y * widthPx + x) * 4;
      const cell = row * SIDE + column;
      sums[cell] =
        (sums[cell] as number) +
        0.299 * (rgba[at] as number) +
        0.587 * (rgba[at + 1] as number) +
        0.114 * (rgba[at + 2] as number);
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  return Float32Array.from(sums, (sum, cell) => sum / (counts[cell] as number) / 255);
}

/** Which pixels each cell averages: every pixel belongs to one cell; a small picture lends a pixel to several. */
function cellsOf(pixels: number): [cell: number, pixel: number][] {
  const count = Math.max(pixels, SIDE);
  return Array.from({ length: count }, (_, i) => [
    Math.floor((i * SIDE) / count),
    Math.floor((i * pixels) / count),
  ]);
}

/**
 * Pearson correlation of two thumbnails, −1 to 1: blind to brightness and contrast, which players and encoders change.
 * `null` where one of them is flat.
 */
export function correlation(a: Float32Array, b: Float32Array): number | null {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [(a[i] as number) - meanA, (b[i] as number) - meanB];
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  const least = a.length * FLAT_SPREAD ** 2;
  return squaresA < least || squaresB < least ? null : product / Math.sqrt(squaresA * squaresB);
}

/** Whether a picture has too little in it to be recognised by. */
export const isFlat = (thumbnail: Float32Array): boolean =>
  correlation(thumbnail, thumbnail) === null;

const mean = (values: Float32Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Largest PSNR that is given: reports are JSON, which has no infinity. */
const SAME_DB = 100;

/** Peak signal-to-noise ratio in dB, at most 100, over red, green and blue; of thumbnails where the sizes differ. */
export function psnrDb(a: Pixels, b: Pixels): number {
  if (a.widthPx !== b.widthPx || a.heightPx !== b.heightPx)
    return toDb(meanSquare(lumaThumbnail(a), lumaThumbnail(b), { step: 1, of: 1 }));
  return toDb(meanSquare(a.rgba, b.rgba, { step: 4, of: 3 }) / 255 ** 2);
}

/** Over the first `of` of every `step` values. */
function meanSquare(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { step, of }: { step: number; of: number },
): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += step)
    for (let k = i; k < i + of; k++) sum += ((a[k] as number) - (b[k] as number)) ** 2;
  return sum / ((a.length / step) * of);
}

const toDb = (noise: number): number =>
  noise === 0 ? SAME_DB : Math.min(SAME_DB, -10 * Math.log10(noise));
