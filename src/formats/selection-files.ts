import { StudioError } from '../core/errors.ts';
import { z } from '../core/zod.ts';
import { offsetOfPath, positionInFile } from './json-position.ts';
import { syntaxErrorOffset } from './json-syntax.ts';
import { readSelectionCsv } from './selection-csv.ts';
import type { ReadSelection, ReadTruth, SelectionFile } from './selection-rows.ts';

/**
 * Files with frames that somebody else chose, and files with what is known about a video (`docs/selection.md` has examples). Which of
 * the two a file is follows from its keys or its header.
 */

const time = z.number().nonnegative();
const times = z.array(time);
const video = z.union([z.string(), z.null()]).default(null);
const stretch = z
  .union([
    z.object({ start_sec: time, end_sec: time }),
    z.tuple([time, time]).transform(([start_sec, end_sec]) => ({ start_sec, end_sec })),
  ])
  .refine(({ start_sec, end_sec }) => end_sec >= start_sec, 'A stretch ends before it begins.')
  .transform(({ start_sec: startSec, end_sec: endSec }) => ({ startSec, endSec }));
const scene = z.union([stretch.transform((one) => [one]), z.array(stretch).min(1)]);

const byTime = z.object({ video, method: video, times_sec: times }).transform(
  ({ video, method, times_sec }): ReadSelection => ({
    video,
    name: method,
    frames: { timesSec: times_sec },
  }),
);
const byIndex = z
  .object({
    video,
    method: video,
    indices: z.array(z.number().int().nonnegative()),
    fps: z.number().positive(),
  })
  .transform(
    ({ video, method, indices, fps }): ReadSelection => ({
      video,
      name: method,
      frames: { indices, fps },
    }),
  );
const truth = z
  .object({
    video,
    cuts_sec: times.default([]),
    key_frames_sec: times.default([]),
    scenes: z.array(scene).default([]),
  })
  .transform(
    ({ video, cuts_sec, key_frames_sec, scenes }): ReadTruth => ({
      video,
      cutsSec: cuts_sec.toSorted((a, b) => a - b),
      scenes: [...scenes, ...key_frames_sec.map((at) => [{ startSec: at, endSec: at }])],
    }),
  );

/**
 * Reads JSON (`.json`) or CSV (any other name).
 * @throws `import/not-recognised` when it is neither of the two kinds; `import/bad-record` with line and column of what is wrong
 */
export function readSelectionFile(name: string, text: string): SelectionFile {
  const file = /\.json$/i.test(name) ? readJson(text) : readSelectionCsv(text);
  if (file.rows.length === 0)
    throw new StudioError('import/not-recognised', 'This file names no frames.');
  return file;
}

function readJson(text: string): SelectionFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw badJson(text, syntaxErrorOffset(text) ?? 0, { problem: 'not valid JSON', cause });
  }
  const numbers = times.safeParse(json);
  if (numbers.success)
    return {
      kind: 'selections',
      rows: [{ video: null, name: null, frames: { timesSec: numbers.data } }],
    };
  const { rows, path } = rowsOf(json);
  const kind = kindOf(rows[0]);
  const read = <T>(schemaOf: (row: unknown) => z.ZodType<T>): T[] =>
    rows.map((row, place) => {
      const parsed = schemaOf(row).safeParse(row);
      if (parsed.success) return parsed.data;
      const issue = parsed.error.issues[0];
      const deep = [...path(place), ...(issue?.path ?? [])];
      throw badJson(text, offsetOfPath(text, deep), {
        problem: issue?.message ?? '',
        cause: parsed.error,
      });
    });
  if (kind === 'truth') return { kind, rows: read(() => truth) };
  return { kind, rows: read((row) => (has(row, 'indices') ? byIndex : byTime)) };
}

/** One record, a list of them, or what the studio exports: an object with the list in it. */
function rowsOf(json: unknown): { rows: unknown[]; path: (place: number) => (string | number)[] } {
  if (Array.isArray(json)) return { rows: json, path: (place) => [place] };
  const list = has(json, 'selections') ? json.selections : null;
  if (Array.isArray(list)) return { rows: list, path: (place) => ['selections', place] };
  return { rows: [json], path: () => [] };
}

function kindOf(row: unknown): SelectionFile['kind'] {
  if (has(row, 'times_sec') || has(row, 'indices')) return 'selections';
  if (has(row, 'cuts_sec') || has(row, 'scenes') || has(row, 'key_frames_sec')) return 'truth';
  throw new StudioError(
    'import/not-recognised',
    'There are neither chosen frames (times_sec, indices and fps) nor facts (cuts_sec, scenes, key_frames_sec) in this file.',
  );
}

const has = <K extends string>(value: unknown, key: K): value is Record<K, unknown> =>
  typeof value === 'object' && value !== null && key in value;

const badJson = (
  text: string,
  offset: number,
  { problem, cause }: { problem: string; cause: unknown },
): StudioError => {
  const { line, column } = positionInFile({ text, line: 1, column: 1 }, offset);
  return new StudioError('import/bad-record', `Line ${line}, column ${column}: ${problem}.`, {
    details: { line, column, problem },
    cause,
  });
};
