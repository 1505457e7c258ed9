import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dHash, hashDistance } from './dhash.ts';

function picture(
  width: number,
  height: number,
  luma: (x: number, y: number) => number,
): Uint8ClampedArray {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) data.fill(luma(x / width, y / height), at, at + 3);
  }
  return data;
}

test('brighter on the left of every pair gives ones, brighter on the right zeros', () => {
  expect(
    dHash(
      picture(90, 64, (x) => 255 - 255 * x),
      90,
      64,
    ),
  ).toBe('ffffffffffffffff');
  expect(
    dHash(
      picture(90, 64, (x) => 255 * x),
      90,
      64,
    ),
  ).toBe('0000000000000000');
  expect(
    dHash(
      picture(30, 30, () => 80),
      30,
      30,
    ),
  ).toBe('0000000000000000');
});

test('the first row is the highest byte', () => {
  const top = picture(90, 64, (x, y) => (y < 1 / 8 ? 255 - 255 * x : 255 * x));
  expect(dHash(top, 90, 64)).toBe('ff00000000000000');
});

test('the size of the picture hardly matters', () => {
  const scene = (x: number, y: number) =>
    128 + 100 * Math.sin(7 * x + 3 * y) * Math.cos(5 * y - 2 * x);
  const hashes = [picture(448, 252, scene), picture(200, 112, scene)].map((data, i) =>
    i === 0 ? dHash(data, 448, 252) : dHash(data, 200, 112),
  );
  expect(hashDistance(hashes[0] as string, hashes[1] as string)).toBeLessThanOrEqual(3);
});

test('distance counts differing bits', () => {
  const hash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  fc.assert(
    fc.property(hash, hash, (a, b) => {
      const text = (value: bigint) => value.toString(16).padStart(16, '0');
      const expected = [...(a ^ b).toString(2)].filter((bit) => bit === '1').length;
      expect(hashDistance(text(a), text(b))).toBe(expected);
    }),
  );
});
