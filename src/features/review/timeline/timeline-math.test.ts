import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnder, curvePath, shareAt, ticks, timeAt } from './timeline-math.ts';

const range = fc
  .tuple(
    fc.double({ min: -10, max: 1e4, noNaN: true }),
    fc.double({ min: 0.05, max: 1e5, noNaN: true }),
  )
  .map(([startSec, length]) => ({ startSec, endSec: startSec + length }));

describe('the timeline', () => {
  it('finds the place of a time and the time of a place', () => {
    fc.assert(
      fc.property(range, fc.double({ min: 0, max: 1, noNaN: true }), (r, share) => {
        expect(shareAt(r, timeAt(r, share))).toBeCloseTo(share, 6);
      }),
    );
  });
  it('clamps what lies outside, and survives a range without length', () => {
    const r = { startSec: 5, endSec: 15 };
    expect([shareAt(r, 0), shareAt(r, 99), timeAt(r, -1), timeAt(r, 2)]).toEqual([0, 1, 5, 15]);
    expect(shareAt({ startSec: 3, endSec: 3 }, 3)).toBe(0);
  });
  it('marks few round times, all inside', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 20 }), (r, most) => {
        const times = ticks(r, most);
        expect(times.length).toBeLessThanOrEqual(most + 1);
        for (const time of times) {
          expect(time).toBeGreaterThanOrEqual(r.startSec - 1e-6);
          expect(time).toBeLessThanOrEqual(r.endSec + 1e-6);
        }
      }),
    );
    expect(ticks({ startSec: 0, endSec: 52.2 }, 8)).toEqual([0, 10, 20, 30, 40, 50]);
  });
  it('closes the area below each piece of the curve', () => {
    expect(areaUnder('M10.0 5.0L20.0 4.0M30.0 1.0', 40)).toBe(
      'M10.0 5.0L20.0 4.0L20.0 40L10.0 40ZM30.0 1.0L30.0 40L30.0 40Z',
    );
  });
  it('breaks the curve where there is no value', () => {
    const points = [0, 5, 10].map((timeSec) => ({ timeSec, value: timeSec === 5 ? null : 0.5 }));
    expect(curvePath(points, { startSec: 0, endSec: 10 }, { width: 100, height: 40 })).toBe(
      'M0.0 20.0M100.0 20.0',
    );
  });
});
