import { expect, test } from 'vitest';
import { readDisplayMatrix } from './display-matrix.ts';

const matrix = (a: number, b: number, c: number, d: number): string =>
  `\n00000000:  ${a * 65536}  ${b * 65536}  0\n00000001:  ${c * 65536}  ${d * 65536}  0\n00000002:  0  0  1073741824\n`;

test.each([
  [1, 0, 0, 1, 0, false],
  [0, 1, -1, 0, 90, false],
  [-1, 0, 0, -1, 180, false],
  [0, -1, 1, 0, 270, false],
  // Left and right swapped; top and bottom swapped; the two diagonals.
  [-1, 0, 0, 1, 0, true],
  [1, 0, 0, -1, 180, true],
  [0, 1, 1, 0, 90, true],
  [0, -1, -1, 0, 270, true],
] as const)('%i %i %i %i: turned by %i, mirrored %s', (a, b, c, d, rotationDeg, isMirrored) => {
  expect(readDisplayMatrix(matrix(a, b, c, d))).toEqual({ rotationDeg, isMirrored });
});

test('what is no matrix turns nothing', () => {
  expect(readDisplayMatrix('')).toEqual({ rotationDeg: 0, isMirrored: false });
});
