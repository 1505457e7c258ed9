import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_BINDING } from '../../core/chat.ts';
import { type Bench, openBench } from '../../testing/llm-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => {
  await bench.stub.close();
});

describe('embeddings', () => {
  const bindEmbedder = (change: Partial<typeof DEFAULT_BINDING> = {}) =>
    bench.chat.bind('embedder', {
      ...DEFAULT_BINDING,
      baseUrl: bench.stub.url,
      model: 'text-embedding-3-small',
      usdPerMTokIn: 2,
      ...change,
    });

  test('come as unit rows in the order of the texts, in requests of a modest size', async () => {
    await bindEmbedder();
    const texts = Array.from({ length: 70 }, (_, k) => `sentence number ${k}`);
    const { vectors, tokensIn, usd, model } = await bench.chat.embed(texts);
    expect(bench.stub.embeddings.map(({ input }) => input.length)).toEqual([64, 6]);
    expect(vectors).toHaveLength(70);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    const [again] = (await bench.chat.embed(['sentence number 69'])).vectors;
    expect(again).toEqual(vectors[69]);
    expect({ tokensIn, usd, model }).toMatchObject({
      usd: (tokensIn * 2) / 1e6,
      model: 'text-embedding-3-small',
    });
  });

  test('are tested with one sentence', async () => {
    await bindEmbedder();
    expect(await bench.chat.test('embedder')).toMatchObject({
      ok: true,
      text: 'text-embedding-3-small: 128 dimensions',
    });
  });

  test('need an endpoint', async () => {
    await expect(bench.chat.embed(['a'])).rejects.toMatchObject({ code: 'llm/no-endpoint' });
  });
});

test('a limit of requests per minute holds the next one back', async () => {
  await bench.bind({ requestsPerMin: 1 });
  bench.pace.onWait = () => bench.bind({ requestsPerMin: null });
  await bench.ask();
  await bench.ask();
  expect(bench.pace.waits[0]).toBeGreaterThan(50_000);
});
