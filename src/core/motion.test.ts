import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildFrame } from '../testing/builders.ts';
import { fpsForMotion, motionGrid, motionStretches, stretchAt } from './motion.ts';

/** Nothing moves for three seconds, then half of the picture, then all of it. */
const HASHES = [
  '0'.repeat(16),
  '1'.padStart(16, '0'),
  '3'.padStart(16, '0'),
  '7'.padStart(16, '0'),
  'f'.repeat(8).padStart(16, '0'),
  'f'.repeat(8).padEnd(16, '0'),
];
const frameAt = (askedSec: number) => ({
  askedSec,
  frame: buildFrame(askedSec, { perceptualHash: HASHES[askedSec] ?? '' }),
});

const policy = { threshold: 0.12, maxFps: 4 };

test('still pictures get one frame a second, faster ones up to the most', () => {
  expect([0, 0.11, 0.12, 0.24, 0.36, 1].map((motion) => fpsForMotion(motion, policy))).toEqual([
    1, 1, 2, 3, 4, 4,
  ]);
  expect(fpsForMotion(1, { ...policy, maxFps: 2 })).toBe(2);
  expect(fpsForMotion(0, { ...policy, threshold: 0 })).toBe(1);
});

describe('the grid', () => {
  const stretches = motionStretches([0, 1, 2, 3, 4, 5].map(frameAt), { endSec: 6 }, policy);

  test('holds every second, ascending, inside the clip', () => {
    const grid = motionGrid(stretches);
    for (const second of [0, 1, 2, 3, 4, 5]) expect(grid).toContain(second);
    expect(grid).toEqual([...grid].sort((a, b) => a - b));
    expect(new Set(grid).size).toBe(grid.length);
    expect(grid.every((sec) => sec >= 0 && sec < 6)).toBe(true);
  });

  test('every time lies in the stretch that asked for it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5.999, noNaN: true }), (sec) => {
        const stretch = stretchAt(stretches, sec);
        expect(stretch && stretch.startSec <= sec && sec < stretch.endSec).toBe(true);
      }),
    );
  });

  test('a clip of one frame is sampled once', () => {
    const one = motionStretches([frameAt(0)], { endSec: 0.04 }, policy);
    expect(motionGrid(one)).toEqual([0]);
    expect(motionStretches([], { endSec: 1 }, policy)).toEqual([]);
  });
});
