import { StudioError } from '../core/errors.ts';
import type { TextPosition } from './json-items.ts';

/** Comma-separated values by RFC 4180: quotes around what needs them, doubled quotes inside, line breaks within quotes. */

/** A cell and where it begins. */
export interface CsvCell extends TextPosition {
  text: string;
}

/** What stands between cells: tables are also written with tabs or, where the comma is for decimals, semicolons. */
export type CsvSeparator = ',' | '\t' | ';';

/** Quoted (doubled quotes inside), or anything without separator and line break; then what ends it. */
const cellEndingIn = (separator: CsvSeparator): RegExp =>
  new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n|\\n|\\r|$)`, 'y');

/**
 * Rows of cells; empty lines are left out.
 * @throws `import/bad-record` with line and column where a quote is not closed or stands in the middle of a cell
 */
export function readCsv(text: string, separator: CsvSeparator = ','): CsvCell[][] {
  const cell = cellEndingIn(separator);
  const rows: CsvCell[][] = [];
  let row: CsvCell[] = [];
  let line = 1;
  let lineStart = 0;
  cell.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  while (cell.lastIndex < text.length || row.length > 0) {
    const at = cell.lastIndex;
    const position = { line, column: at - lineStart + 1 };
    const match = cell.exec(text);
    if (!match)
      throw new StudioError(
        'import/bad-record',
        'A quote is not closed, or stands within a cell.',
        {
          details: { ...position },
        },
      );
    const [, quoted, plain = '', end] = match;
    row.push({ text: quoted?.replaceAll('""', '"') ?? plain.trim(), ...position });
    for (const { index } of match[0].matchAll(/\r\n|\n|\r/g)) {
      line += 1;
      lineStart = at + index + (text.startsWith('\r\n', at + index) ? 2 : 1);
    }
    if (end === separator) continue;
    if (row.length > 1 || row[0]?.text !== '') rows.push(row);
    row = [];
  }
  return rows;
}

/** A line with its line break. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(cellText).join(',')}\r\n`;

function cellText(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
