import { expect, test } from 'vitest';
import { buildFrame } from '../../testing/builders.ts';
import { estimateShots } from './estimate.ts';

/** Five samples a second apart along two axes: a, a, b, b, a. */
const AXES = [0, 0, 1, 1, 0];
const samples = AXES.map((axis, k) => ({
  askedSec: k,
  frame: buildFrame(k, { perceptualHash: (axis === 0 ? '0' : 'f').repeat(16) }),
}));
const embeddings = {
  modelId: 'test',
  modelSha256: '',
  rows: AXES.length,
  dim: 2,
  data: Float32Array.from(AXES.flatMap((axis) => (axis === 0 ? [1, 0] : [0, 1]))),
};

test('a cut lies before every sampled frame that is unlike the one before; it says that it is an estimate', () => {
  const shots = estimateShots(samples, embeddings);
  expect(shots).toMatchObject({ from: 'samples', frames: 5, motion: 0.5 });
  expect(shots.cuts.map(({ ptsSec }) => ptsSec)).toEqual([2, 4]);
});

test('nothing sampled says nothing', () => {
  const none = estimateShots([], { ...embeddings, rows: 0, data: new Float32Array() });
  expect(none).toEqual({ from: 'samples', cuts: [], frames: 0, motion: 0 });
});
