import { describe, expect, it } from 'vitest';
import { parseModelCard } from '../../../core/model-card.ts';
import { embeddingRows } from './rows.ts';

const card = parseModelCard({
  id: 'a',
  task: 'text-embedding',
  licence: 'MIT',
  files: [{ path: 'a.onnx' }],
  dim: 2,
});
/** Two texts of three tokens; the second has one of filling. */
const output = {
  dims: [2, 3, 2],
  data: Float32Array.from([3, 0, 0, 4, 0, 4, /**/ 1, 0, 0, 1, 9, 9]),
};
const mask = Int32Array.from([1, 1, 1, 1, 1, 0]);
const half = Math.SQRT1_2;

describe('embeddingRows', () => {
  it.each([
    ['cls', [1, 0, 1, 0]],
    ['eos', [0, 1, 0, 1]],
    ['mean', [3 / Math.hypot(3, 8), 8 / Math.hypot(3, 8), half, half]],
  ] as const)('pools by %s, without what only fills', (kind, expected) => {
    const rows = embeddingRows(output, card, { inputs: 2, count: 2, pooling: { kind, mask } });
    expect([...rows]).toEqual(expected.map((value) => expect.closeTo(value, 6)));
  });
  it('leaves out rows that only fill the batch', () => {
    const flat = { dims: [2, 2], data: Float32Array.from([0, 2, 5, 0]) };
    const pooling = { kind: 'mean', mask: null } as const;
    expect([...embeddingRows(flat, card, { inputs: 2, count: 1, pooling })]).toEqual([0, 1]);
  });
  it.each([
    ['model/bad-card', { dims: [1, 3], data: new Float32Array(3) }],
    ['model/run-failed', { dims: [1, 2], data: new Float32Array(2) }],
    ['model/run-failed', { dims: [1, 2], data: Float32Array.from([Number.NaN, 1]) }],
  ])('refuses with %s what is no embedding', (code, wrong) => {
    const pooling = { kind: 'mean', mask: null } as const;
    expect(() => embeddingRows(wrong, card, { inputs: 1, count: 1, pooling })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
