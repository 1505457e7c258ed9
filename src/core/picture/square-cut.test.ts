import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../flow.ts';
import { squareCut } from './square-cut.ts';

const PICTURE = { widthPx: 448, heightPx: 252 };

describe('the square around a box', () => {
  test('is as wide as its longer side with the surroundings asked for, in its middle', () => {
    const cut = squareCut([0.25, 0.25, 0.5, 0.75], PICTURE, 0.25);
    expect(cut).toEqual({
      sidePx: 189,
      source: { xPx: 73, yPx: 31, widthPx: 189, heightPx: 189 },
      at: { xPx: 0, yPx: 0 },
    });
  });

  test('is pushed into the picture at an edge', () => {
    const { source, sidePx } = squareCut([0.9, 0.8, 1, 1], PICTURE, 0.1);
    expect(source.xPx + source.widthPx).toBe(448);
    expect(source.yPx + source.heightPx).toBe(252);
    expect([source.widthPx, source.heightPx]).toEqual([sidePx, sidePx]);
  });

  test('keeps the ends of a thin box, with room above and below that no picture fills', () => {
    expect(squareCut([0, 0.5, 1, 0.52], PICTURE, 0.1)).toEqual({
      sidePx: 448,
      source: { xPx: 0, yPx: 0, widthPx: 448, heightPx: 252 },
      at: { xPx: 0, yPx: 98 },
    });
  });

  test('takes the surroundings of a box of few pixels or none', () => {
    const tiny = squareCut([0.5, 0.5, 0.5, 0.5], PICTURE, 0);
    expect(tiny.sidePx).toBe(32);
    expect(tiny.source).toEqual({ xPx: 208, yPx: 110, widthPx: 32, heightPx: 32 });
  });

  test('lies in the picture, and holds the box, whatever the box', () => {
    const corner = fc.double({ min: -0.5, max: 1.5, noNaN: true });
    const size = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(
        fc.tuple(corner, corner, corner, corner),
        size,
        size,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (box, widthPx, heightPx, context) => {
          const { source, at, sidePx } = squareCut(box as Box, { widthPx, heightPx }, context);
          const axes = [
            { from: source.xPx, length: source.widthPx, at: at.xPx, size: widthPx, ends: [0, 2] },
            { from: source.yPx, length: source.heightPx, at: at.yPx, size: heightPx, ends: [1, 3] },
          ];
          for (const { from, length, at: start, size: all, ends } of axes) {
            expect(length).toBeGreaterThan(0);
            expect(from).toBeGreaterThanOrEqual(0);
            expect(from + length).toBeLessThanOrEqual(all);
            expect(start).toBeGreaterThanOrEqual(0);
            expect(start + length).toBeLessThanOrEqual(sidePx);
            for (const end of ends) {
              const px = Math.min(1, Math.max(0, box[end] ?? 0)) * all;
              expect(px).toBeGreaterThanOrEqual(from - 1e-6);
              expect(px).toBeLessThanOrEqual(from + length + 1e-6);
            }
          }
        },
      ),
    );
  });
});
