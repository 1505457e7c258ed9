import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseRows } from '../vector.ts';
import GOLDEN_SELECTIONS from './golden.fixture.json' with { type: 'json' };
import { SELECTION_METHODS, select } from './select.ts';
import type { SelectionInput } from './selection-input.ts';

function matrix(rows: readonly (readonly number[])[]) {
  const dim = rows[0]?.length ?? 1;
  const data = Float32Array.from(rows.flat());
  normaliseRows(data, dim);
  return { modelId: 'test', modelSha256: '0'.repeat(64), rows: rows.length, dim, data };
}

function inputOf(
  rows: readonly (readonly number[])[],
  more: Partial<SelectionInput> = {},
): SelectionInput {
  return {
    times: rows.map((_, i) => i),
    hashes: rows.map((_, i) => `picture-${i}`),
    embeddings: matrix(rows),
    params: {},
    pinned: [],
    dropped: [],
    ...more,
  };
}

/** Three shots of four frames, each shot along its own axis. */
const THREE_SHOTS = [0, 1, 2].flatMap((axis) =>
  [0, 1, 2, 3].map((k) => [0, 1, 2].map((d) => (d === axis ? 10 : k * 0.1))),
);
const indicesOf = (outcome: { core: { index: number }[] }) =>
  outcome.core.map(({ index }) => index);

const numbers = (text: string) => text.split(' ').map(Number);

const filmArbitrary = fc
  .array(
    fc.record({
      row: fc.tuple(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
      ),
      stepSec: fc.integer({ min: 1, max: 60 }).map((k) => k / 10),
      blankness: fc.constantFrom(0, 0.3, 0.95, 1),
      relevance: fc.double({ min: -1, max: 1, noNaN: true }),
      overrule: fc.constantFrom(...(['pin', 'drop', null, null, null, null] as const)),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((frames) => {
    let timeSec = 0;
    const times = frames.map(({ stepSec }) => {
      timeSec += stepSec;
      return timeSec;
    });
    const marked = (what: string) =>
      frames.flatMap(({ overrule }, i) => (overrule === what ? [`picture-${i}`] : []));
    const rows = frames.map(({ row }) => row);
    return inputOf(rows, {
      times,
      relevance: frames.map(({ relevance }) => relevance),
      captions: matrix(rows),
      picked: frames.flatMap(({ blankness }, i) => (blankness > 0 ? [i] : [])).reverse(),
      blankness: frames.map(({ blankness }) => blankness),
      pinned: marked('pin'),
      dropped: marked('drop'),
    });
  });

describe('against the independent reference', () => {
  const cases = GOLDEN_SELECTIONS.flatMap(({ expected, ...film }, at) =>
    expected.map((one) => ({ ...one, name: `${one.method} ${at}`, film })),
  );
  it.each(cases)('$name', ({ method, params, core, film }) => {
    const rows = film.rows.split('|').map(numbers);
    const outcome = select(method, {
      ...inputOf(rows, { times: numbers(film.times), blankness: numbers(film.blankness) }),
      params: params as Record<string, number>,
      relevance: film.relevance === '' ? undefined : numbers(film.relevance),
      captions: matrix(rows),
      pinned: film.pinned.map((i) => `picture-${i}`),
      dropped: film.dropped.map((i) => `picture-${i}`),
    });
    expect(indicesOf(outcome)).toEqual(core);
  });
});

describe('ristretto', () => {
  it('keeps the first frame of every shot and says against which frame it is new', () => {
    const { core, representedBy, metrics } = select('ristretto', inputOf(THREE_SHOTS));
    expect(core.map(({ index }) => index)).toEqual([0, 4, 8]);
    expect(core[0]?.reasons).toEqual([{ code: 'first' }]);
    expect(core[1]?.reasons[0]).toMatchObject({ code: 'novel', of: 0 });
    expect(core[1]?.reasons[0]?.value).toBeLessThan(0.1);
    expect(representedBy).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    expect(metrics.maxGapSec).toBe(4);
    expect(metrics.coverage).toBeGreaterThan(0.99);
    expect(metrics.redundancy).toBeLessThan(0.1);
  });

  it('closes gaps in a still shot, and says how long they would have been', () => {
    const still = Array.from({ length: 21 }, () => [1, 0]);
    const { core, metrics } = select('ristretto', inputOf(still, { params: { maxGapSec: 8 } }));
    expect(core.map(({ index }) => index)).toEqual([0, 8, 16]);
    expect(core[1]?.reasons).toEqual([{ code: 'gap', value: 16 }]);
    expect(metrics.maxGapSec).toBe(8);
  });

  it('passes over blank frames unless a person pins one or there is nothing else', () => {
    const blankness = THREE_SHOTS.map((_, i) => (i >= 4 && i < 8 ? 1 : 0));
    expect(indicesOf(select('ristretto', inputOf(THREE_SHOTS, { blankness })))).toEqual([0, 8]);
    const pinned = select('ristretto', inputOf(THREE_SHOTS, { blankness, pinned: ['picture-5'] }));
    expect(indicesOf(pinned)).toEqual([0, 5, 8]);
    expect(pinned.core[1]?.reasons[0]).toEqual({ code: 'pinned' });
    const allBlank = select(
      'ristretto',
      inputOf(THREE_SHOTS, { blankness: THREE_SHOTS.map(() => 1) }),
    );
    expect(indicesOf(allBlank)).toEqual([0, 4, 8]);
  });

  it('gives up what is missed least when there is a budget', () => {
    const rows = [
      [10, 0, 0],
      [10, 0, 1],
      [0, 10, 0],
      [0, 0, 10],
    ];
    expect(
      indicesOf(select('ristretto', inputOf(rows, { params: { maxCosine: 1 }, budget: 3 }))),
    ).toEqual([0, 2, 3]);
  });
});

describe('ristretto within a budget', () => {
  it('shows every shot when there is a frame for each, and says where the shot changed', () => {
    const { core } = select('ristretto', inputOf(THREE_SHOTS, { budget: 3 }));
    expect(new Set(core.map(({ index }) => Math.floor(index / 4)))).toEqual(new Set([0, 1, 2]));
    const codes = core[1]?.reasons.map(({ code }) => code) ?? [];
    expect(codes.some((code) => code === 'shot' || code === 'shot-start')).toBe(true);
  });

  it('keeps the best match also where a larger budget reaches beyond those that stand out', () => {
    const shots = Array.from({ length: 40 }, (_, i) =>
      Array.from({ length: 20 }, (_, axis) => (axis === i >> 1 ? 1 : 0)),
    );
    expect(indicesOf(select('ristretto', inputOf(shots, { budget: 8 })))).not.toContain(2);
    const relevance = shots.map((_, i) => (i === 2 ? 1 : i === 0 ? 0 : i > 36 ? 0.95 : 0.5));
    const asked = select('ristretto', inputOf(shots, { budget: 8, relevance }));
    expect(indicesOf(asked)).toContain(2);
  });
  it('follows a question that tells frames apart, and spreads where relevance is flat', () => {
    const long = Array.from({ length: 60 }, (_, i) => [10, (i % 7) * 2, (i % 5) * 3]);
    const peaked = long.map((_, i) => (i >= 30 && i < 34 ? 0.9 : 0.1));
    const asked = select('ristretto', inputOf(long, { budget: 4, relevance: peaked }));
    expect(indicesOf(asked).length).toBeGreaterThan(1);
    expect(indicesOf(asked).filter((i) => i < 30 || i > 33)).toEqual([]);
    expect(asked.core[0]?.reasons).toContainEqual({ code: 'match', value: 0.9, of: 1 });
    const flat = select('ristretto', inputOf(long, { budget: 4, relevance: long.map(() => 0.2) }));
    expect(indicesOf(flat)).toEqual(indicesOf(select('ristretto', inputOf(long, { budget: 4 }))));
  });

  it('takes blank frames only to spare, and says so', () => {
    const blankness = THREE_SHOTS.map((_, i) => (i >= 4 && i < 8 ? 1 : 0));
    const tight = select('ristretto', inputOf(THREE_SHOTS, { blankness, budget: 2 }));
    expect(indicesOf(tight).filter((i) => i >= 4 && i < 8)).toEqual([]);
    const ample = select('ristretto', inputOf(THREE_SHOTS, { blankness, budget: 12 }));
    const spare = ample.core.filter(({ index }) => index >= 4 && index < 8);
    expect(spare).toHaveLength(1);
    expect(spare[0]?.reasons[0]?.code).toBe('spare');
  });

  it('is never more redundant than uniform frames', () => {
    fc.assert(
      fc.property(filmArbitrary, fc.integer({ min: 1, max: 12 }), (film, budget) => {
        const input = { ...film, pinned: [], relevance: undefined, budget };
        const own = select('ristretto', input).metrics.redundancy;
        const uniform = select('uniform', input).metrics.redundancy;
        // One frame alone has a redundancy of 0, and no choice can be asked to have less.
        expect(own).toBeLessThanOrEqual(Math.max(0, uniform) + 1e-9);
      }),
    );
  });
});

describe('what a method needs', () => {
  it.each([
    ['aks', 'question'],
    ['caption-lifo', 'captions'],
    ['caption-llm', 'picked'],
  ])('%s refuses without %s', (method, needs) => {
    expect(() => select(method, inputOf(THREE_SHOTS, { budget: 2 }))).toThrow(
      expect.objectContaining({ code: 'input/invalid', details: { method, needs } }),
    );
  });
  it('caption-llm keeps the most relevant of what was picked', () => {
    const { core } = select('caption-llm', inputOf(THREE_SHOTS, { picked: [9, 1, 5], budget: 2 }));
    expect(core.map(({ index, reasons }) => [index, reasons[0]])).toEqual([
      [1, { code: 'chosen', value: 2, of: 3 }],
      [9, { code: 'chosen', value: 1, of: 3 }],
    ]);
  });
});

describe('baselines', () => {
  it('spreads uniform frames as numpy.linspace with integers does', () => {
    const rows = Array.from({ length: 10 }, (_, i) => [1, i]);
    expect(indicesOf(select('uniform', inputOf(rows, { budget: 4 })))).toEqual([0, 3, 6, 9]);
  });
  it('draws the same random frames for the same seed, and others for another', () => {
    const rows = Array.from({ length: 50 }, (_, i) => [1, i]);
    const draw = (seed: number) =>
      indicesOf(select('random', inputOf(rows, { budget: 8, params: { seed } })));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });
  it('takes one frame a second from frames sampled at other times', () => {
    const rows = Array.from({ length: 12 }, (_, i) => [1, i]);
    const times = rows.map((_, i) => i * 0.4);
    expect(indicesOf(select('every-second', inputOf(rows, { times })))).toEqual([0, 2, 5, 7, 10]);
  });
});

describe('bad input', () => {
  it.each([
    ['an unknown method', () => select('magic', inputOf(THREE_SHOTS))],
    [
      'an unknown parameter',
      () => select('ristretto', inputOf(THREE_SHOTS, { params: { tau: 1 } })),
    ],
    [
      'a value out of range',
      () => select('ristretto', inputOf(THREE_SHOTS, { params: { maxCosine: 2 } })),
    ],
    [
      'a value that is no number',
      () => select('ristretto', inputOf(THREE_SHOTS, { params: { maxCosine: Number.NaN } })),
    ],
    ['unequal lengths', () => select('ristretto', inputOf(THREE_SHOTS, { hashes: ['one'] }))],
  ])('%s is input/invalid', (_, run) => {
    expect(run).toThrow(expect.objectContaining({ code: 'input/invalid' }));
  });
  it('no frames give no core frames', () => {
    expect(select('ristretto', inputOf([])).core).toEqual([]);
  });
});

describe.each(SELECTION_METHODS)('every selection by $id', ({ id: method, needs }) => {
  const withBudget = fc
    .record({
      input: filmArbitrary,
      budget: fc.integer({ min: 1, max: 12 }),
      hasQuestion: fc.boolean(),
    })
    .map(({ input, budget, hasQuestion }) => ({
      input: needs || hasQuestion ? input : { ...input, relevance: undefined },
      budget,
    }));

  it('holds what people pinned, nothing that they dropped, in order, within the budget, and something', () => {
    fc.assert(
      fc.property(withBudget, ({ input, budget }) => {
        const { core } = select(method, { ...input, budget });
        const hashes = core.map(({ index }) => input.hashes[index] as string);
        for (const hash of input.pinned) expect(hashes).toContain(hash);
        for (const hash of input.dropped) expect(hashes).not.toContain(hash);
        for (let k = 1; k < core.length; k += 1) {
          expect(core[k]?.index).toBeGreaterThan(core[k - 1]?.index as number);
        }
        expect(core.length).toBeLessThanOrEqual(Math.max(budget, input.pinned.length));
        if (input.dropped.length < input.hashes.length) expect(core.length).toBeGreaterThan(0);
        for (const { reasons } of core) expect(reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  it('is the same twice, and every frame has a stand-in that no core frame is more like', () => {
    fc.assert(
      fc.property(withBudget, ({ input, budget }) => {
        const outcome = select(method, { ...input, budget });
        expect(select(method, { ...input, budget })).toEqual(outcome);
        for (const [i, place] of outcome.representedBy.entries()) {
          if (outcome.core.length === 0) expect(place).toBeNull();
          else expect(place).not.toBeNull();
          const own = outcome.core.findIndex(({ index }) => index === i);
          if (own >= 0) expect(place).toBe(own);
        }
      }),
    );
  });
});

it('ristretto leaves no gap longer than maxGapSec that a frame could have closed', () => {
  fc.assert(
    fc.property(filmArbitrary, fc.integer({ min: 1, max: 20 }), (input, maxGapSec) => {
      const { core } = select('ristretto', {
        ...input,
        relevance: undefined,
        params: { maxGapSec, blankFrom: 0.9 },
      });
      const blankness = input.blankness as number[];
      const shows = (i: number) => (blankness[i] as number) < 0.9;
      const dropped = new Set(input.dropped);
      const allowed = input.hashes.flatMap((hash, i) => (dropped.has(hash) ? [] : [i]));
      const usable = allowed.some(shows) ? allowed.filter(shows) : allowed;
      for (let k = 1; k < core.length; k += 1) {
        const from = core[k - 1]?.index as number;
        const to = core[k]?.index as number;
        const gapSec = (input.times[to] as number) - (input.times[from] as number);
        if (gapSec > maxGapSec) expect(usable.filter((i) => i > from && i < to)).toEqual([]);
      }
    }),
  );
});
