import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeTaps, resample, type SampleGrid } from './resample.ts';

const size = fc.integer({ min: 1, max: 70 });

function gridOf(samples: Uint8Array, [width, height]: readonly [number, number]): SampleGrid {
  return { samples, start: 0, rowStep: width, pixelStep: 1, width, height };
}

type Size = readonly [width: number, height: number];

function scale(
  samples: Uint8Array,
  { from, to, shift = 0 }: { from: Size; to: Size; shift?: number },
): Float32Array {
  return resample(
    gridOf(samples, from),
    makeTaps(from[0], to[0], { shift, span: from[0] }),
    makeTaps(from[1], to[1], { shift: 0, span: from[1] }),
  );
}

test('weights of every target sum to one and stay on the grid', () => {
  fc.assert(
    fc.property(size, size, fc.constantFrom(0, 0.25, -0.25), (source, target, shift) => {
      const taps = makeTaps(source, target, { shift, span: source });
      for (let i = 0; i < target; i++) {
        let sum = 0;
        for (let k = 0; k < taps.perTarget; k++) {
          const weight = taps.weights[i * taps.perTarget + k] as number;
          sum += weight;
          const at = (taps.first[i] as number) + k;
          if (weight !== 0) expect(at >= 0 && at < source).toBe(true);
        }
        expect(sum).toBeCloseTo(1, 5);
      }
    }),
  );
});

test('a flat picture stays flat at any size', () => {
  fc.assert(
    fc.property(
      fc.tuple(size, size),
      fc.tuple(size, size),
      fc.integer({ min: 0, max: 255 }),
      (from, to, value) => {
        const flat = new Uint8Array(from[0] * from[1]).fill(value);
        const result = scale(flat, { from, to, shift: 0.25 });
        for (const sample of result) expect(sample).toBeCloseTo(value, 3);
      },
    ),
    { numRuns: 40 },
  );
});

test('the same size changes nothing', () => {
  fc.assert(
    fc.property(size, size, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (w, h, values) => {
      const samples = Uint8Array.from({ length: w * h }, () => values.next().value as number);
      expect([...scale(samples, { from: [w, h], to: [w, h] })]).toEqual([...samples]);
    }),
    { numRuns: 30 },
  );
});

test('scaling down keeps the mean: no sample is lost or counted twice', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 60, maxLength: 60 }),
      fc.integer({ min: 1, max: 10 }),
      (samples, target) => {
        const mean = (list: ArrayLike<number>) =>
          Array.from(list).reduce((sum, one) => sum + one, 0) / list.length;
        expect(mean(scale(samples, { from: [10, 6], to: [target, 3] }))).toBeCloseTo(
          mean(samples),
          3,
        );
      },
    ),
  );
});

test('halving is the mean of four', () => {
  expect([
    ...scale(Uint8Array.of(0, 100, 20, 40, 200, 100, 60, 80), { from: [4, 2], to: [2, 1] }),
  ]).toEqual([100, 50]);
});

test('doubling a slope gives a slope', () => {
  expect([...scale(Uint8Array.of(0, 100), { from: [2, 1], to: [4, 1] })]).toEqual([0, 25, 75, 100]);
});
