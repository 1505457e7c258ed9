import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeBetween, colourPlanes } from './change.ts';

const fill = (r: number, g: number, b: number) =>
  colourPlanes(Array.from({ length: 16 }, () => [r, g, b, 255]).flat());
const change = (a: [number, number, number], b: [number, number, number]) =>
  changeBetween(fill(...a), fill(...b));

test('black to white is a third of all that can change', () => {
  expect(change([0, 0, 0], [255, 255, 255])).toBeCloseTo(255 / 3);
});

test('hue goes round in a circle: pure red is near to red with a little blue', () => {
  const near = change([255, 0, 0], [255, 0, 20]);
  const far = change([255, 0, 0], [0, 255, 255]);
  expect(near).toBeLessThan(5);
  expect(far).toBeCloseTo((180 * 255) / 255 / 3);
});

test('the hue of grey is noise and does not count', () => {
  expect(change([100, 101, 100], [101, 100, 100])).toBeLessThan(1);
  // Dark red to dark green: nearly black both.
  expect(change([6, 0, 0], [0, 6, 0])).toBeLessThan(2);
});

test('nothing changes between a picture and itself; order does not matter', () => {
  const pixel = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
  fc.assert(
    fc.property(pixel, pixel, (a, b) => {
      expect(change(a, a)).toBe(0);
      expect(change(a, b)).toBeCloseTo(change(b, a), 4);
      expect(change(a, b)).toBeLessThanOrEqual(255);
    }),
  );
});
