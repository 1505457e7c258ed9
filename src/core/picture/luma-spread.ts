/**
 * Standard deviation of luma (BT.601 weights) over a picture, 0–1: near 0 for a blank one, at most 0.5.
 * @param rgba 4 bytes a pixel; alpha is ignored
 */
export function lumaSpread(rgba: ArrayLike<number>): number {
  const pixels = rgba.length / 4;
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const luma =
      0.299 * (rgba[at] as number) +
      0.587 * (rgba[at + 1] as number) +
      0.114 * (rgba[at + 2] as number);
    sum += luma;
    squares += luma * luma;
  }
  const mean = sum / pixels;
  return Math.sqrt(Math.max(0, squares / pixels - mean * mean)) / 255;
}
