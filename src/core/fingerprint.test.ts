import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintRanges, frameFingerprint, SAMPLE_BYTES } from './fingerprint.ts';

describe('fingerprint', () => {
  it('reads nothing of an empty file and all of a small one', () => {
    expect(fingerprintRanges(0)).toEqual([]);
    expect(fingerprintRanges(7)).toEqual([{ start: 0, end: 7 }]);
  });

  it('reads at most three ascending ranges inside the file, with both ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 43 }), (size) => {
        const ranges = fingerprintRanges(size);
        expect(ranges.length).toBeLessThanOrEqual(3);
        expect(ranges.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(
          Math.min(size, 3 * SAMPLE_BYTES),
        );
        expect(ranges.at(0)?.start).toBe(0);
        expect(ranges.at(-1)?.end).toBe(size);
        ranges.slice(1).forEach((range, i) => {
          expect(range.start).toBeGreaterThanOrEqual(ranges[i]?.end ?? Number.NaN);
        });
      }),
    );
  });

  it('puts the size before the samples', () => {
    const framed = frameFingerprint(0x1_0000_0002, [Uint8Array.of(7, 8), Uint8Array.of(9)]);
    expect([...framed]).toEqual([2, 0, 0, 0, 1, 0, 0, 0, 7, 8, 9]);
  });
});
