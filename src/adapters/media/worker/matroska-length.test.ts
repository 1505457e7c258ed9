import { expect, test } from 'vitest';
import { lacksBytes } from './matroska-length.ts';

const HEADER = [0x1a, 0x45, 0xdf, 0xa3, 0x83, 0x42, 0x86, 0x80];
const SEGMENT = [0x18, 0x53, 0x80, 0x67];

const isShort = (bytes: readonly number[]) => lacksBytes(new Blob([Uint8Array.from(bytes)]));

test.each([
  ['all bytes', [0x84], 4, false],
  ['more bytes than stated', [0x84], 9, false],
  ['one byte too few', [0x84], 3, true],
  ['a length of four bytes, all there', [0x10, 0, 1, 0], 256, false],
  ['a length of four bytes, one missing', [0x10, 0, 1, 0], 255, true],
  ['an unknown length', [0x01, 255, 255, 255, 255, 255, 255, 255], 5, false],
] as const)('%s', async (_, length, bytes, expected) => {
  const content = Array.from({ length: bytes }, () => 0);
  expect(await isShort([...HEADER, ...SEGMENT, ...length, ...content])).toBe(expected);
});

test('other files do not say', async () => {
  expect(await isShort([])).toBe(false);
  expect(await isShort([0x1a, 0x45, 0xdf, 0xa3])).toBe(false);
  expect(await isShort(Array.from({ length: 2000 }, (_, i) => i % 256))).toBe(false);
});
