import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wilson95 } from './wilson.ts';

// Published examples: Newcombe 1998, table I (81/263, 15/148, 0/20, 1/29), and 10/10 computed by hand.
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [10, 10, 0.7225, 1],
])('%i of %i lies in %f to %f', (successes, trials, low, high) => {
  const found = wilson95(successes, trials);
  expect(found.share).toBeCloseTo(successes / trials, 12);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

it('knows nothing without trials', () => {
  expect(wilson95(0, 0)).toEqual({ share: 0, low: 0, high: 1 });
});

it('holds the share, mirrors, and narrows with more trials', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), (good, bad) => {
      fc.pre(good + bad > 0);
      const all = good + bad;
      const { share, low, high } = wilson95(good, all);
      expect(low).toBeLessThanOrEqual(share + 1e-12);
      expect(high).toBeGreaterThanOrEqual(share - 1e-12);
      expect(wilson95(bad, all).low).toBeCloseTo(1 - high, 10);
      const more = wilson95(good * 4, all * 4);
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
  );
});
