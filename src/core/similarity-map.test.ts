import fc from 'fast-check';
import { expect, it } from 'vitest';
import { darkestCosine, framesOfPixels, similarityRow, zoomRange } from './similarity-map.ts';

const data = Float32Array.from([1, 0, 0.6, 0.8, 0, 1]);
const embeddings = { modelId: 'm', modelSha256: 'm', rows: 3, dim: 2, data };

it('spreads frames over pixels, and thins where there are more frames than pixels', () => {
  expect([...framesOfPixels({ from: 0, to: 3 }, 6)]).toEqual([0, 0, 1, 1, 2, 2]);
  expect([...framesOfPixels({ from: 10, to: 18 }, 4)]).toEqual([11, 13, 15, 17]);
});

it('gives the cosines of a row from the diagonal on', () => {
  const row = similarityRow(embeddings, framesOfPixels({ from: 0, to: 3 }, 6), 2);
  expect([...row].map((value) => Number(value.toFixed(3)))).toEqual([1, 1, 0.8, 0.8]);
});

it('takes the darkest shade from the cosines that there are', () => {
  expect(darkestCosine(embeddings)).toBeCloseTo(0, 6);
  expect(darkestCosine({ ...embeddings, rows: 1, data: data.slice(0, 2) })).toBe(0);
});

it('zooms around the frame under the pointer and stays within the video', () => {
  expect(zoomRange({ from: 0, to: 100 }, { anchor: 50, factor: 2, count: 100 })).toEqual({
    from: 25,
    to: 75,
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4000 }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      fc.nat(),
      (count, factor, at) => {
        const range = zoomRange({ from: 0, to: count }, { anchor: at % count, factor, count });
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeLessThanOrEqual(count);
        expect(range.to - range.from).toBeGreaterThanOrEqual(Math.min(8, count));
      },
    ),
  );
});
