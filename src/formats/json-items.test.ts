import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonItem, JsonItemSplitter } from './json-items.ts';
import { offsetOfPath, pathText, positionInFile } from './json-position.ts';
import { syntaxErrorOffset } from './json-syntax.ts';

function split(
  text: string,
  chunkLength = text.length || 1,
): { items: JsonItem[]; isComplete: boolean } {
  const splitter = new JsonItemSplitter();
  const items: JsonItem[] = [];
  for (let i = 0; i < text.length; i += chunkLength)
    items.push(...splitter.push(text.slice(i, i + chunkLength)));
  const end = splitter.end();
  return { items: [...items, ...end.items], isComplete: end.isComplete };
}

const texts = (text: string) => split(text).items.map((item) => item.text);

describe('JsonItemSplitter', () => {
  it('finds every element of any array, however it is indented and cut into chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 3 })),
        fc.constantFrom(0, 2),
        fc.integer({ min: 1, max: 9 }),
        (values, indent, chunk) => {
          const { items, isComplete } = split(JSON.stringify(values, null, indent), chunk);
          expect(items.map((item) => JSON.parse(item.text))).toEqual(
            JSON.parse(JSON.stringify(values)),
          );
          expect(isComplete).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells where each one begins', () => {
    const { items } = split('[\n  {"a": 1},\n   {"b":\n 2}]');
    expect(items.map(({ line, column }) => [line, column])).toEqual([
      [2, 3],
      [3, 4],
    ]);
  });

  it('reads JSON lines, a byte-order mark and a last line without a break', () => {
    const { items } = split('\uFEFF{"a":1}\r\n\r\n{"a":2}');
    expect(items).toEqual([
      { text: '{"a":1}', line: 1, column: 2 },
      { text: '{"a":2}', line: 3, column: 1 },
    ]);
  });

  it.each([
    ['an open string', '[{"a":"x},\n{"b":1},\n{"c":2}]'],
    ['a missing brace', '[{"a":{"x":1},\n{"b":1},\n{"c":2}]'],
    ['a missing bracket', '[{"a":["x","y"},\n{"b":1},\n{"c":2}]'],
    ['a brace too many', '[{"a":1}},\n{"b":1},\n{"c":2}]'],
  ])('goes on after %s', (_what, text) => {
    expect(texts(text).slice(-2)).toEqual(['{"b":1}', '{"c":2}']);
    expect(() => JSON.parse(texts(text)[0] ?? '')).toThrow();
  });

  it('forgives a missing comma between records', () => {
    expect(texts('[{"a":1} {"b":1}]')).toEqual(['{"a":1}', '{"b":1}']);
  });

  it('says when the file ends early', () => {
    expect(split('[{"a":1},{"b":')).toMatchObject({ isComplete: false });
    expect(split('').isComplete).toBe(true);
  });
});

/** JSON has no −0. */
const normal = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('positions', () => {
  const item: JsonItem = {
    text: '{ "q": "x",\n  "options": ["a", {"b": 1}] }',
    line: 10,
    column: 5,
  };

  it('follow a path into the file', () => {
    expect(positionInFile(item, offsetOfPath(item.text, ['q']))).toEqual({ line: 10, column: 12 });
    expect(positionInFile(item, offsetOfPath(item.text, ['options', 1, 'b']))).toEqual({
      line: 11,
      column: 26,
    });
    expect(positionInFile(item, offsetOfPath(item.text, ['none']))).toEqual({
      line: 10,
      column: 5,
    });
  });

  it('lead to the very value, in any JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          fc.array(fc.jsonValue({ maxDepth: 2 }).map(normal), { minLength: 1 }),
        ),
        (value) => {
          const text = JSON.stringify(value, null, 1);
          for (const [key, list] of Object.entries(value)) {
            const at = offsetOfPath(text, [key, list.length - 1]);
            // Whatever follows the last element of that list can only be the list's and the object's end.
            expect(JSON.parse(`${text.slice(0, at)}"here"]}`)).toEqual(
              expect.objectContaining({ [key]: [...list.slice(0, -1), 'here'] }),
            );
          }
        },
      ),
    );
  });

  it.each([
    ['{"a": nope}', 6],
    ['{"a": 1,}', 8],
    ['{"a" 1}', 5],
    ['{"a": [1 2]}', 9],
    ['["x\n"]', 3],
    ['{"a": 1', 7],
    ['[1]]', 3],
    ['{1: 2}', 1],
    ['', 0],
  ])('find the syntax error of %s', (text, offset) => {
    expect(syntaxErrorOffset(text)).toBe(offset);
  });

  it('find none in valid JSON, and one in all else', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '}', '"', 'x', ':'),
        (json, at, junk) => {
          const place = at % (json.length + 1);
          const text = json.slice(0, place) + junk + json.slice(place);
          let isValid = true;
          try {
            JSON.parse(text);
          } catch {
            isValid = false;
          }
          expect(syntaxErrorOffset(text) === null).toBe(isValid);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are written as people write them', () => {
    expect(pathText(['options', 2])).toBe('options[2]');
    expect(pathText(['key_items', '0', 'x'])).toBe('key_items.0.x');
  });
});
