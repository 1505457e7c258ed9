import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Behaviour } from '../../../e2e/stub-endpoint/behaviour.ts';
import type { ChatReply } from '../../core/chat.ts';
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

test('free text that declines is a refusal, so that it is not remembered as an answer', async () => {
  bench.stub.always({ kind: 'reply', text: "I'm sorry, I can't describe this picture." });
  await expect(bench.ask({ schema: null })).rejects.toMatchObject({ code: 'llm/refused' });
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

test('a server that wants what it then refuses is not asked for ever', async () => {
  bench.stub.always(
    error(400, "Use 'max_completion_tokens' instead of 'max_tokens', or the other way round."),
  );
  expect(await failing()).toMatchObject({ code: 'llm/bad-request' });
  expect(bench.stub.requests.length).toBeLessThan(8);
});

describe('an endpoint that lies', () => {
  test.each([
    ['application/json', 'not JSON at all'],
    ['application/json', ''],
    ['text/event-stream', 'data: {"oops\n\n'],
    ['text/event-stream', 'data: {"hello": "world"}\n\ndata: [DONE]\n\n'],
    ['text/event-stream', ''],
    ['image/png', '\u0089PNG'],
  ])('%s "%s" is not the API', async (contentType, text) => {
    for (const streaming of [false, true]) {
      await bench.bind({ streaming });
      bench.stub.script({ kind: 'raw', contentType, text });
      expect(await failing()).toMatchObject({ code: 'llm/not-an-api' });
    }
  });

  test('a good answer under a wrong name is taken', async () => {
    const message = { role: 'assistant', content: '{"colour": "red"}' };
    const text = JSON.stringify({ choices: [{ message, finish_reason: 'stop' }] });
    bench.stub.script({ kind: 'raw', contentType: 'text/plain', text });
    expect((await bench.ask()).json).toEqual({ colour: 'red' });
  });
});

describe('what was paid for without a usable reply', () => {
  beforeEach(() => bench.bind({ streaming: true, usdPerMTokIn: 1, usdPerMTokOut: 1 }));

  test.each<[string, Behaviour]>([
    ['llm/connection-lost', { kind: 'cut', how: 'end' }],
    ['llm/server-error', { kind: 'error-in-stream' }],
  ])('is handed over with %s', async (code, behaviour) => {
    bench.stub.always(behaviour);
    const seen: [ChatReply, string][] = [];
    await expect(bench.ask({}, { onUnusable: (...args) => seen.push(args) })).rejects.toMatchObject(
      { code },
    );
    expect(seen).toMatchObject([
      [{ raw: '{"colour":"red"}', tokensEstimated: true, attempts: 5 }, code],
    ]);
    expect(seen[0]?.[0].usd).toBeGreaterThan(0);
  });

  test('is handed over when asking again fails', async () => {
    bench.stub.script({ kind: 'reply', text: '{"color": 7}' }, { kind: 'error', status: 401 });
    const seen: [ChatReply, string][] = [];
    await expect(bench.ask({}, { onUnusable: (...args) => seen.push(args) })).rejects.toMatchObject(
      { code: 'llm/unauthorized' },
    );
    expect(seen).toMatchObject([[{ raw: '{"color": 7}', attempts: 2 }, 'llm/unauthorized']]);
  });

  test('is handed over when it was cancelled', async () => {
    bench.stub.script({ kind: 'hang', started: true });
    const controller = new AbortController();
    const seen: string[] = [];
    const call = bench.ask(
      {},
      {
        signal: controller.signal,
        onText: () => controller.abort(),
        onUnusable: (_, code) => seen.push(code),
      },
    );
    await expect(call).rejects.toMatchObject({ code: 'job/cancelled' });
    expect(seen).toEqual(['job/cancelled']);
  });
});

test('nothing is written to the console, whatever goes wrong', async () => {
  const methods = ['debug', 'log', 'info', 'warn', 'error'] as const;
  const spies = methods.map((method) => vi.spyOn(console, method));
  await bench.bind({ streaming: true });
  bench.stub.script({ kind: 'raw', contentType: 'text/event-stream', text: 'data: {"oops\n\n' });
  await failing();
  bench.stub.script({ kind: 'error', status: 401 });
  await failing();
  expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
  vi.restoreAllMocks();
});

test('one failed call never touches another', async () => {
  bench.stub.script({ kind: 'reset' }, { kind: 'error', status: 401 });
  const outcomes = await Promise.allSettled([bench.ask(), bench.ask(), bench.ask()]);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled').length).toBe(2);
  await expect(bench.ask()).resolves.toMatchObject({ attempts: 1 });
});
