import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../core/flow.ts';
import {
  boxBetween,
  boxColour,
  boxStyle,
  HANDLES,
  MIN_SIDE,
  moveBox,
  nudge,
  resizeBox,
} from './box-math.ts';

const share = fc.double({ min: -0.5, max: 1.5, noNaN: true });
const point = fc.record({ x: share, y: share });
const box = fc
  .tuple(point, point)
  .map(([from, to]) => boxBetween(from, to))
  .filter((made): made is Box => made !== null);

const isInside = ([x1, y1, x2, y2]: Box): boolean =>
  x1 >= 0 &&
  y1 >= 0 &&
  x2 <= 1 &&
  y2 <= 1 &&
  x2 - x1 >= MIN_SIDE - 1e-4 &&
  y2 - y1 >= MIN_SIDE - 1e-4;

describe('boxes', () => {
  it('stay inside the picture and large enough, whatever is dragged', () => {
    fc.assert(
      fc.property(box, fc.constantFrom(...HANDLES), point, (start, handle, by) => {
        expect(isInside(start)).toBe(true);
        expect(isInside(resizeBox(start, handle, by))).toBe(true);
        expect(isInside(moveBox(start, by))).toBe(true);
      }),
    );
  });
  it('keep their size when moved', () => {
    fc.assert(
      fc.property(box, point, (start, by) => {
        const moved = moveBox(start, by);
        expect(moved[2] - moved[0]).toBeCloseTo(start[2] - start[0], 3);
        expect(moved[3] - moved[1]).toBeCloseTo(start[3] - start[1], 3);
      }),
    );
  });
  it('do not depend on the corner where the drag began', () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        expect(boxBetween(from, to)).toEqual(boxBetween(to, from));
      }),
    );
  });
  it('are not made by a click', () => {
    expect(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.502, y: 0.7 })).toBeNull();
  });
  it('answer to arrow keys', () => {
    const start: Box = [0.1, 0.1, 0.3, 0.3];
    expect(nudge(start, { key: 'ArrowRight', shiftKey: false })).toEqual([0.11, 0.1, 0.31, 0.3]);
    expect(nudge(start, { key: 'ArrowUp', shiftKey: true })).toEqual([0.1, 0.1, 0.3, 0.29]);
    expect(nudge(start, { key: 'a', shiftKey: false })).toBeNull();
  });
  it('are placed in percent and coloured by label', () => {
    expect(boxStyle([0.25, 0.5, 0.75, 1])).toEqual({
      left: '25%',
      top: '50%',
      width: '50%',
      height: '50%',
    });
    expect(boxColour('b', ['a', 'b'])).not.toBe(boxColour('a', ['a', 'b']));
  });
});
