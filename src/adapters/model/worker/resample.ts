/**
 * Resizing and normalising of decoded pictures in plain arithmetic, so that the same JPEG gives the same tensor whatever the
 * provider, the canvas or the graphics driver.
 */
import type { ModelCardFile } from '../../../core/model-card.ts';

export interface Pixels {
  widthPx: number;
  heightPx: number;
  /** Row-major, 4 bytes a pixel; alpha is not looked at. */
  rgba: Uint8ClampedArray;
}

export type TensorLayout = 'nchw' | 'nhwc';

/** For each target position: which source positions count, and how much. Weights of one position sum to 1. */
interface Taps {
  start: Int32Array;
  count: Int32Array;
  weight: Float32Array;
  stride: number;
}

/**
 * Writes one picture as `(value / 255 − mean) / std` into `target`, which holds 3 · height · width numbers: `[3, H, W]` for
 * `nchw`, `[H, W, 3]` for `nhwc`, channels in the order red, green, blue. Shrinking averages over the covered area, enlarging is
 * bilinear. `shortest-crop` takes the middle of the source that has the shape of the target; `squash` takes all of it.
 */
export function writeTensor(
  source: Pixels,
  input: ModelCardFile['input'],
  { target, layout }: { target: Float32Array; layout: TensorLayout },
): void {
  const { widthPx, heightPx, mean, std } = input;
  const crop = input.resize === 'squash' ? wholeOf(source) : middleOf(source, input);
  const across = tapsFor(crop.widthPx, widthPx);
  const down = tapsFor(crop.heightPx, heightPx);
  const narrow = resizeRows(source, crop, across);
  const plane = widthPx * heightPx;
  for (let channel = 0; channel < 3; channel += 1) {
    const scale = 1 / (255 * (std[channel] as number));
    const shift = (mean[channel] as number) / (std[channel] as number);
    for (let y = 0; y < heightPx; y += 1) {
      const first = down.start[y] as number;
      const count = down.count[y] as number;
      for (let x = 0; x < widthPx; x += 1) {
        let sum = 0;
        for (let k = 0; k < count; k += 1) {
          const value = narrow[((first + k) * widthPx + x) * 3 + channel] as number;
          sum += value * (down.weight[y * down.stride + k] as number);
        }
        const at = y * widthPx + x;
        target[layout === 'nchw' ? channel * plane + at : at * 3 + channel] = sum * scale - shift;
      }
    }
  }
}

interface Crop {
  left: number;
  top: number;
  widthPx: number;
  heightPx: number;
}

function wholeOf({ widthPx, heightPx }: Pixels): Crop {
  return { left: 0, top: 0, widthPx, heightPx };
}

/** The largest centred part with the shape of the target, in whole pixels. */
function middleOf(source: Pixels, target: { widthPx: number; heightPx: number }): Crop {
  const scale = Math.min(source.widthPx / target.widthPx, source.heightPx / target.heightPx);
  const widthPx = Math.max(1, Math.round(target.widthPx * scale));
  const heightPx = Math.max(1, Math.round(target.heightPx * scale));
  return {
    left: Math.floor((source.widthPx - widthPx) / 2),
    top: Math.floor((source.heightPx - heightPx) / 2),
    widthPx,
    heightPx,
  };
}

/** Every row of the crop, resized to the target width: `[crop.heightPx, targetWidth, 3]`. */
function resizeRows({ rgba, widthPx }: Pixels, crop: Crop, taps: Taps): Float32Array {
  const targetWidth = taps.start.length;
  const out = new Float32Array(crop.heightPx * targetWidth * 3);
  let at = 0;
  for (let y = 0; y < crop.heightPx; y += 1) {
    const row = ((crop.top + y) * widthPx + crop.left) * 4;
    for (let x = 0; x < targetWidth; x += 1) {
      const count = taps.count[x] as number;
      let from = row + (taps.start[x] as number) * 4;
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let k = 0; k < count; k += 1, from += 4) {
        const weight = taps.weight[x * taps.stride + k] as number;
        red += weight * (rgba[from] as number);
        green += weight * (rgba[from + 1] as number);
        blue += weight * (rgba[from + 2] as number);
      }
      out[at] = red;
      out[at + 1] = green;
      out[at + 2] = blue;
      at += 3;
    }
  }
  return out;
}

/** Area weights when `from ≥ to`, linear interpolation between pixel centres otherwise. */
function tapsFor(from: number, to: number): Taps {
  const ratio = from / to;
  const stride = ratio >= 1 ? Math.ceil(ratio) + 1 : 2;
  const taps: Taps = {
    start: new Int32Array(to),
    count: new Int32Array(to),
    weight: new Float32Array(to * stride),
    stride,
  };
  for (let i = 0; i < to; i += 1) {
    if (ratio >= 1) areaTaps(taps, i, { ratio, from });
    else linearTaps(taps, i, { ratio, from });
  }
  return taps;
}

function areaTaps(taps: Taps, i: number, { ratio, from }: { ratio: number; from: number }): void {
  const low = i * ratio;
  const high = Math.min(from, (i + 1) * ratio);
  const start = Math.floor(low);
  const end = Math.min(from, Math.ceil(high - 1e-9));
  taps.start[i] = start;
  taps.count[i] = end - start;
  for (let k = start; k < end; k += 1) {
    const covered = Math.min(high, k + 1) - Math.max(low, k);
    taps.weight[i * taps.stride + k - start] = covered / (high - low);
  }
}

function linearTaps(taps: Taps, i: number, { ratio, from }: { ratio: number; from: number }): void {
  const centre = Math.min(from - 1, Math.max(0, (i + 0.5) * ratio - 0.5));
  const start = Math.min(Math.floor(centre), Math.max(0, from - 2));
  taps.start[i] = start;
  taps.count[i] = Math.min(2, from);
  taps.weight[i * taps.stride] = from === 1 ? 1 : 1 - (centre - start);
  if (from > 1) taps.weight[i * taps.stride + 1] = centre - start;
}
