import {
  type ColourMatrix,
  NOTHING_STATED,
  type Primaries,
  type StatedColour,
  type Transfer,
} from '../../../core/picture/colour.ts';
import type { Size } from '../../../core/picture/geometry.ts';
import { BitReader } from './bit-reader.ts';

/** What an H.264 sequence parameter set says, with its video usability information (ITU-T H.264, Annex E). */
interface SpsFacts {
  /** Of the pictures, what is cropped left out; `null` = not readable. */
  size: Size | null;
  /** What is cropped does not lie on the right and below alone. */
  isMoved: boolean;
  /** Width of a pixel over its height; `null` = not stated. */
  pixelAspect: number | null;
  /** Pictures may be coded as two fields. */
  hasFields: boolean;
  colour: StatedColour;
}

/** By the numbers of ITU-T H.273; 2 and what is not here = not stated. */
const MATRICES: Readonly<Record<number, ColourMatrix>> = {
  0: 'identity',
  1: 'bt709',
  4: 'fcc',
  5: 'bt601',
  6: 'bt601',
  7: 'smpte240m',
  8: 'ycgco',
  9: 'bt2020',
  10: 'bt2020',
};
const PRIMARIES: Readonly<Record<number, Primaries>> = {
  1: 'bt709',
  9: 'bt2020',
  11: 'p3',
  12: 'p3',
};
const TRANSFERS: Readonly<Record<number, Transfer>> = { 16: 'pq', 18: 'hlg' };

/** Table E-1: pixel aspects by index. */
const ASPECTS: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 1],
  [12, 11],
  [10, 11],
  [16, 11],
  [40, 33],
  [24, 11],
  [20, 11],
  [32, 11],
  [80, 33],
  [18, 11],
  [15, 11],
  [64, 33],
  [160, 99],
  [4, 3],
  [3, 2],
  [2, 1],
];
const EXTENDED_SAR = 255;
const MACROBLOCK_PX = 16;
const PROFILES_WITH_CHROMA = new Set([
  100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135,
]);

/** The first sequence parameter set in an `avcC` record or in a packet with start codes; `null` when there is none. */
export function findSps(data: Uint8Array): Uint8Array | null {
  if (data[0] === 1 && data.length > 8) {
    const length = ((data[6] as number) << 8) | (data[7] as number);
    return (data[5] as number) & 31 ? data.subarray(8, 8 + length) : null;
  }
  for (let i = 0; i + 3 < data.length; i++) {
    if (
      data[i] === 0 &&
      data[i + 1] === 0 &&
      data[i + 2] === 1 &&
      ((data[i + 3] as number) & 31) === 7
    ) {
      return data.subarray(i + 3, Math.min(data.length, i + 3 + 256));
    }
  }
  return null;
}

/**
 * The size of the pictures where container and parameter set disagree. Like FFmpeg: the container's, where it only leaves out
 * what was added on the right and below to fill macroblocks, else the stream's.
 */
export function sizeInStream({ size, isMoved }: SpsFacts, container: Size): Size {
  if (!size || size.widthPx < 1 || size.heightPx < 1) return container;
  const isFilledUp = (inner: number, outer: number) =>
    inner <= outer && Math.ceil(inner / MACROBLOCK_PX) === Math.ceil(outer / MACROBLOCK_PX);
  return !isMoved &&
    isFilledUp(container.widthPx, size.widthPx) &&
    isFilledUp(container.heightPx, size.heightPx)
    ? container
    : size;
}

/** Reads a sequence parameter set; whatever cannot be read is not stated. */
export function readSps(sps: Uint8Array): SpsFacts {
  const facts: SpsFacts = {
    ...{ size: null, isMoved: false },
    ...{ pixelAspect: null, hasFields: false, colour: NOTHING_STATED },
  };
  try {
    readInto(facts, new BitReader(withoutEmulation(sps)));
  } catch {
    // Cut short: what was read so far stands.
  }
  return facts;
}

function readInto(facts: SpsFacts, bits: BitReader): void {
  bits.skip(8);
  const profile = bits.read(8);
  bits.skip(16);
  bits.unsigned();
  const chroma = PROFILES_WITH_CHROMA.has(profile) ? readChroma(bits) : { x: 2, y: 2 };
  bits.unsigned();
  skipOrderCount(bits);
  bits.unsigned();
  bits.skip(1);
  const columns = bits.unsigned() + 1;
  const rows = bits.unsigned() + 1;
  facts.hasFields = bits.read(1) === 0;
  if (facts.hasFields) bits.skip(1);
  bits.skip(1);
  const perRow = facts.hasFields ? 2 : 1;
  const [left = 0, right = 0, top = 0, bottom = 0] =
    bits.read(1) === 1 ? [0, 1, 2, 3].map(() => bits.unsigned()) : [];
  facts.isMoved = left > 0 || top > 0;
  facts.size = {
    widthPx: MACROBLOCK_PX * columns - chroma.x * (left + right),
    heightPx: perRow * (MACROBLOCK_PX * rows - chroma.y * (top + bottom)),
  };
  if (bits.read(1) === 0) return;
  if (bits.read(1) === 1) facts.pixelAspect = readPixelAspect(bits);
  if (bits.read(1) === 1) bits.skip(1);
  if (bits.read(1) === 1) facts.colour = readColour(bits);
}

function readPixelAspect(bits: BitReader): number | null {
  const index = bits.read(8);
  const [width, height] =
    index === EXTENDED_SAR ? [bits.read(16), bits.read(16)] : (ASPECTS[index] ?? [0, 1]);
  return width > 0 && height > 0 ? width / height : null;
}

function readColour(bits: BitReader): StatedColour {
  bits.skip(3);
  const isFullRange = bits.read(1) === 1;
  if (bits.read(1) === 0) return { ...NOTHING_STATED, isFullRange };
  const [primaries, transfer, matrix] = [bits.read(8), bits.read(8), bits.read(8)];
  return {
    matrix: MATRICES[matrix] ?? null,
    isFullRange,
    transfer: transfer === 2 ? null : (TRANSFERS[transfer] ?? 'sdr'),
    primaries: PRIMARIES[primaries] ?? null,
  };
}

/** @returns how many luma samples one step of cropping takes */
function readChroma(bits: BitReader): { x: number; y: number } {
  const chromaFormat = bits.unsigned();
  const areSeparate = chromaFormat === 3 && bits.read(1) === 1;
  bits.unsigned();
  bits.unsigned();
  bits.skip(1);
  if (bits.read(1) === 1) {
    for (let list = 0; list < (chromaFormat === 3 ? 12 : 8); list++) {
      if (bits.read(1) === 1) skipScalingList(bits, list < 6 ? 16 : 64);
    }
  }
  const isHalved = !areSeparate && (chromaFormat === 1 || chromaFormat === 2);
  return { x: isHalved ? 2 : 1, y: isHalved && chromaFormat === 1 ? 2 : 1 };
}

function skipScalingList(bits: BitReader, size: number): void {
  let last = 8;
  let next = 8;
  for (let i = 0; i < size; i++) {
    if (next !== 0) next = (last + bits.signed() + 256) % 256;
    if (next !== 0) last = next;
  }
}

function skipOrderCount(bits: BitReader): void {
  const type = bits.unsigned();
  if (type === 0) bits.unsigned();
  if (type !== 1) return;
  bits.skip(1);
  bits.signed();
  bits.signed();
  for (let left = bits.unsigned(); left > 0; left--) bits.signed();
}

/** Drops the byte 3 that keeps start codes out of the payload. */
function withoutEmulation(data: Uint8Array): Uint8Array {
  const plain: number[] = [];
  for (let i = 0; i < data.length; i++) {
    if (i >= 2 && data[i] === 3 && data[i - 1] === 0 && data[i - 2] === 0) continue;
    plain.push(data[i] as number);
  }
  return Uint8Array.from(plain);
}
