import { describe, expect, it } from 'vitest';
import { normaliseRows } from '../vector.ts';
import { REAL_CLIPS } from './real-clips.fixture.ts';
import { select } from './select.ts';

const numbers = (text: string) => text.split(' ').map(Number);

/** Rows of a lower triangle, the rest 0. */
function matrix(text: string) {
  const rows = text.split('|').map(numbers);
  const dim = rows.length;
  const data = new Float32Array(dim * dim);
  for (const [i, row] of rows.entries()) data.set(row, i * dim);
  normaliseRows(data, dim);
  return { modelId: 'test', modelSha256: '0'.repeat(64), rows: dim, dim, data };
}

describe("the seeds' selectors on five real clips give the frames of an independent implementation", () => {
  describe.each(REAL_CLIPS)('$clip', ({ rows, times, blankness, expected }) => {
    const embeddings = matrix(rows);
    it.each(expected)('$method $params', ({ method, params, core }) => {
      const outcome = select(method, {
        times: numbers(times),
        hashes: numbers(times).map((sec) => `frame-${sec}`),
        blankness: numbers(blankness),
        embeddings,
        captions: embeddings,
        params,
        pinned: [],
        dropped: [],
      });
      expect(outcome.core.map(({ index }) => index)).toEqual(core);
    });
  });
});
