import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxArea, boxFromCentrePercent, boxToCentrePercent } from './boxes.ts';
import type { Box } from './flow.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const box: fc.Arbitrary<Box> = fc
  .tuple(unit, unit, unit, unit)
  .map(([a, b, c, d]) => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);

describe('boxes', () => {
  it('reads the example of the published convention', () => {
    expect(boxFromCentrePercent([48.2, 55, 40.1, 30.7])).toEqual([0.2815, 0.3965, 0.6825, 0.7035]);
    expect(boxToCentrePercent([0.2815, 0.3965, 0.6825, 0.7035])).toEqual([48.2, 55, 40.1, 30.7]);
  });

  it('row 14: moves no corner by half a pixel on a 4K picture', () => {
    fc.assert(
      fc.property(box, (before) => {
        const after = boxFromCentrePercent(boxToCentrePercent(before));
        after.forEach((value, i) => {
          expect(Math.abs(value - before[i as 0]) * (i % 2 === 0 ? 4096 : 2304)).toBeLessThan(0.5);
        });
      }),
    );
  });

  it('is the same after every further round', () => {
    fc.assert(
      fc.property(box, (before) => {
        const once = boxToCentrePercent(before);
        expect(boxToCentrePercent(boxFromCentrePercent(once))).toEqual(once);
      }),
    );
  });

  it('clamps what hangs over the edge', () => {
    expect(boxFromCentrePercent([0, 100, 50, 50])).toEqual([0, 0.75, 0.25, 1]);
  });

  it('measures the covered share, and nothing for a box turned inside out', () => {
    expect(boxArea([0, 0, 1, 0.5])).toBe(0.5);
    expect(boxArea([0.5, 0, 0.4, 1])).toBe(0);
  });
});
