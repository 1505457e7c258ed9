import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Behaviour } from '../../../e2e/stub-endpoint/behaviour.ts';
import { type Bench, openBench } from '../../testing/llm-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await bench.stub.close();
});

const error = (status: number, message: string, code: string | null = null): Behaviour => ({
  kind: 'error',
  status,
  error: { message, code, type: 'invalid_request_error', param: null },
});

const failing = () =>
  bench.ask().then(
    () => null,
    (thrown: unknown) => thrown,
  );

describe.each([
  ['one body', false],
  ['a stream', true],
])('asked for %s', (_, streaming) => {
  beforeEach(() => bench.bind({ streaming }));

  test.each<[string, Behaviour]>([
    ['llm/unauthorized', error(401, 'Incorrect API key provided.', 'invalid_api_key')],
    ['llm/quota-exceeded', error(402, 'Payment required.')],
    ['llm/forbidden', error(403, 'Country not supported.')],
    ['llm/model-not-found', error(404, 'The model `x` does not exist.', 'model_not_found')],
    ['llm/model-not-found', error(400, 'model "x" not found, try pulling it first')],
    ['llm/not-an-api', error(404, 'Not Found')],
    ['llm/not-an-api', { kind: 'html', status: 404 }],
    ['llm/not-an-api', { kind: 'html' }],
    [
      'llm/context-length',
      error(
        400,
        "This model's maximum context length is 128000 tokens.",
        'context_length_exceeded',
      ),
    ],
    ['llm/content-filter', error(400, 'The response was filtered.', 'content_filter')],
    ['llm/quota-exceeded', error(429, 'You exceeded your current quota.', 'insufficient_quota')],
    ['llm/refused', { kind: 'reply', refusal: 'I cannot help with that.' }],
    ['llm/refused', { kind: 'reply', text: "I'm sorry, but I can't help with that." }],
    ['llm/content-filter', { kind: 'reply', text: '', finishReason: 'content_filter' }],
    ['llm/cut-off', { kind: 'reply', text: '{"colour": "re', finishReason: 'length' }],
    ['llm/not-an-api', { kind: 'json', body: { choices: [] } }],
    ['llm/not-an-api', { kind: 'json', body: { choices: [{ message: {} }] } }],
    ['llm/not-an-api', { kind: 'json', body: [1, 2] }],
    ['llm/not-an-api', { kind: 'json', body: null }],
  ])('%s, at once', async (code, behaviour) => {
    bench.stub.always(behaviour);
    expect(await failing()).toMatchObject({ name: 'StudioError', code });
    expect(bench.pace.waits).toEqual([]);
  });
});

describe.each([
  ['one body', false],
  ['a stream', true],
])('%s, tried again', (_, streaming) => {
  beforeEach(() => bench.bind({ streaming }));

  test.each<[string, Behaviour]>([
    ['llm/rate-limited', error(429, 'Slow down.')],
    ['llm/server-error', error(500, 'Oops.')],
    ['llm/server-error', { kind: 'html', status: 502 }],
    ['llm/server-error', error(409, 'Conflict.')],
    ['llm/timeout', error(408, 'Request timeout.')],
    ['llm/connection-lost', { kind: 'reset' }],
    ['llm/connection-lost', { kind: 'cut', how: 'reset' }],
    [
      'llm/server-error',
      { kind: 'json', body: { error: { message: 'overloaded', type: 'server_error' } } },
    ],
  ])('%s passes after another try, and is reported after five', async (code, behaviour) => {
    bench.stub.script(behaviour, behaviour);
    expect(await bench.ask()).toMatchObject({ json: { colour: 'red' }, attempts: 3 });
    expect(bench.pace.waits).toEqual([500, 1000]);
    bench.stub.always(behaviour);
    expect(await failing()).toMatchObject({ code });
    expect(bench.pace.waits).toEqual([500, 1000, 500, 1000, 2000, 4000]);
  });

  test('a reply that never ends is a timeout', async () => {
    await bench.bind({ streaming, timeoutMs: 1000 });
    bench.stub.script({ kind: 'hang', started: streaming });
    expect(await failing()).toMatchObject({ code: 'llm/timeout', details: { timeoutSec: 1 } });
    expect(bench.stub.requests).toHaveLength(1);
  });

  test('cancelling ends a call that is under way', async () => {
    bench.stub.script({ kind: 'hang', started: streaming });
    const controller = new AbortController();
    const call = bench.ask({}, { signal: controller.signal });
    await vi.waitFor(() => expect(bench.stub.requests).toHaveLength(1));
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});

describe('streams', () => {
  beforeEach(() => bench.bind({ streaming: true }));

  test.each<Behaviour>([{ kind: 'cut', how: 'end' }, { kind: 'error-in-stream' }])(
    '$kind is tried again',
    async (behaviour) => {
      bench.stub.script(behaviour);
      expect(await bench.ask()).toMatchObject({ json: { colour: 'red' }, attempts: 2 });
    },
  );

  test('that go on past any limit are cut off', async () => {
    bench.stub.script({ kind: 'reply', text: 'red '.repeat(20_000) });
    expect(await failing()).toMatchObject({ code: 'llm/cut-off' });
  });
});

describe('patience', () => {
  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{}, 500],
  ])('%o waits as asked', async (headers, waitMs) => {
    bench.stub.script({ kind: 'error', status: 429, headers: headers as Record<string, string> });
    await bench.ask();
    expect(bench.pace.waits).toEqual([waitMs]);
  });

  test('the message counts where the header cannot be read', async () => {
    bench.stub.script(
      error(429, 'Please try again in 2.5s.'),
      error(429, 'Please try again in 320ms.'),
    );
    await bench.ask();
    expect(bench.pace.waits).toEqual([2500, 320]);
  });

  test('a wait beyond a minute is reported instead', async () => {
    bench.stub.script({ kind: 'error', status: 429, headers: { 'retry-after': '3600' } });
    expect(await failing()).toMatchObject({
      code: 'llm/rate-limited',
      details: { retryAfterSec: 3600 },
    });
  });

  test('cancelling ends the wait', async () => {
    bench.stub.always({ kind: 'error', status: 503 });
    const controller = new AbortController();
    bench.pace.onWait = () => controller.abort();
    await expect(bench.ask({}, { signal: controller.signal })).rejects.toMatchObject({
      code: 'job/cancelled',
    });
    expect(bench.stub.requests).toHaveLength(1);
  });
});

describe('nothing there', () => {
  test('unreachable after five tries', async () => {
    await bench.bind({ baseUrl: 'http://127.0.0.1:9/v1' });
    expect(await failing()).toMatchObject({ code: 'llm/unreachable' });
    expect(bench.pace.waits).toHaveLength(4);
  });

  test('offline at once', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    await bench.bind({ baseUrl: 'http://127.0.0.1:9/v1' });
    expect(await failing()).toMatchObject({ code: 'llm/offline' });
    expect(bench.pace.waits).toEqual([]);
  });
});

test('an unexplained 400 is reported as it first was, when simpler requests do not help', async () => {
  bench.stub.always(error(400, 'Bad request.'));
  expect(await failing()).toMatchObject({
    code: 'llm/bad-request',
    details: { status: 400, said: expect.stringContaining('Bad request.') },
  });
  expect(bench.stub.requests).toHaveLength(3);
});

test('one failed call never touches another', async () => {
  bench.stub.script({ kind: 'reset' }, { kind: 'error', status: 401 });
  const outcomes = await Promise.allSettled([bench.ask(), bench.ask(), bench.ask()]);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled').length).toBe(2);
  await expect(bench.ask()).resolves.toMatchObject({ attempts: 1 });
});
