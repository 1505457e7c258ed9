import { describe, expect, it } from 'vitest';
import { type Pixels, writeTensor } from './resample.ts';

function picture(widthPx: number, heightPx: number, red: (x: number, y: number) => number): Pixels {
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      rgba.set([red(x, y), 100, 200, 255], (y * widthPx + x) * 4);
    }
  }
  return { widthPx, heightPx, rgba };
}

function tensor(
  source: Pixels,
  to: [number, number],
  more: { resize?: 'squash' | 'shortest-crop'; layout?: 'nchw' | 'nhwc' } = {},
) {
  const [widthPx, heightPx] = to;
  const target = new Float32Array(3 * widthPx * heightPx);
  const input = {
    widthPx,
    heightPx,
    mean: [0, 0.1, 0.2],
    std: [1, 0.5, 0.25],
    resize: more.resize ?? 'squash',
  };
  writeTensor(source, input, { target, layout: more.layout ?? 'nchw' });
  return [...target];
}
const near = (values: number[]) => values.map((value) => expect.closeTo(value, 5));

describe('writeTensor', () => {
  it('leaves a picture of the right size as it is, normalised, plane by plane', () => {
    const values = tensor(
      picture(2, 1, (x) => x * 51),
      [2, 1],
    );
    const green = (100 / 255 - 0.1) / 0.5;
    const blue = (200 / 255 - 0.2) / 0.25;
    expect(values).toEqual(near([0, 0.2, green, green, blue, blue]));
  });
  it('writes pixel by pixel for NHWC', () => {
    const values = tensor(
      picture(2, 1, (x) => x * 51),
      [2, 1],
      { layout: 'nhwc' },
    );
    expect([values[0], values[3]]).toEqual(near([0, 0.2]));
  });
  it('averages the covered area when it shrinks, parts of pixels included', () => {
    // 3 → 2: the first target pixel covers all of source 0 and half of source 1.
    const values = tensor(
      picture(3, 1, (x) => x * 60),
      [2, 1],
    );
    expect(values.slice(0, 2)).toEqual(near([20 / 255, 100 / 255]));
  });
  it('interpolates between pixel centres when it enlarges', () => {
    const values = tensor(
      picture(2, 1, (x) => x * 100),
      [4, 1],
    );
    expect(values.slice(0, 4)).toEqual(near([0, 25 / 255, 75 / 255, 100 / 255]));
  });
  it('crops the middle for shortest-crop', () => {
    const values = tensor(
      picture(6, 2, (x) => x * 10),
      [2, 2],
      { resize: 'shortest-crop' },
    );
    expect(values.slice(0, 2)).toEqual(near([20 / 255, 30 / 255]));
  });
  it.each([
    [448, 252, 136, 136],
    [137, 135, 136, 136],
    [1, 1, 7, 5],
    [320, 3, 17, 9],
  ])('keeps a flat picture flat: %i×%i to %i×%i', (w, h, tw, th) => {
    const values = tensor(
      picture(w, h, () => 77),
      [tw, th],
    );
    for (const value of values.slice(0, tw * th)) expect(value).toBeCloseTo(77 / 255, 5);
  });
});
