import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayedSize, pictureSize } from './geometry.ts';

const upright = { pixelAspect: 1, rotationDeg: 0, isMirrored: false } as const;
const side = fc.integer({ min: 1, max: 8192 });

test('pixel aspect widens, rotation swaps', () => {
  const stored = { widthPx: 640, heightPx: 360 };
  expect(displayedSize(stored, { ...upright, pixelAspect: 2 })).toEqual({
    widthPx: 1280,
    heightPx: 360,
  });
  expect(displayedSize(stored, { ...upright, pixelAspect: 2, rotationDeg: 90 })).toEqual({
    widthPx: 360,
    heightPx: 1280,
  });
  expect(
    displayedSize({ widthPx: 720, heightPx: 480 }, { ...upright, pixelAspect: 11 / 12 }),
  ).toEqual({
    widthPx: 660,
    heightPx: 480,
  });
});

test('never larger than displayed; scaled down it has the asked long side and an even other one', () => {
  fc.assert(
    fc.property(side, side, fc.integer({ min: 2, max: 4096 }), (widthPx, heightPx, longSidePx) => {
      const size = pictureSize({ widthPx, heightPx }, longSidePx);
      const longSide = Math.max(widthPx, heightPx);
      if (longSide <= longSidePx) {
        expect(size).toEqual({ widthPx, heightPx });
        return;
      }
      expect(Math.max(size.widthPx, size.heightPx)).toBe(longSidePx);
      const short = widthPx < heightPx ? size.widthPx : size.heightPx;
      const exact = (Math.min(widthPx, heightPx) * longSidePx) / longSide;
      if (widthPx !== heightPx) {
        expect(short % 2 === 0 || short === longSidePx).toBe(true);
        expect(Math.abs(short - exact)).toBeLessThanOrEqual(Math.max(1, 2 - exact));
      }
    }),
  );
});
