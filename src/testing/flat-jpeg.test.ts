import { expect, test } from 'vitest';
import { jpegProblem } from '../../e2e/stub-endpoint/jpeg-check.ts';
import { flatJpeg, greyOf } from './flat-jpeg.ts';

test('every grey comes back from a whole JPEG', () => {
  for (let grey = 0; grey < 256; grey += 1) {
    expect(greyOf(flatJpeg(grey))).toBe(grey);
    expect(jpegProblem(Buffer.from(flatJpeg(grey)))).toBeNull();
  }
});
