import { describe, expect, it } from 'vitest';
import { flatShare } from './flat-share.ts';

/** A picture whose grey is told by its place. */
function picture(widthPx: number, heightPx: number, grey: (x: number, y: number) => number) {
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1)
      rgba.fill(grey(x, y), (y * widthPx + x) * 4, (y * widthPx + x + 1) * 4);
  }
  return flatShare(rgba, widthPx, heightPx);
}

describe('flatShare', () => {
  it('is 1 for one colour, even with the grain of compression', () => {
    expect(picture(768, 432, () => 16)).toBe(1);
    expect(picture(768, 432, (x, y) => 120 + ((x * 7 + y * 13) % 5))).toBe(1);
  });
  it('is high for a logo on an even ground and low for a picture full of things', () => {
    const isLogo = (x: number, y: number) => x > 300 && x < 460 && y > 180 && y < 250;
    const logo = picture(768, 432, (x, y) => (isLogo(x, y) && (x >> 3) % 2 === 0 ? 230 : 8));
    expect(logo).toBeGreaterThan(0.85);
    expect(logo).toBeLessThan(1);
    expect(picture(768, 432, (x, y) => ((x >> 4) * 37 + (y >> 4) * 91) % 256)).toBeLessThan(0.1);
  });
  it('takes pictures smaller than its grid', () => {
    expect(picture(5, 3, () => 90)).toBe(1);
    expect(picture(1, 1, () => 0)).toBe(1);
  });
});
