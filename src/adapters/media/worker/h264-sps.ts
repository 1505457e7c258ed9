import {
  type ColourMatrix,
  NOTHING_STATED,
  type Primaries,
  type StatedColour,
  type Transfer,
} from '../../../core/picture/colour.ts';
import { BitReader } from './bit-reader.ts';

/** What an H.264 sequence parameter set says, with its video usability information (ITU-T H.264, Annex E). */
interface SpsFacts {
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

/** Reads a sequence parameter set; whatever cannot be read is not stated. */
export function readSps(sps: Uint8Array): SpsFacts {
  const facts: SpsFacts = { pixelAspect: null, hasFields: false, colour: NOTHING_STATED };
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
  if (PROFILES_WITH_CHROMA.has(profile)) skipChroma(bits);
  bits.unsigned();
  skipOrderCount(bits);
  bits.unsigned();
  bits.skip(1);
  bits.unsigned();
  bits.unsigned();
  facts.hasFields = bits.read(1) === 0;
  if (facts.hasFields) bits.skip(1);
  bits.skip(1);
  if (bits.read(1) === 1) for (let i = 0; i < 4; i++) bits.unsigned();
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

function skipChroma(bits: BitReader): void {
  const chromaFormat = bits.unsigned();
  if (chromaFormat === 3) bits.skip(1);
  bits.unsigned();
  bits.unsigned();
  bits.skip(1);
  if (bits.read(1) === 0) return;
  for (let list = 0; list < (chromaFormat === 3 ? 12 : 8); list++) {
    if (bits.read(1) === 1) skipScalingList(bits, list < 6 ? 16 : 64);
  }
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
