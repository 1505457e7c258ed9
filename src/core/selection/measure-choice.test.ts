import { expect, it } from 'vitest';
import { measureChoice, nearestPlaces } from './measure-choice.ts';

const times = [0, 1, 2, 3];

it('finds the nearest sampled frame of each time, each once and in order', () => {
  expect(nearestPlaces(times, [2.6, 0.4, 2.5, 99, -5])).toEqual([0, 2, 3]);
  expect(nearestPlaces([], [1])).toEqual([]);
});

it('measures any choice', () => {
  const data = Float32Array.from([1, 0, 1, 0, 0, 1, 0, 1]);
  const embeddings = { modelId: 'm', modelSha256: 'm', rows: 4, dim: 2, data };
  const { metrics, representedBy } = measureChoice({ times, embeddings }, [0, 2]);
  expect(representedBy).toEqual([0, 0, 1, 1]);
  expect(metrics).toEqual({ coverage: 1, redundancy: 0, maxGapSec: 2 });
  expect(measureChoice({ times, embeddings }, [0, 1]).metrics).toEqual({
    coverage: 0.5,
    redundancy: 1,
    maxGapSec: 2,
  });
});
