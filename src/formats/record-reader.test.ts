import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadItem, readRecords } from './record-reader.ts';
import { collect, streamOf } from './stream.fixture.ts';
import { parseVideoEspresso } from './video-espresso-read.ts';
import type { VideoEspressoRecord } from './video-espresso-record.ts';

const read = (...chunks: string[]): Promise<ReadItem<VideoEspressoRecord>[]> =>
  collect(readRecords(streamOf(...chunks), parseVideoEspresso));

const good = '{"question": "q", "answer": "a", "video_path": "v.mp4"}';
const outcome = (items: readonly ReadItem<VideoEspressoRecord>[]) => ({
  good: items.filter(({ record }) => record !== null).length,
  problems: items.flatMap(({ problems }) =>
    problems.map(({ line, column, path }) => `${line}:${column} ${path}`.trim()),
  ),
});

describe('row 36: a file with faults', () => {
  it.each<[name: string, text: string, good: number, problems: string[]]>([
    ['a byte-order mark and CRLF', `\uFEFF[\r\n${good},\r\n${good}\r\n]\r\n`, 2, []],
    ['a truncated list', `[${good},\n${good},\n{"question": "q", "an`, 2, ['3:19', '3:1']],
    ['a trailing comma in a list', `[${good},\n${good},\n]`, 2, []],
    ['a trailing comma in a record', `[{"question": "q",},\n${good}]`, 1, ['1:19']],
    ['NaN', `[{"question": NaN, "answer": "a"},\n${good}]`, 1, ['1:15']],
    [
      'a key twice',
      `[{"question": "p", "question": "q", "answer": "a", "video_path": "v"}]`,
      1,
      ['1:20'],
    ],
    ['a number too long to be exact', `[{"x": 12345678901234567890, ${good.slice(1)}]`, 1, ['1:8']],
    ['digits in words are no number', `[{"x": "12345678901234567890", ${good.slice(1)}]`, 1, []],
    ['a colon in words is no key', `[{"x": "say \\"a\\": b", ${good.slice(1)}]`, 1, []],
    [
      'wrong types',
      `[{"question": 7}, ["q"], null, "text",\n${good}]`,
      1,
      ['1:15 question', '1:19', '1:26', '1:32'],
    ],
    ['an array in an array', `[[${good}],\n${good}]`, 1, ['1:2']],
    [
      'five options',
      `[${good.slice(0, -1)}, "options": ["a", "b", "c", "d", "a"], "correct_answer": "E"}]`,
      1,
      ['1:69 options'],
    ],
    [
      'a record over several lines',
      '{\n "question": "q",\n "answer": "a",\n "video_path": "v"\n}\n',
      1,
      [],
    ],
    ['a line that is no JSON', `${good}\nhello\n${good}`, 2, ['2:1']],
    ['one brace', '{', 0, ['1:2']],
    ['Windows lines with empty ones between', `${good}\r\n\r\n \t\r\n${good}\r\n`, 2, []],
    ['single quotes', `[{'question': 'q'},\n${good}]`, 1, ['1:3']],
    ['a comment', `[// mine\n${good}]`, 1, ['1:2']],
    ['Infinity', `[{"x": Infinity, ${good.slice(1)},\n${good}]`, 1, ['1:8']],
    ['a brace that is missing', `[${good.slice(0, -1)},\n${good}]`, 1, ['1:57']],
    [
      'escapes of half characters',
      '[{"question": "\\ud800 \\u0000", "answer": "a", "video_path": "v"}]',
      1,
      [],
    ],
    ['bytes that are no UTF-8', `[${good.replace('q"', '\uFFFD"')}]`, 1, ['1:16']],
    [
      'lists in lists without end',
      `[{"x": ${'['.repeat(20_000)}${']'.repeat(20_000)}, ${good.slice(1)},\n${good}]`,
      1,
      ['1:2'],
    ],
  ])('keeps what is right: %s', async (_name, text, records, problems) => {
    expect(outcome(await read(text))).toEqual({ good: records, problems });
  });

  it('never throws, and loses no record around a damaged one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.integer({ min: 1, max: 40 }), async (damage, size) => {
        const text = `${good}\n${damage.replace(/[\n{[]/g, '')}\n${good}\n`;
        const chunks = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
        expect(outcome(await read(...chunks)).good).toBe(2);
      }),
    );
  });

  it('lets go of a record that would fill the memory', async () => {
    const filler = 'x'.repeat(1 << 20);
    async function* endless() {
      yield `${good}\n{"question": "`;
      for (let i = 0; i < 18; i += 1) yield filler;
      yield `"}\n${good}\n`;
    }
    const items = await collect(readRecords(endless(), parseVideoEspresso));
    expect(outcome(items)).toEqual({ good: 2, problems: ['2:1'] });
  });
});
