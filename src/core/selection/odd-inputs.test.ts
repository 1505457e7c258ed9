import { describe, expect, it } from 'vitest';
import { SELECTION_METHODS, type SelectionOutcome, select } from './select.ts';
import type { SelectionInput } from './selection-input.ts';

const DIM = 8;

/** A small linear congruential generator: the same film every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Frames in shots of five, with everything that any method needs. */
function film(n: number, more: Partial<SelectionInput> = {}, dim = DIM): SelectionInput {
  const random = seeded(n + 1);
  const data = new Float32Array(n * dim);
  let scene: number[] = [];
  for (let row = 0; row < n; row += 1) {
    if (row % 5 === 0) scene = Array.from({ length: dim }, () => random() - 0.5);
    const vector = scene.map((value) => value + 0.1 * (random() - 0.5));
    const length = Math.hypot(...vector);
    data.set(
      vector.map((value) => value / length),
      row * dim,
    );
  }
  const embeddings = { modelId: 'odd', modelSha256: '', rows: n, dim, data };
  return {
    times: Array.from({ length: n }, (_, k) => k),
    hashes: Array.from({ length: n }, (_, k) => `picture-${k}`),
    relevance: Array.from({ length: n }, (_, k) => Math.sin(k)),
    captions: embeddings,
    picked: n > 2 ? [2, 0] : [0],
    embeddings,
    params: {},
    pinned: [],
    dropped: [],
    ...more,
  };
}

const filled = (n: number, row: readonly number[]) => ({
  ...{ modelId: 'odd', modelSha256: '', rows: n, dim: row.length },
  data: Float32Array.from(Array.from({ length: n }, () => row).flat()),
});
const same = (n: number) => filled(n, [1, 0, 0, 0]);

/** What holds whatever comes in. */
function expectSound(given: SelectionInput, outcome: SelectionOutcome, least = 1): void {
  const n = given.times.length;
  const indices = outcome.core.map(({ index }) => index);
  expect(indices.length).toBeGreaterThanOrEqual(least);
  expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
  for (const index of indices) expect(index).toSatisfy((i: number) => i >= 0 && i < n);
  for (const { reasons, score } of outcome.core) {
    expect(reasons.length).toBeGreaterThan(0);
    expect(score).not.toBeNaN();
  }
  expect(outcome.representedBy).toHaveLength(n);
  for (const place of outcome.representedBy) expect(outcome.core[place ?? -1]).toBeDefined();
  if (given.budget) {
    const pins = new Set(given.pinned).size;
    expect(indices.length).toBeLessThanOrEqual(Math.max(given.budget, pins));
  }
}

const ODD: [name: string, input: SelectionInput][] = [
  ['one frame', film(1, { budget: 4 })],
  ['two frames', film(2, { budget: 4 })],
  ['a budget of one', film(40, { budget: 1 })],
  ['a budget of all', film(40, { budget: 40 })],
  ['a budget of more than all', film(40, { budget: 200 })],
  ['all frames alike', film(30, { embeddings: same(30), captions: same(30), budget: 8 })],
  ['all frames blank', film(30, { blankness: new Float32Array(30).fill(1), budget: 8 })],
  ['all alike and blank', film(9, { embeddings: same(9), blankness: Array(9).fill(1), budget: 4 })],
  ['vectors of zeros', film(20, { embeddings: filled(20, [0, 0, 0, 0]), budget: 6 })],
  ['flat relevance', film(40, { relevance: new Float32Array(40).fill(0.2), budget: 8 })],
  ['relevance of nothing', film(40, { relevance: new Float32Array(40), budget: 8 })],
  ['one instant', film(12, { times: new Float64Array(12).fill(3), budget: 4 })],
  [
    'times of a varying rate',
    film(60, { times: Array.from({ length: 60 }, (_, k) => k ** 2 / 40 + 0.001 * (k % 3)) }),
  ],
  ['times before zero', film(30, { times: Array.from({ length: 30 }, (_, k) => k - 12.5) })],
  [
    'more pins than the budget',
    film(30, { pinned: [3, 9, 15, 21].map((k) => `picture-${k}`), budget: 2 }),
  ],
  [
    'everything dropped but one',
    film(20, { dropped: Array.from({ length: 19 }, (_, k) => `picture-${k}`), budget: 5 }),
  ],
  ['one picture over and over', film(20, { hashes: Array(20).fill('same'), budget: 4 })],
];

describe.each(SELECTION_METHODS.map(({ id }) => id))('%s takes odd input: ', (method) => {
  it.each(ODD)('%s', (_name, input) => {
    const outcome = select(method, input);
    expectSound(input, outcome);
    expect(select(method, input)).toEqual(outcome);
  });

  it('a day at one frame in four seconds', () => {
    const input = film(20_000, { budget: 64 }, 16);
    expectSound(input, select(method, input));
  });

  it('everything dropped', () => {
    const input = film(3, { dropped: ['picture-0', 'picture-1', 'picture-2'] });
    expect(select(method, input).core).toEqual([]);
  });

  it('refuses what is no number, instead of choosing by accident', () => {
    const none = (n: number) => new Float32Array(n).fill(Number.NaN);
    const once = Array.from({ length: 20 }, (_, k) => (k === 7 ? Number.NaN : k / 20));
    for (const bad of [
      { embeddings: filled(20, [Number.NaN, 0]) },
      { captions: filled(20, [0, Number.POSITIVE_INFINITY]) },
      { relevance: none(20) },
      { relevance: once },
      { blankness: once },
      { times: once },
    ])
      expect(() => select(method, film(20, { ...bad, budget: 6 }))).toThrow(
        expect.objectContaining({ code: 'input/invalid' }),
      );
  });

  it('refuses half a frame in the budget, and no number at all', () => {
    for (const budget of [2.5, Number.NaN, -1])
      expect(() => select(method, film(10, { budget }))).toThrow(
        expect.objectContaining({ code: 'input/invalid' }),
      );
  });
});
