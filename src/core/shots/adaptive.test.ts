import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CUT_RULE, findCuts } from './adaptive.ts';

const FPS = 25;
const clip = (changes: number[]) => ({ timesSec: changes.map((_, i) => i / FPS), changes });

test('a frame that changes far more than its neighbours begins a shot', () => {
  expect(findCuts(clip([0, 1, 1, 1, 40, 1, 1, 1]))).toEqual([4]);
});

test('a camera that moves fast cuts nothing', () => {
  expect(findCuts(clip([0, 20, 22, 25, 30, 24, 21, 20]))).toEqual([]);
});

test('what hardly changes is no cut, however still it is around it', () => {
  expect(findCuts(clip([0, 0, 0, 5, 0, 0, 0]))).toEqual([]);
  expect(findCuts(clip([0, 0, 0, 8, 0, 0, 0]))).toEqual([3]);
});

test('of cuts nearer than a fifth of a second the stronger stays', () => {
  expect(findCuts(clip([0, 1, 1, 1, 30, 1, 1, 60, 1, 1, 1]))).toEqual([7]);
  expect(findCuts(clip([0, 1, 1, 1, 60, 1, 1, 30, 1, 1, 1]))).toEqual([4]);
  expect(findCuts(clip([0, 1, 1, 1, 30, 1, 1, 1, 1, 60, 1, 1, 1]))).toEqual([4, 9]);
});

test('animation that holds every picture for three frames moves, and does not cut', () => {
  const drawn: number[] = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 10 : 0));
  expect(findCuts(clip(drawn))).toEqual([]);
  drawn[30] = 60;
  expect(findCuts(clip(drawn))).toEqual([30]);
});

test('cuts beside the ends of a clip are found by the neighbours that there are', () => {
  expect(findCuts(clip([0, 50, 1, 1, 1]))).toEqual([1]);
  expect(findCuts(clip([0, 1, 1, 1, 50]))).toEqual([4]);
  expect(findCuts(clip([0]))).toEqual([]);
  expect(findCuts(clip([]))).toEqual([]);
});

describe('whatever changes', () => {
  const changes = fc.array(fc.double({ min: 0, max: 255, noNaN: true }), { maxLength: 200 });

  test('cuts are ascending, lie far enough apart, and are never the first frame', () => {
    fc.assert(
      fc.property(changes, (values) => {
        const cuts = findCuts(clip(values));
        expect(cuts.includes(0)).toBe(false);
        for (const [k, cut] of cuts.entries()) {
          expect(values[cut]).toBeGreaterThanOrEqual(CUT_RULE.leastChange);
          const before = cuts[k - 1];
          if (before !== undefined) expect((cut - before) / FPS).toBeGreaterThan(0.199);
        }
      }),
    );
  });
});
