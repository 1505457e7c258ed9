/** Whole baseline JPEGs (ITU T.81) of 8 × 8 px in one grey, written and read without a library: a picture that says its number. */

/** Quantisation of the mean, so that the one coefficient of a block is its grey minus the middle. */
const QUANTUM = 8;
const MIDDLE = 128;
/** Every category of the mean has a code of four bits: its own number. */
const CATEGORIES = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const CODE_BITS = 4;

const segment = (marker: number, bytes: readonly number[]): number[] => {
  const length = bytes.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...bytes];
};

const bitsOf = (value: number, count: number): string =>
  count === 0 ? '' : value.toString(2).padStart(count, '0');

/** @param grey 0–255 */
export function flatJpeg(grey: number): Uint8Array {
  const value = grey - MIDDLE;
  const category = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
  const magnitude = value < 0 ? value + 2 ** category - 1 : value;
  const bits = `${bitsOf(category, CODE_BITS)}${bitsOf(magnitude, category)}0`;
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const data = (padded.match(/.{8}/g) ?? []).flatMap((byte) => {
    const number = Number.parseInt(byte, 2);
    return number === 0xff ? [0xff, 0] : [number];
  });
  const lengths = (count: number, at: number) =>
    Array.from({ length: 16 }, (_, i) => (i === at - 1 ? count : 0));
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, [0, ...new Array<number>(64).fill(QUANTUM)]),
    ...segment(0xc0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
    ...segment(0xc4, [0x00, ...lengths(CATEGORIES.length, CODE_BITS), ...CATEGORIES]),
    ...segment(0xc4, [0x10, ...lengths(1, 1), 0x00]),
    ...segment(0xda, [1, 1, 0x00, 0, 63, 0]),
    ...data,
    ...[0xff, 0xd9],
  ]);
}

/** The grey of the first block of such a JPEG, decoded with the tables that it carries. @throws when it is none */
export function greyOf(jpeg: Uint8Array): number {
  const tables = new Map<number, number>();
  let quantum = 0;
  for (let at = 2; at < jpeg.length; ) {
    const marker = jpeg[at + 1] ?? 0;
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    const body = jpeg.subarray(at + 4, at + 2 + length);
    if (marker === 0xdb) quantum = body[1] ?? 0;
    if (marker === 0xc4 && body[0] === 0) readCodes(body, tables);
    if (marker === 0xda) return firstMean(jpeg.subarray(at + 2 + length), tables, quantum);
    at += 2 + length;
  }
  throw new Error('This JPEG has no picture in it.');
}

/** Huffman codes as numbers with a leading 1, so that their lengths count. */
function readCodes(body: Uint8Array, into: Map<number, number>): void {
  let code = 0;
  let symbol = 17;
  for (let bits = 1; bits <= 16; bits += 1) {
    for (let n = body[bits] ?? 0; n > 0; n -= 1) {
      into.set((1 << bits) | code, body[symbol++] ?? 0);
      code += 1;
    }
    code <<= 1;
  }
}

function firstMean(data: Uint8Array, codes: ReadonlyMap<number, number>, quantum: number): number {
  const bytes = [...data].filter((byte, i) => !(byte === 0 && data[i - 1] === 0xff));
  const bits = bytes.map((byte) => bitsOf(byte, 8)).join('');
  let at = 0;
  let code = 1;
  while (!codes.has(code)) {
    if (at >= bits.length) throw new Error('This JPEG ends before its first block does.');
    code = (code << 1) | Number(bits[at++]);
  }
  const category = codes.get(code) ?? 0;
  const magnitude = category === 0 ? 0 : Number.parseInt(bits.slice(at, at + category), 2);
  const value = magnitude < 2 ** (category - 1) ? magnitude - 2 ** category + 1 : magnitude;
  return MIDDLE + ((category === 0 ? 0 : value) * quantum) / 8;
}
