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
export type PictureInput = ModelCardFile['input'];

/** For each target position: which source positions count, and how much. Weights of one position sum to 1. */
export interface Taps {
  start: Int32Array;
  count: Int32Array;
  weight: Float32Array;
  stride: number;
}

/** The part of a source picture that is looked at, px. */
export interface Crop {
  left: number;
  top: number;
  widthPx: number;
  heightPx: number;
}

/** Everything that turns a picture of one size into a tensor; the same numbers serve the processor and the graphics device. */
export interface ResizePlan {
  crop: Crop;
  across: Taps;
  down: Taps;
}

/** How a picture of this size is brought to the size that the card asks for. */
export function planResize(
  source: { widthPx: number; heightPx: number },
  input: PictureInput,
): ResizePlan {
  const crop = input.resize === 'squash' ? wholeOf(source) : middleOf(source, input);
  const filter = input.filter ?? 'area';
  return {
    crop,
    across: tapsFor(crop.widthPx, input.widthPx, filter),
    down: tapsFor(crop.heightPx, input.heightPx, filter),
  };
}

/** Factor and offset that turn a channel of 0–255 into `(value / 255 − mean) / std`, in the order of the card's channels. */
export function scalesOf({ mean, std }: PictureInput): { scale: number; shift: number }[] {
  return mean.map((value, channel) => {
    const deviation = std[channel] as number;
    return { scale: 1 / (255 * deviation), shift: value / deviation };
  });
}

/**
 * Writes one picture as `(value / 255 − mean) / std` into `target`, which holds 3 · height · width numbers: `[3, H, W]` for
 * `nchw`, `[H, W, 3]` for `nhwc`, channels in the order of the card. `shortest-crop` takes the middle of the source that has the
 * shape of the target; `squash` takes all of it.
 */
export function writeTensor(
  source: Pixels,
  input: PictureInput,
  { target, layout }: { target: Float32Array; layout: TensorLayout },
): void {
  const { widthPx, heightPx } = input;
  const { crop, across, down } = planResize(source, input);
  const row = new Float32Array(widthPx * 3);
  const narrow = resizeRows(source, crop, across);
  const scales = scalesOf(input);
  const isBgr = input.channels === 'bgr';
  const plane = widthPx * heightPx;
  const step = layout === 'nchw' ? 1 : 3;
  for (let y = 0; y < heightPx; y += 1) {
    mixRows(narrow, row, { taps: down, y });
    for (let channel = 0; channel < 3; channel += 1) {
      const { scale, shift } = scales[channel] as { scale: number; shift: number };
      let at = layout === 'nchw' ? channel * plane + y * widthPx : y * widthPx * 3 + channel;
      for (let from = isBgr ? 2 - channel : channel; from < row.length; from += 3, at += step) {
        target[at] = clamp(row[from] as number) * scale - shift;
      }
    }
  }
}

/** Bicubic weights overshoot at edges; pictures have no such values. */
function clamp(value: number): number {
  return Math.min(255, Math.max(0, value));
}

function wholeOf({ widthPx, heightPx }: { widthPx: number; heightPx: number }): Crop {
  return { left: 0, top: 0, widthPx, heightPx };
}

/** The largest centred part with the shape of the target, or the middle of that, in whole pixels. */
function middleOf(source: { widthPx: number; heightPx: number }, target: PictureInput): Crop {
  const covers = Math.min(source.widthPx / target.widthPx, source.heightPx / target.heightPx);
  const shorter = Math.min(target.widthPx, target.heightPx);
  const scale = covers * Math.min(1, shorter / (target.shortestPx ?? shorter));
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
      const first = x * taps.stride;
      for (let k = first; k < first + count; k += 1, from += 4) {
        const weight = taps.weight[k] as number;
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

/** One target row from the narrowed rows that it covers. Row by row, so that memory is read in order. */
function mixRows(
  narrow: Float32Array,
  row: Float32Array,
  { taps, y }: { taps: Taps; y: number },
): void {
  row.fill(0);
  const first = taps.start[y] as number;
  const count = taps.count[y] as number;
  for (let k = 0; k < count; k += 1) {
    const weight = taps.weight[y * taps.stride + k] as number;
    const from = (first + k) * row.length;
    for (let i = 0; i < row.length; i += 1) {
      row[i] = (row[i] as number) + weight * (narrow[from + i] as number);
    }
  }
}

type Filter = NonNullable<PictureInput['filter']>;

function tapsFor(from: number, to: number, filter: Filter): Taps {
  return filter === 'area' ? areaOrLinear(from, to) : filtered(from, to, KERNELS[filter]);
}

interface Kernel {
  /** Reach to either side, in pixels of the coarser grid. */
  support: number;
  at: (distance: number) => number;
}

/** Triangle, and Keys' cubic with a = −0.5, as in PIL. */
const KERNELS: Record<Exclude<Filter, 'area'>, Kernel> = {
  bilinear: { support: 1, at: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: {
    support: 2,
    at: (signed) => {
      const x = Math.abs(signed);
      if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
      return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    },
  },
};

/** Weights of a kernel that is stretched by the ratio when it shrinks (antialiasing), cut at the border and made to sum to 1. */
function filtered(from: number, to: number, kernel: Kernel): Taps {
  const ratio = from / to;
  const stretch = Math.max(1, ratio);
  const reach = kernel.support * stretch;
  const taps = emptyTaps(to, Math.ceil(reach) * 2 + 1);
  for (let i = 0; i < to; i += 1) {
    const centre = (i + 0.5) * ratio;
    const start = Math.max(0, Math.trunc(centre - reach + 0.5));
    const end = Math.min(from, Math.trunc(centre + reach + 0.5));
    taps.start[i] = start;
    taps.count[i] = end - start;
    let sum = 0;
    for (let k = start; k < end; k += 1) sum += kernel.at((k - centre + 0.5) / stretch);
    for (let k = start; k < end; k += 1) {
      taps.weight[i * taps.stride + k - start] = kernel.at((k - centre + 0.5) / stretch) / sum;
    }
  }
  return taps;
}

/** Area weights when `from ≥ to`, linear interpolation between pixel centres otherwise. */
function areaOrLinear(from: number, to: number): Taps {
  const ratio = from / to;
  const taps = emptyTaps(to, ratio >= 1 ? Math.ceil(ratio) + 1 : 2);
  for (let i = 0; i < to; i += 1) {
    if (ratio >= 1) areaTaps(taps, i, { ratio, from });
    else linearTaps(taps, i, { ratio, from });
  }
  return taps;
}

function emptyTaps(to: number, stride: number): Taps {
  return {
    start: new Int32Array(to),
    count: new Int32Array(to),
    weight: new Float32Array(to * stride),
    stride,
  };
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
