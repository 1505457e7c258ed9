/** The pictures that shots are told apart by: small, so that a thousand of them cost less than decoding one. */
export const SHOT_PICTURE = { widthPx: 64, heightPx: 36 } as const;

/** Hue, colourfulness and brightness of every pixel, 0–255 each (hue 0–180, a circle). */
export interface ColourPlanes {
  hue: Float32Array;
  colourfulness: Float32Array;
  brightness: Float32Array;
}

const HUE_CIRCLE = 180;

/**
 * Splits a picture as the content detectors of PySceneDetect do (HSV, hue in steps of two degrees), except that saturation is weighed by
 * brightness: what is nearly black has no colour worth the name.
 *
 * @param rgba four bytes a pixel; alpha is ignored
 */
export function colourPlanes(rgba: ArrayLike<number>): ColourPlanes {
  const count = rgba.length >> 2;
  const hue = new Float32Array(count);
  const colourfulness = new Float32Array(count);
  const brightness = new Float32Array(count);
  for (let i = 0, at = 0; i < count; i += 1, at += 4) {
    const r = rgba[at] as number;
    const g = rgba[at + 1] as number;
    const b = rgba[at + 2] as number;
    const high = Math.max(r, g, b);
    const spread = high - Math.min(r, g, b);
    brightness[i] = high;
    // Saturation × brightness: exactly the spread.
    colourfulness[i] = spread;
    if (spread === 0) continue;
    const sixth =
      high === r
        ? ((g - b) / spread + 6) % 6
        : high === g
          ? (b - r) / spread + 2
          : (r - g) / spread + 4;
    hue[i] = sixth * (HUE_CIRCLE / 6);
  }
  return { hue, colourfulness, brightness };
}

/**
 * How much changed between two pictures of the same size, 0–255: the mean over pixels of the changes of hue, colourfulness and brightness, a
 * third each. Hue goes round in a circle and counts only as far as both pixels have colour, because the hue of grey is noise.
 * Complexity O(pixels).
 */
export function changeBetween(before: ColourPlanes, after: ColourPlanes): number {
  const count = before.hue.length;
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    const [c0, c1] = [before.colourfulness[i] as number, after.colourfulness[i] as number];
    const turn = Math.abs((before.hue[i] as number) - (after.hue[i] as number));
    const arc = Math.min(turn, HUE_CIRCLE - turn) * 2;
    sum +=
      (arc * Math.min(c0, c1)) / 255 +
      Math.abs(c0 - c1) +
      Math.abs((before.brightness[i] as number) - (after.brightness[i] as number));
  }
  return count === 0 ? 0 : sum / (3 * count);
}
