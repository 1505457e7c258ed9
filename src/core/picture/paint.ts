import { memory, paint } from './assembly/painting.ts?assembly';
import { type Colour, yuvToRgb } from './colour.ts';
import type { PixelLayout } from './raw-picture.ts';

const PAGE_BYTES = 65_536;
const FLOAT_BYTES = 4;
/** Pixels that the kernel takes at once: all that it touches stays in the processor's cache. */
const PIECE_PX = 4096;
const PIECE_BYTES = PIECE_PX * FLOAT_BYTES;

/** The components of a picture at its target size, one float per pixel; the same one three times for grey. */
export type Components = readonly [Float32Array, Float32Array, Float32Array];

/**
 * Twelve factors: each of R, G and B (0–255) is `m0 · first + m1 · second + m2 · third + m3` of a picture's components.
 */
export function colourMatrix(
  { family, depth }: PixelLayout,
  colour: Pick<Colour, 'matrix' | 'isFullRange'>,
): Float32Array {
  const { black, middle, y, ru, rv, gu, gv, bu, bv } = yuvToRgb(colour, depth);
  const plain = { factor: 255 / (2 ** depth - 1), offset: 0 };
  if (family === 'rgb') return matrixOf([0, 1, 2], plain);
  const luma = { factor: y, offset: -black * y };
  if (family === 'grey') return matrixOf([0, 0, 0], luma);
  // Green, blue and red.
  if (colour.matrix === 'identity') return matrixOf([2, 0, 1], luma);
  return Float32Array.from(
    [
      [ru, rv],
      [gu, gv],
      [bu, bv],
    ].flatMap(([u = 0, v = 0]) => [y, u, v, luma.offset - (u + v) * middle]),
  );
}

/** Each channel is one component alone. */
function matrixOf(
  components: readonly [number, number, number],
  { factor, offset }: { factor: number; offset: number },
): Float32Array {
  return Float32Array.from(
    components.flatMap((component) => [
      ...[0, 1, 2].map((one) => (one === component ? factor : 0)),
      offset,
    ]),
  );
}

/** R G B 255 for each pixel, rounded and clamped. */
export function paintBytes(
  components: Components,
  matrix: Float32Array,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = components[0].length;
  const data = new Uint8ClampedArray(pixels * 4);
  const [matrixAt, pixelsAt] = [3 * PIECE_BYTES, 4 * PIECE_BYTES];
  const missing = 5 * PIECE_BYTES - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  const floats = new Float32Array(memory.buffer);
  floats.set(matrix, matrixAt / FLOAT_BYTES);
  for (let from = 0; from < pixels; from += PIECE_PX) {
    const count = Math.min(PIECE_PX, pixels - from);
    for (const [index, component] of components.entries())
      floats.set(component.subarray(from, from + count), index * PIECE_PX);
    paint(0, PIECE_BYTES, 2 * PIECE_BYTES, matrixAt, pixelsAt, count);
    data.set(new Uint8Array(memory.buffer, pixelsAt, count * 4), from * 4);
  }
  return data;
}

/** As `paintBytes`, neither rounded nor clamped. */
export function paintFloats(components: Components, matrix: Float32Array): Float32Array {
  const [first, second, third] = components;
  const data = new Float32Array(first.length * 4);
  for (let i = 0, at = 0; i < first.length; i++, at += 4) {
    for (let channel = 0; channel < 3; channel++) {
      const m = channel * 4;
      data[at + channel] =
        (matrix[m] as number) * (first[i] as number) +
        (matrix[m + 1] as number) * (second[i] as number) +
        (matrix[m + 2] as number) * (third[i] as number) +
        (matrix[m + 3] as number);
    }
    data[at + 3] = 255;
  }
  return data;
}
