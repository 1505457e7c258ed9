import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChatReply, DEFAULT_BINDING } from '../../core/chat.ts';
import { type Bench, KEY, openBench, PICTURE } from '../../testing/llm-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => {
  await bench.stub.close();
});

const lastBody = () => bench.stub.requests.at(-1)?.body;

describe.each([
  ['one body', false],
  ['a stream', true],
])('a good reply as %s', (_, streaming) => {
  beforeEach(() => bench.bind({ streaming }));

  test('comes parsed, counted and raw', async () => {
    const seen: number[] = [];
    const reply = await bench.ask({}, { onText: (characters) => seen.push(characters) });
    expect(reply).toMatchObject({
      raw: '{"colour":"red"}',
      json: { colour: 'red' },
      jsonFrom: 'direct',
      mode: 'json_schema',
      model: 'gpt-4o',
      endpoint: bench.stub.url,
      finishReason: 'stop',
      tokensEstimated: false,
      attempts: 1,
      usd: null,
    });
    expect(reply.tokensIn).toBeGreaterThan(85);
    expect(seen.at(-1)).toBe(reply.raw.length);
    expect(bench.stub.violations).toEqual([]);
  });

  test('is asked for as the API describes, with the picture bytes unchanged', async () => {
    await bench.ask();
    expect(bench.stub.requests[0]?.pictures.map((bytes) => new Uint8Array(bytes))).toEqual([
      PICTURE,
    ]);
    expect(lastBody()).toMatchObject({
      model: 'gpt-4o',
      stream: streaming,
      response_format: { type: 'json_schema', json_schema: { name: 'colour', strict: true } },
      temperature: 0.2,
      max_tokens: 100,
    });
    const headers = Object.keys(bench.stub.requests[0]?.headers ?? {});
    expect(headers.filter((name) => name.startsWith('x-') || name === 'authorization')).toEqual([]);
  });

  test('without usage is counted by estimate, and says so', async () => {
    bench.stub.script({ kind: 'reply', usage: 'none' }, { kind: 'reply', usage: 'nonsense' });
    for (let i = 0; i < 2; i++) {
      const reply = await bench.ask();
      expect(reply.tokensEstimated).toBe(true);
      expect(reply.tokensIn).toBeGreaterThan(85);
      expect(reply.tokensOut).toBeGreaterThan(0);
    }
  });

  test('costs what the binding says', async () => {
    await bench.bind({ streaming, usdPerMTokIn: 1, usdPerMTokOut: 10 });
    const reply = await bench.ask();
    expect(reply.usd).toBeCloseTo((reply.tokensIn + 10 * reply.tokensOut) / 1e6, 12);
  });
});

test('a server that ignores the wish for a stream is read all the same', async () => {
  await bench.bind({ streaming: true });
  bench.stub.script({ kind: 'ignores-stream' });
  expect((await bench.ask()).json).toEqual({ colour: 'red' });
});

describe('structured output', () => {
  test.each(['json_object', 'text'] as const)(
    'falls back to %s, once for the session',
    async (accepts) => {
      bench.stub.always({ kind: 'no-structured-output', accepts });
      expect(await bench.ask()).toMatchObject({ json: { colour: 'red' }, mode: accepts });
      const tries = bench.stub.requests.length;
      await bench.ask();
      expect(bench.stub.requests.length).toBe(tries + 1);
      expect(JSON.stringify(lastBody()?.messages)).toContain('JSON Schema');
    },
  );

  test('a server that takes the schema and answers prose gets it in words', async () => {
    bench.stub.script({ kind: 'reply', text: 'The picture is red.' });
    expect(await bench.ask()).toMatchObject({
      json: { colour: 'red' },
      jsonFrom: 'asked-again',
      mode: 'text',
    });
    expect((await bench.ask()).mode).toBe('text');
  });

  test('learns that a model wants its limit under the new name', async () => {
    const message =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    bench.stub.script({ kind: 'error', status: 400, error: { message } });
    expect((await bench.ask()).mode).toBe('json_schema');
    expect(lastBody()).toMatchObject({ max_completion_tokens: 100 });
    expect(lastBody()).not.toHaveProperty('max_tokens');
  });

  test('learns that a model has a fixed temperature', async () => {
    const message = "Unsupported value: 'temperature' does not support 0.2 with this model.";
    bench.stub.script({ kind: 'error', status: 400, error: { message } });
    expect((await bench.ask()).mode).toBe('json_schema');
    expect(lastBody()).not.toHaveProperty('temperature');
  });

  test('learns that a server does not know stream_options', async () => {
    await bench.bind({ streaming: true });
    bench.stub.script({
      kind: 'error',
      status: 422,
      error: { message: 'extra fields not permitted: stream_options' },
    });
    expect((await bench.ask()).tokensEstimated).toBe(true);
    expect(lastBody()).not.toHaveProperty('stream_options');
  });
});

describe('JSON that is not quite right', () => {
  test.each([
    ['{"colour": "red",}', 'repaired'],
    ["```json\n{'colour': 'red'\n```", 'repaired'],
    ['Sure! Here it is: {"colour": "red"} Anything else?', 'repaired'],
    ['<think>It is {red}.</think>{"colour": "red"}', 'repaired'],
  ])('%s is repaired', async (text, jsonFrom) => {
    bench.stub.script({ kind: 'reply', text });
    const reply = await bench.ask();
    expect(reply).toMatchObject({ json: { colour: 'red' }, jsonFrom, raw: text });
    expect(bench.stub.requests).toHaveLength(1);
  });

  test('that breaks the schema is asked for again once, with what was wrong, and both calls count', async () => {
    bench.stub.script({ kind: 'reply', text: '{"color": 7}' });
    const reply = await bench.ask();
    expect(reply).toMatchObject({ json: { colour: 'red' }, jsonFrom: 'asked-again', attempts: 2 });
    const said = JSON.stringify(lastBody()?.messages);
    expect(said).toContain('colour');
    expect(said).toContain('\\"color\\": 7');
    const alone = await bench.ask();
    expect(reply.tokensIn).toBeGreaterThan(2 * alone.tokensIn);
  });

  test.each([
    ['llm/bad-schema', '{"color": 7}'],
    ['llm/bad-json', '{"colour": {{{'],
    ['llm/bad-json', 'It is red, I think.'],
  ])('%s after the second time, and the paid reply is handed over', async (code, text) => {
    bench.stub.always({ kind: 'reply', text });
    const unusable: [ChatReply, string][] = [];
    await expect(
      bench.ask({}, { onUnusable: (...args) => unusable.push(args) }),
    ).rejects.toMatchObject({ code });
    expect(bench.stub.requests).toHaveLength(2);
    expect(unusable).toMatchObject([[{ raw: text, json: null, attempts: 2 }, code]]);
    expect(unusable[0]?.[0].tokensIn).toBeGreaterThan(0);
  });
});

describe('keys', () => {
  test('go in the header alone, and are not in settings, replies or errors', async () => {
    const guarded = await openBench({ apiKey: KEY });
    await expect(guarded.ask()).rejects.toMatchObject({ code: 'llm/unauthorized' });
    const bindTo = { ...DEFAULT_BINDING, baseUrl: guarded.stub.url };
    await guarded.chat.bind('drafter', bindTo, { apiKey: KEY, keep: 'memory' });
    expect((await guarded.ask()).json).toEqual({ colour: 'red' });
    await guarded.chat.bind('drafter', bindTo, { apiKey: `${KEY}-wrong`, keep: 'memory' });
    const error = await guarded.ask().then(
      () => null,
      (thrown: Error) => thrown,
    );
    expect(error).toMatchObject({ code: 'llm/unauthorized' });
    expect(`${error?.message} ${JSON.stringify(error)}`).not.toContain(KEY);
    expect(JSON.stringify([...guarded.settings.rows])).not.toContain('sk-');
    expect([...guarded.storage.rows]).toEqual([]);
    expect(guarded.stub.violations).toEqual([]);
    await guarded.stub.close();
  });

  test('stay on the device only when asked to, and can be forgotten', async () => {
    const { chat, storage, stub } = bench;
    const binding = { ...DEFAULT_BINDING, baseUrl: stub.url };
    const state = async () => (await chat.bindings()).drafter;
    await chat.bind('drafter', binding, { apiKey: KEY, keep: 'device' });
    expect([...storage.rows]).toEqual([['ristretto.key.drafter', KEY]]);
    expect(await state()).toMatchObject({ hasKey: true, keyKept: 'device' });
    await chat.bind('drafter', binding);
    expect(await state()).toMatchObject({ hasKey: true });
    await chat.bind('drafter', binding, { apiKey: KEY, keep: 'memory' });
    expect([...storage.rows]).toEqual([]);
    expect(await state()).toMatchObject({ hasKey: true, keyKept: 'memory' });
    await chat.bind('drafter', binding, { apiKey: '', keep: 'memory' });
    expect(await state()).toMatchObject({ hasKey: false, keyKept: null });
  });

  test('never follow to another server', async () => {
    await bench.chat.bind('drafter', DEFAULT_BINDING, { apiKey: KEY, keep: 'device' });
    await bench.bind();
    expect((await bench.chat.bindings()).drafter).toMatchObject({ hasKey: false });
    expect([...bench.storage.rows]).toEqual([]);
  });

  test('are asked for where nothing works without one', async () => {
    await bench.chat.bind('drafter', DEFAULT_BINDING);
    await expect(bench.ask()).rejects.toMatchObject({ code: 'llm/no-key' });
    await expect(bench.ask({ role: 'judge' })).rejects.toMatchObject({ code: 'llm/no-endpoint' });
  });
});

describe('bindings', () => {
  test.each([
    ['http://localhost:1234/v1/', 'http://localhost:1234/v1'],
    ['https://x.example/v1/chat/completions', 'https://x.example/v1'],
  ])('%s is stored as %s', async (baseUrl, stored) => {
    await bench.bind({ baseUrl });
    expect((await bench.chat.bindings()).drafter?.baseUrl).toBe(stored);
  });

  test.each([
    '',
    'ftp://x',
    'https://user:pass@x.example',
    'https://x.example/v1?api_key=1',
    'javascript:alert(1)',
  ])('an address like "%s" is refused', async (baseUrl) => {
    await expect(bench.bind({ baseUrl })).rejects.toMatchObject({
      code: 'input/invalid',
      details: { path: 'baseUrl' },
    });
  });

  test('damaged settings count as none', async () => {
    await bench.settings.set('roles', { drafter: { baseUrl: 7 } });
    expect(await bench.chat.bindings()).toEqual({});
  });
});

test('no more calls run at once than the binding allows', async () => {
  await bench.bind({ maxParallel: 2 });
  let open = 0;
  let most = 0;
  const image = async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open--;
    return PICTURE;
  };
  await Promise.all(Array.from({ length: 6 }, () => bench.ask({}, { image })));
  expect(most).toBe(2);
});

describe('the connection test', () => {
  test('says what works', async () => {
    expect(await bench.chat.test('drafter')).toMatchObject({
      ok: true,
      pictures: true,
      jsonSchema: true,
      error: null,
    });
    expect(bench.stub.violations).toEqual([]);
  });

  test('says what does not, after one attempt', async () => {
    bench.stub.always({ kind: 'error', status: 503 });
    expect(await bench.chat.test('drafter')).toMatchObject({
      ok: false,
      error: { code: 'llm/server-error' },
    });
    expect(bench.pace.waits).toEqual([]);
    expect(await bench.chat.test('judge')).toMatchObject({
      ok: false,
      error: { code: 'llm/no-endpoint' },
    });
  });
});

test('an estimate uses the binding and needs no network', async () => {
  await bench.bind({ usdPerMTokIn: 1, usdPerMTokOut: 1 });
  const request = {
    role: 'drafter' as const,
    messages: [],
    schema: null,
    temperature: 0,
    maxOutputTokens: 10,
    imageDetail: 'low' as const,
  };
  expect(bench.chat.estimate(request, {})).toMatchObject({ images: 0, usd: { high: 0.00001 } });
});
