import { expect, it } from 'vitest';
import { buildFrame } from '../../testing/builders.ts';
import { motionCurve, similarityToKept } from './frame-curves.ts';

const data = Float32Array.from([1, 0, 1, 0, 0, 1, 0.6, 0.8]);
const embeddings = { modelId: 'm', modelSha256: 'm', rows: 4, dim: 2, data };
const rounded = (values: readonly (number | null)[]) =>
  values.map((value) => (value === null ? null : Number(value.toFixed(3))));

it('compares every frame with the core frame before it', () => {
  expect(rounded(similarityToKept(embeddings, [0, 2]))).toEqual([null, 1, 0, 0.8]);
  expect(rounded(similarityToKept(embeddings, [1]))).toEqual([null, null, 0, 0.6]);
  expect(similarityToKept(embeddings, [])).toEqual([null, null, null, null]);
});

it('scores motion by the share of differing hash bits', () => {
  const sample = (perceptualHash: string, n: number) => ({
    askedSec: n,
    frame: { ...buildFrame(n), perceptualHash },
  });
  const sampled = ['0000000000000000', '000000000000ffff', 'ffffffffffff0000'].map(sample);
  expect(motionCurve(sampled)).toEqual([0, 0.25, 1]);
});
