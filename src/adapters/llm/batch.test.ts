import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAiBodyCheck } from '../../../e2e/stub-endpoint/request-check.ts';
import { type Bench, openBench, PICTURE } from '../../testing/llm-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
  await bench.bind({ streaming: true, usdPerMTokIn: 2, usdPerMTokOut: 10 });
});
afterEach(async () => {
  await bench.stub.close();
});

const REQUEST = {
  role: 'drafter' as const,
  messages: [
    {
      role: 'user' as const,
      parts: [
        { type: 'text' as const, text: 'Which?' },
        { type: 'image' as const, imageSha256: 'a' },
      ],
    },
  ],
  schema: {
    name: 'colour',
    schema: {
      type: 'object',
      properties: { colour: { type: 'string' } },
      required: ['colour'],
      additionalProperties: false,
    },
  },
  temperature: 0,
  maxOutputTokens: 50,
  imageDetail: 'low' as const,
};

const completion = (content: string | null, more: object = {}) => ({
  model: 'gpt-4o-2024-08-06',
  choices: [{ message: { content, ...more }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1000, completion_tokens: 100 },
});

test('a line carries the call as it would be sent, whole, with the bytes of the pictures', async () => {
  const body = await bench.chat.batch.body(REQUEST, { image: async () => PICTURE });
  expect(openAiBodyCheck()?.(body) ?? []).toEqual([]);
  expect(body).toMatchObject({ model: 'gpt-4o', stream: false, max_tokens: 50 });
  expect(JSON.stringify(body)).toContain(Buffer.from(PICTURE).toString('base64'));
  expect(bench.stub.requests).toHaveLength(0);
});

test('a result costs half', async () => {
  const reply = await bench.chat.batch.reply(REQUEST, completion('{"colour":"red"}'));
  expect(reply).toMatchObject({
    json: { colour: 'red' },
    model: 'gpt-4o-2024-08-06',
    tokensIn: 1000,
    usd: (1000 * 2 + 100 * 10) / 1e6 / 2,
  });
});

test.each([
  ['a refusal', completion(null, { refusal: 'no' }), 'llm/refused'],
  ['prose', completion('It is red.'), 'llm/bad-json'],
  ['another shape', completion('{"color":1}'), 'llm/bad-schema'],
  ['no message', { id: 'x' }, 'llm/bad-batch'],
])('%s is reported', async (_, body, code) => {
  await expect(bench.chat.batch.reply(REQUEST, body)).rejects.toMatchObject({ code });
});
