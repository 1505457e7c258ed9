import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeTaps, resample, type SampleGrid, type Taps } from './resample.ts';

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

/** The definition, one number at a time. */
function plainly(grid: SampleGrid, across: Taps, down: Taps): number[] {
  const sampleAt = (x: number, y: number) =>
    grid.samples[grid.start + y * grid.rowStep + x * grid.pixelStep] ?? 0;
  const rows = [...down.first].flatMap((top, y) =>
    [...across.first].map((left, x) => {
      let sum = 0;
      for (let j = 0; j < down.perTarget; j++) {
        for (let i = 0; i < across.perTarget; i++) {
          const weight =
            (down.weights[y * down.perTarget + j] ?? 0) *
            (across.weights[x * across.perTarget + i] ?? 0);
          if (weight !== 0) sum += weight * sampleAt(left + i, top + j);
        }
      }
      return sum;
    }),
  );
  return rows;
}

test('every arrangement of samples is scaled as the definition says', () => {
  const arrangement = fc.record({
    from: fc.tuple(size, size),
    to: fc.tuple(size, size),
    pixelStep: fc.integer({ min: 1, max: 4 }),
    padding: fc.integer({ min: 0, max: 9 }),
    start: fc.integer({ min: 0, max: 5 }),
    isWide: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
  });
  fc.assert(
    fc.property(arrangement, ({ from: [width, height], to, pixelStep, padding, ...rest }) => {
      const rowStep = width * pixelStep + padding;
      // No sample more than there has to be: nothing may be read past the last one.
      const length = rest.start + (height - 1) * rowStep + (width - 1) * pixelStep + 1;
      const noise = (_: unknown, i: number) =>
        (i * rest.seed * 7919) % (rest.isWide ? 65_536 : 256);
      const samples = rest.isWide
        ? Uint16Array.from({ length }, noise)
        : Uint8Array.from({ length }, noise);
      const grid = { samples, start: rest.start, rowStep, pixelStep, width, height };
      const across = makeTaps(width, to[0], { shift: 0.25, span: width });
      const down = makeTaps(height, to[1], { shift: 0, span: height });
      const expected = plainly(grid, across, down);
      const tolerance = rest.isWide ? 0.1 : 0.001;
      resample(grid, across, down).forEach((value, i) => {
        expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(tolerance);
      });
    }),
  );
});

test('rows that are handed over in several pieces add up', () => {
  const [width, height] = [40_000, 30];
  const samples = Uint8Array.from({ length: width * height }, (_, i) => (i * 7919) % 256);
  const grid = gridOf(samples, [width, height]);
  const across = makeTaps(width, 3, { shift: 0, span: width });
  const down = makeTaps(height, 2, { shift: 0, span: height });
  const expected = plainly(grid, across, down);
  resample(grid, across, down).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 2);
  });
});
