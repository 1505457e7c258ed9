import { afterEach, beforeEach, expect, test } from 'vitest';
import { jpegProblem } from '../../../e2e/stub-endpoint/jpeg-check.ts';
import { openAiBodyCheck } from '../../../e2e/stub-endpoint/request-check.ts';
import { type StubEndpoint, startStub } from '../../../e2e/stub-endpoint/server.ts';
import { KEY, PICTURE } from '../../testing/llm-bench.ts';
import { jpegSize } from './jpeg-size.ts';

/** What the journeys rely on: the stub lets nothing wrong pass. */
let stub: StubEndpoint;
beforeEach(async () => {
  stub = await startStub({ apiKey: KEY });
});
afterEach(() => stub.close());

const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
const post = (body: unknown) =>
  fetch(`${stub.url}/chat/completions`, { method: 'POST', headers, body: JSON.stringify(body) });

test('speaks to pages on other origins, and lists its models', async () => {
  const preflight = await fetch(`${stub.url}/chat/completions`, { method: 'OPTIONS' });
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization, content-type');
  const models = await fetch(`${stub.url}/models`, { headers });
  expect(await models.json()).toMatchObject({ data: [{ id: 'gpt-4o' }] });
  expect((await fetch(`${stub.url}/nothing`, { headers })).status).toBe(404);
  expect((await fetch(`${stub.url}/models`)).status).toBe(401);
});

test('notices pictures that are none, and keys in bodies', async () => {
  const withPicture = (url: string) => ({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
  });
  const whole = Buffer.from(PICTURE).toString('base64');
  await post(withPicture(`data:image/jpeg;base64,${whole}`));
  expect(stub.violations).toEqual([]);
  await post(withPicture(`data:image/jpeg;base64,${whole.slice(0, 400)}`));
  await post(withPicture('https://example.org/picture.jpg'));
  await post({ model: 'gpt-4o', messages: [{ role: 'user', content: `my key is ${KEY}` }] });
  expect(stub.violations).toEqual([
    expect.stringMatching(/^request 2: picture 1 /),
    expect.stringMatching(/^request 3: picture 1 is not a JPEG/),
    'request 4: the key is in the body or the address',
  ]);
});

test('notices labels without a picture, the wrong frame, and schemas that leave something open', async () => {
  await stub.close();
  const lookAt = (_: Buffer, ptsSec: number) => (ptsSec === 2 ? null : 'is another frame');
  stub = await startStub({ apiKey: KEY, lookAt });
  const url = `data:image/jpeg;base64,${Buffer.from(PICTURE).toString('base64')}`;
  const shown = (sec: number, withPicture = true) => ({
    model: 'gpt-4o',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: `f1 at 0:0${sec}.000 (${sec}.000 s)` },
          ...(withPicture ? [{ type: 'image_url', image_url: { url } }] : []),
        ],
      },
    ],
  });
  const withSchema = (schema: unknown) => ({
    ...shown(2),
    response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema } },
  });
  const closed = { type: 'object', properties: {}, required: [], additionalProperties: false };
  await post(shown(2));
  await post(withSchema(closed));
  expect(stub.violations).toEqual([]);
  expect(stub.requests[0]?.timesSec).toEqual([2]);
  await post(shown(3));
  await post(shown(2, false));
  await post(withSchema({ ...closed, properties: { a: { type: 'string' } } }));
  expect(stub.violations).toEqual([
    'request 3: picture 1 is another frame',
    'request 4: 1 labels of frames, but 0 pictures behind one',
    'request 5: the schema is open at x',
  ]);
});

test.skipIf(openAiBodyCheck() === null)(
  'notices bodies that the API does not describe',
  async () => {
    await post({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Hello' }],
      temperature: 'warm',
    });
    await post({ messages: [{ role: 'user', content: 'Hello' }] });
    await post({ model: 'gpt-4o', messages: [{ role: 'poet', content: 'Hello' }] });
    const blamed = new Set(stub.violations.map((violation) => violation.slice(0, 9)));
    expect([...blamed]).toEqual(['request 1', 'request 2', 'request 3']);
  },
);

test('a JPEG is read as far as its size and no further than its end', () => {
  expect(jpegProblem(Buffer.from(PICTURE))).toBeNull();
  expect(jpegSize(PICTURE)).toEqual({ widthPx: 64, heightPx: 64 });
  for (let end = 0; end < PICTURE.length; end++) {
    expect(jpegProblem(Buffer.from(PICTURE.subarray(0, end)))).not.toBeNull();
    jpegSize(PICTURE.subarray(0, end));
  }
  expect(jpegSize(new TextEncoder().encode('<html>'))).toBeNull();
});
