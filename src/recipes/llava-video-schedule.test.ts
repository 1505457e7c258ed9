import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelSchedule } from './llava-video-schedule.ts';

const PAPER = { l1EverySec: 10, l2EverySec: 30, rest: 'own' } as const;

describe('row 17: level 1 every 10 s, level 2 every 30 s', () => {
  test('75 s: eight stretches, the last of 5 s, and level 2 at 30 and 60', () => {
    const segments = levelSchedule({ startSec: 0, endSec: 75 }, PAPER);
    expect(segments.map(({ startSec, endSec }) => [startSec, endSec])).toEqual([
      [0, 10],
      [10, 20],
      [20, 30],
      [30, 40],
      [40, 50],
      [50, 60],
      [60, 70],
      [70, 75],
    ]);
    expect(segments.filter((one) => one.endsLevel2).map(({ endSec }) => endSec)).toEqual([30, 60]);
  });

  test('below 30 s there is no level 2', () => {
    const segments = levelSchedule({ startSec: 2, endSec: 31.9 }, PAPER);
    expect(segments.some((one) => one.endsLevel2)).toBe(false);
    expect(segments.at(-1)).toMatchObject({ startSec: 22, endSec: 31.9 });
  });

  test('a rest can join the stretch before it', () => {
    const segments = levelSchedule({ startSec: 0, endSec: 75 }, { ...PAPER, rest: 'join' });
    expect(segments.at(-1)).toMatchObject({ startSec: 60, endSec: 75 });
    expect(levelSchedule({ startSec: 0, endSec: 4 }, { ...PAPER, rest: 'join' })).toHaveLength(1);
  });

  test('stretches follow each other without a gap and cover the clip', () => {
    const time = fc.double({ min: 0.05, max: 4000, noNaN: true });
    const property = fc.property(
      time,
      time,
      fc.constantFrom('own', 'join'),
      (start, length, rest) => {
        const clip = { startSec: start, endSec: start + length };
        const segments = levelSchedule(clip, { ...PAPER, rest });
        expect(segments[0]?.startSec).toBe(clip.startSec);
        expect(segments.at(-1)?.endSec).toBeCloseTo(clip.endSec, 9);
        for (const [k, segment] of segments.entries()) {
          expect(segment.endSec).toBeGreaterThan(segment.startSec);
          if (k > 0) expect(segment.startSec).toBe(segments[k - 1]?.endSec);
        }
      },
    );
    fc.assert(property);
  });
});
