import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine, readCsv } from './csv.ts';

const texts = (text: string) => readCsv(text).map((row) => row.map((cell) => cell.text));

it('reads quotes, commas and line breaks within them, whatever ends a line', () => {
  expect(texts('a,"b ""c"", d"\r\n"two\nlines",\n\nx,y')).toEqual([
    ['a', 'b "c", d'],
    ['two\nlines', ''],
    ['x', 'y'],
  ]);
});

it('says where every cell begins', () => {
  const [, second] = readCsv('\uFEFFa,"x\ny"\nbc,d');
  expect(second).toEqual([
    { text: 'bc', line: 3, column: 1 },
    { text: 'd', line: 3, column: 4 },
  ]);
});

it('says where a quote is left open', () => {
  expect(() => readCsv('a,b\nc,"d')).toThrow(
    expect.objectContaining({ code: 'import/bad-record', details: { line: 2, column: 3 } }),
  );
});

it('gives back what was written', () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => text !== '');
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (rows) => {
      expect(texts(rows.map(csvLine).join(''))).toEqual(rows);
    }),
  );
});
