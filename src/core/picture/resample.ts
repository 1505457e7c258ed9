import {
  addByteRows,
  addSpacedBytes,
  addSpacedWords,
  addWordRows,
  memory,
  squeezeLine,
} from './assembly/scaling.ts?assembly';

const PAGE_BYTES = 65_536;
const VECTOR_BYTES = 16;
const FLOAT_BYTES = 4;
/** Source rows are handed to the kernel in pieces of about this size: small enough to stay in the processor's cache. */
const STAGED_BYTES = 131_072;

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
  /** A multiple of 4. */
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
  const perTarget = Math.ceil(((scale > 1 ? Math.ceil(scale) : 0) + 2) / 4) * 4;
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
  const places = layOut(grid, { across, down });
  const floats = new Float32Array(memory.buffer);
  new Int32Array(memory.buffer).set(across.first, places.first / FLOAT_BYTES);
  floats.set(across.weights, places.across / FLOAT_BYTES);
  floats.set(down.weights, places.down / FLOAT_BYTES);
  const line = floats.subarray(places.line / FLOAT_BYTES, places.first / FLOAT_BYTES);
  const target = floats.subarray(places.target / FLOAT_BYTES).subarray(0, width);
  const bytes = bytesOf(grid);
  const staging = new Uint8Array(memory.buffer, places.rows);
  for (let y = 0; y < height; y++) {
    line.fill(0);
    mixRows({ grid, bytes, staging, places }, down, y);
    squeezeLine(places.line, places.first, places.across, across.perTarget, places.target, width);
    result.set(target, y * width);
  }
  return result;
}

/** Where things lie in the kernel's memory, in bytes. Each place begins at a multiple of 16. */
interface Places {
  line: number;
  first: number;
  across: number;
  down: number;
  target: number;
  rows: number;
}

interface Bytes {
  data: Uint8Array;
  perSample: 1 | 2;
  perRow: number;
  perPixel: number;
  /** From the first sample of a row to the end of its last one. */
  inRow: number;
}

function bytesOf({ samples, rowStep, pixelStep, width }: SampleGrid): Bytes {
  const perSample = samples.BYTES_PER_ELEMENT === 1 ? 1 : 2;
  return {
    data: new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
    perSample,
    perRow: rowStep * perSample,
    perPixel: pixelStep * perSample,
    inRow: ((width - 1) * pixelStep + 1) * perSample,
  };
}

function layOut(grid: SampleGrid, { across, down }: { across: Taps; down: Taps }): Places {
  let end = 0;
  const take = (bytes: number): number => {
    const start = end;
    end = Math.ceil((start + bytes) / VECTOR_BYTES) * VECTOR_BYTES;
    return start;
  };
  const { perRow, inRow } = bytesOf(grid);
  const places = {
    // Read past its end by as many samples as the kernel takes at once, with weights of 0.
    line: take((grid.width + VECTOR_BYTES + across.perTarget) * FLOAT_BYTES),
    first: take(across.first.byteLength),
    across: take(across.weights.byteLength),
    down: take(down.weights.byteLength),
    target: take(across.first.byteLength),
    rows: take(Math.max(STAGED_BYTES, perRow, inRow) + VECTOR_BYTES),
  };
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  return places;
}

interface Mixing {
  grid: SampleGrid;
  bytes: Bytes;
  staging: Uint8Array;
  places: Places;
}

/** Adds the weighted rows for target row `y` to the line, some at a time. */
function mixRows({ grid, bytes, staging, places }: Mixing, down: Taps, y: number): void {
  const { perSample, perRow, perPixel, inRow } = bytes;
  const atOnce = Math.max(1, Math.floor(STAGED_BYTES / Math.max(perRow, inRow)));
  const { from, to } = usedTaps(down, y);
  const start = grid.start * perSample + (down.first[y] as number) * perRow;
  for (let k = from; k < to; k += atOnce) {
    const count = Math.min(atOnce, to - k);
    const at = start + k * perRow;
    const length = (count - 1) * perRow + inRow;
    const source = bytes.data.subarray(at, at + length);
    staging.set(source);
    // What is not there is black, not the picture before.
    staging.fill(0, source.length, length);
    const weights = y * down.perTarget + k;
    if (perPixel === perSample) {
      const add = perSample === 1 ? addByteRows : addWordRows;
      const weightsAt = places.down + weights * FLOAT_BYTES;
      add(places.rows, perRow, count, weightsAt, places.line, grid.width);
    } else {
      const add = perSample === 1 ? addSpacedBytes : addSpacedWords;
      for (let row = 0; row < count; row++) {
        const weight = down.weights[weights + row] as number;
        add(places.rows + row * perRow, perPixel, weight, places.line, grid.width);
      }
    }
  }
}

/** The taps of a target without the zeros before and behind: `[from, to)`. */
function usedTaps({ weights, perTarget }: Taps, target: number): { from: number; to: number } {
  const base = target * perTarget;
  let from = 0;
  let to = perTarget;
  while (to > 0 && weights[base + to - 1] === 0) to -= 1;
  while (from < to && weights[base + from] === 0) from += 1;
  return { from, to };
}
