import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromHalf, toHalf } from './half.ts';

const through = (value: number) => fromHalf(toHalf(Float32Array.of(value)))[0] as number;

it.each([
  [0, 0],
  [1, 0x3c00],
  [-2, 0xc000],
  [65504, 0x7bff],
  [65520, 0x7c00],
  [2 ** -24, 1],
  [2 ** -14, 0x0400],
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
])('%f is %i', (value, pattern) => expect(toHalf(Float32Array.of(value))[0]).toBe(pattern));

it('keeps a number of its range to eleven bits', () => {
  fc.assert(
    fc.property(
      fc.float({ min: Math.fround(-60_000), max: Math.fround(60_000), noNaN: true }),
      (value) => {
        expect(Math.abs(through(value) - value)).toBeLessThanOrEqual(
          Math.max(2 ** -25, Math.abs(value) * 2 ** -11),
        );
      },
    ),
  );
});

it('keeps what is not a number', () => expect(through(Number.NaN)).toBeNaN());
