import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from './reply-json.ts';

const schema = {
  name: 'any',
  schema: {
    type: 'object',
    properties: { a: { type: 'array', items: { type: 'number' } } },
    required: ['a'],
  },
};

test('valid JSON is never changed', () => {
  fc.assert(
    fc.property(fc.record({ a: fc.array(fc.integer()), more: fc.string() }), (value) => {
      expect(readJson(JSON.stringify(value), schema)).toEqual({ json: value, from: 'direct' });
    }),
  );
});

test('no reply makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const read = readJson(raw, schema);
      expect('problem' in read || 'json' in read).toBe(true);
    }),
  );
});

test.each([
  ['{"a": [1, 2', 'repaired'],
  ['Here: ```json\n{"a": [1]}\n``` Done.', 'repaired'],
  [' {"a": [] } ', 'direct'],
])('%s is %s', (raw, from) => {
  expect(readJson(raw, schema)).toMatchObject({ from });
});

test.each([
  ['', 'bad-json', false],
  ['The answer is one.', 'bad-json', false],
  ['I count [roughly] two', 'bad-json', false],
  ['"just a string"', 'bad-json', false],
  ['[1, 2]', 'bad-json', true],
])('%s is %s', (raw, problem, looksLikeJson) => {
  expect(readJson(raw, schema)).toMatchObject({ problem, looksLikeJson });
});

test('says where the schema is broken', () => {
  expect(readJson('{"a": [1, "two"]}', schema)).toMatchObject({
    problem: 'bad-schema',
    what: expect.stringContaining('a.1'),
  });
});
