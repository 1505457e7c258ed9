import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingTimes, samplingGrid } from './sampling-grid.ts';

describe('samplingGrid', () => {
  it('starts at the first presentation time and stays before the end', () => {
    expect(samplingGrid({ startSec: 10.012, durationSec: 3 }, 1)).toEqual([10.012, 11.012, 12.012]);
  });

  it('gives one time for a clip shorter than the interval', () => {
    expect(samplingGrid({ startSec: 0, durationSec: 0.04 }, 1)).toEqual([0]);
    expect(samplingGrid({ startSec: 2, durationSec: 0 }, 1)).toEqual([2]);
  });

  it('never asks at or after the end, and leaves no gap wider than the interval', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 100, noNaN: true }).map((sec) => sec + 0),
        fc.double({ min: 0.04, max: 600, noNaN: true }),
        fc.double({ min: 0.05, max: 30, noNaN: true }),
        (startSec, durationSec, everySec) => {
          const grid = samplingGrid({ startSec, durationSec }, everySec);
          const last = grid.at(-1) ?? Number.NaN;
          expect(grid[0]).toBe(startSec);
          expect(last).toBeLessThan(startSec + durationSec);
          expect(startSec + durationSec - last).toBeLessThanOrEqual(everySec + 2e-6);
        },
      ),
    );
  });

  it('refuses an interval that is not positive', () => {
    expect(() => samplingGrid({ startSec: 0, durationSec: 1 }, 0)).toThrow(RangeError);
    expect(() => samplingGrid({ startSec: 0, durationSec: 1 }, Number.NaN)).toThrow(RangeError);
  });
});

describe('missingTimes', () => {
  it('recognises a time through float noise', () => {
    expect(missingTimes([0.1 + 0.2, 1], [0.3])).toEqual([1]);
  });

  it('partitions what was wanted', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 500 })),
        fc.array(fc.integer({ min: 0, max: 500 })),
        (wanted, done) => {
          const missing = missingTimes(wanted, done);
          expect(missing).toEqual(wanted.filter((timeSec) => !done.includes(timeSec)));
        },
      ),
    );
  });
});
