import { expect, test } from 'vitest';
import { formatBatchRequest, parseBatchResult } from './batch-lines.ts';

test('a request is one line that says where it goes', () => {
  const line = formatBatchRequest('k1', { model: 'm', messages: [{ content: 'a\nb' }] });
  expect(line.endsWith('\n') && line.indexOf('\n') === line.length - 1).toBe(true);
  expect(JSON.parse(line)).toEqual({
    custom_id: 'k1',
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model: 'm', messages: [{ content: 'a\nb' }] },
  });
});

test.each([
  [
    'a good one',
    { custom_id: 'a', response: { status_code: 200, body: { x: 1 } }, error: null },
    { body: { x: 1 } },
  ],
  [
    'an expired one',
    { custom_id: 'a', response: null, error: { code: 'batch_expired', message: 'too late' } },
    { body: null, message: 'too late' },
  ],
  [
    'a refused one',
    {
      custom_id: 'a',
      response: { status_code: 400, body: { error: { message: 'no' } } },
      error: null,
    },
    { body: null, status: 400, message: 'no' },
  ],
])('reads %s', (_, line, expected) => {
  expect(parseBatchResult(JSON.stringify(line))).toMatchObject({ customId: 'a', ...expected });
});

test.each(['', '{', '[]', '{"custom_id":"a"}', '{"id":1}'])('%j is no result', (line) => {
  expect(parseBatchResult(line)).toBeNull();
});
