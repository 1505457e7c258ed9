import { StudioError } from '../core/errors.ts';
import { type CsvCell, readCsv } from './csv.ts';
import type { ReadSelection, ReadTruth, SelectionFile } from './selection-rows.ts';

/** Columns that make a row a chosen frame or a fact; `video` and `method` may stand beside them. */
const COLUMNS = [
  'video',
  'method',
  'time_sec',
  'frame_index',
  'fps',
  'cut_sec',
  'key_frame_sec',
  'start_sec',
  'end_sec',
] as const;
type Column = (typeof COLUMNS)[number];

/** A row by column; cells under other headers are passed over. */
type Row = Partial<Record<Column, CsvCell>> & { first: CsvCell };

/** A CSV with a header, or one column of times without. @throws as `readSelectionFile` */
export function readSelectionCsv(text: string): SelectionFile {
  const [header, ...body] = readCsv(text);
  if (!header) return { kind: 'selections', rows: [] };
  if (header.length === 1 && header[0]?.text !== '' && Number.isFinite(Number(header[0]?.text))) {
    const timesSec = [header, ...body].map(([cell]) => numberIn(cell));
    return { kind: 'selections', rows: [{ video: null, name: null, frames: { timesSec } }] };
  }
  const columns = header.map(({ text: name }) => COLUMNS.find((one) => one === name.toLowerCase()));
  const rows = body.flatMap((cells): Row[] => {
    const [first] = cells;
    if (!first) return [];
    const named = cells.flatMap((cell, place) => (columns[place] ? [[columns[place], cell]] : []));
    return [{ ...Object.fromEntries(named), first }];
  });
  const have = (...names: Column[]) => names.every((name) => columns.includes(name));
  if (have('time_sec') || have('frame_index', 'fps'))
    return { kind: 'selections', rows: selections(rows, have('time_sec')) };
  if (have('cut_sec') || have('key_frame_sec') || have('start_sec', 'end_sec'))
    return { kind: 'truth', rows: truths(rows) };
  throw new StudioError(
    'import/not-recognised',
    'The first line names no columns that are known: time_sec, or frame_index and fps, or cut_sec, key_frame_sec, start_sec and end_sec.',
  );
}

/** Rows of one video and one method belong together. */
function selections(rows: readonly Row[], isByTime: boolean): ReadSelection[] {
  const found = new Map<string, ReadSelection>();
  for (const row of rows) {
    const video = textIn(row.video);
    const name = textIn(row.method);
    const value = numberIn(isByTime ? row.time_sec : row.frame_index, row.first);
    const fps = isByTime ? 0 : numberIn(row.fps, row.first);
    if (!isByTime && !(fps > 0)) throw badCell(row.fps ?? row.first, 'fps must be above 0');
    const key = JSON.stringify([video, name, fps]);
    const frames = isByTime ? { timesSec: [] } : { indices: [], fps };
    const one = found.get(key) ?? { video, name, frames };
    if ('timesSec' in one.frames) one.frames.timesSec.push(value);
    else one.frames.indices.push(value);
    found.set(key, one);
  }
  return [...found.values()];
}

function truths(rows: readonly Row[]): ReadTruth[] {
  const found = new Map<string | null, ReadTruth>();
  for (const row of rows) {
    const video = textIn(row.video);
    const one = found.get(video) ?? { video, cutsSec: [], scenes: [] };
    if (textIn(row.cut_sec) !== null) one.cutsSec.push(numberIn(row.cut_sec));
    if (textIn(row.key_frame_sec) !== null) {
      const at = numberIn(row.key_frame_sec);
      one.scenes.push([{ startSec: at, endSec: at }]);
    }
    if (textIn(row.start_sec) !== null) {
      const startSec = numberIn(row.start_sec);
      const endSec = numberIn(row.end_sec, row.first);
      if (endSec < startSec)
        throw badCell(row.end_sec ?? row.first, 'a stretch ends before it begins');
      one.scenes.push([{ startSec, endSec }]);
    }
    found.set(video, one);
  }
  return [...found.values()].map((one) => ({
    ...one,
    cutsSec: one.cutsSec.toSorted((a, b) => a - b),
  }));
}

const textIn = (cell: CsvCell | undefined): string | null => cell?.text.trim() || null;

/** @param where what to point at when the cell is missing */
function numberIn(cell: CsvCell | undefined, where?: CsvCell): number {
  const value = Number(textIn(cell) ?? Number.NaN);
  if (Number.isFinite(value) && value >= 0) return value;
  throw badCell(cell ?? where, `"${cell?.text ?? ''}" is not a number of 0 or more`);
}

const badCell = (cell: CsvCell | undefined, problem: string): StudioError => {
  const { line, column } = cell ?? { line: 1, column: 1 };
  return new StudioError('import/bad-record', `Line ${line}, column ${column}: ${problem}.`, {
    details: { line, column, problem },
  });
};
