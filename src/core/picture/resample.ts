/** Samples of one component inside a plane. */
export interface SampleGrid {
  samples: Uint8Array | Uint16Array;
  /** Index of the first sample. */
  start: number;
  /** Samples from one row to the next, and from one pixel to the next. */
  rowStep: number;
  pixelStep: number;
  width: number;
  height: number;
}

/** For every target position: the first source position that counts, and weights that sum to 1. */
export interface Taps {
  first: Int32Array;
  /** `perTarget` weights for each target; unused ones are 0. */
  weights: Float32Array;
  perTarget: number;
}

export interface Placing {
  /** Where the picture begins on the grid, in source samples: 0.25 for chroma that sits on the left of two luma samples. */
  shift: number;
  /** How many source samples the picture spans; half a sample less than there are where an odd side was halved. */
  span: number;
}

/**
 * Weights that turn `source` samples into `target` samples: the average over the covered area when it gets smaller, linear
 * interpolation when it gets larger.
 */
export function makeTaps(source: number, target: number, placing: Placing): Taps {
  const scale = placing.span / target;
  const { shift } = placing;
  const perTarget = scale > 1 ? Math.ceil(scale) + 2 : 2;
  const taps: Taps = {
    first: new Int32Array(target),
    weights: new Float32Array(target * perTarget),
    perTarget,
  };
  for (let i = 0; i < target; i++) {
    if (scale > 1) fillArea(taps, i, { start: i * scale + shift, length: scale, source });
    else fillLinear(taps, i, { centre: (i + 0.5) * scale + shift - 0.5, source });
  }
  return taps;
}

function fillArea(
  taps: Taps,
  i: number,
  area: { start: number; length: number; source: number },
): void {
  const { length, source } = area;
  const start = Math.min(Math.max(0, area.start), source - Math.min(length, source));
  const end = Math.min(source, start + length);
  const first = Math.floor(start);
  taps.first[i] = first;
  for (let k = 0; k < taps.perTarget; k++) {
    const overlap = Math.min(end, first + k + 1) - Math.max(start, first + k);
    taps.weights[i * taps.perTarget + k] = Math.max(0, overlap) / (end - start);
  }
}

function fillLinear(taps: Taps, i: number, at: { centre: number; source: number }): void {
  const centre = Math.min(Math.max(0, at.centre), at.source - 1);
  const first = Math.max(0, Math.min(Math.floor(centre), at.source - 2));
  taps.first[i] = first;
  taps.weights[i * taps.perTarget] = 1 - (centre - first);
  taps.weights[i * taps.perTarget + 1] = centre - first;
}

/** Scales one component, rows first (each source row is read about once), then columns. Row-major result. */
export function resample(grid: SampleGrid, across: Taps, down: Taps): Float32Array {
  const width = across.first.length;
  const height = down.first.length;
  const result = new Float32Array(width * height);
  const line = new Float32Array(grid.width);
  for (let y = 0; y < height; y++) {
    mixRows(grid, down, { y, line });
    squeezeLine(line, across, result.subarray(y * width, (y + 1) * width));
  }
  return result;
}

function mixRows(grid: SampleGrid, down: Taps, target: { y: number; line: Float32Array }): void {
  const { samples, pixelStep, width } = grid;
  const { line } = target;
  const first = down.first[target.y] as number;
  line.fill(0);
  for (let k = 0; k < down.perTarget; k++) {
    const weight = down.weights[target.y * down.perTarget + k] as number;
    if (weight === 0) continue;
    let at = grid.start + (first + k) * grid.rowStep;
    for (let x = 0; x < width; x++, at += pixelStep) {
      line[x] = (line[x] as number) + weight * (samples[at] as number);
    }
  }
}

function squeezeLine(line: Float32Array, across: Taps, target: Float32Array): void {
  const { first, weights, perTarget } = across;
  for (let x = 0; x < target.length; x++) {
    const from = first[x] as number;
    let sum = 0;
    for (let k = 0, w = x * perTarget; k < perTarget; k++, w++) {
      const weight = weights[w] as number;
      if (weight !== 0) sum += weight * (line[from + k] as number);
    }
    target[x] = sum;
  }
}
