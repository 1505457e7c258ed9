import { z } from '../core/zod.ts';
import { type JsonItem, JsonItemSplitter, type TextPosition } from './json-items.ts';
import { jsonLosses } from './json-losses.ts';
import { type JsonPath, offsetOfPath, pathText, positionInFile } from './json-position.ts';
import { syntaxErrorOffset } from './json-syntax.ts';

/** Something in a dataset file that could not be used. `isFatal` = the record was left out; else only that field. */
export interface ReadProblem extends TextPosition {
  path: string;
  message: string;
  isFatal: boolean;
}

export interface ReadItem<R> extends TextPosition {
  record: R | null;
  problems: ReadProblem[];
}

interface Finding {
  path: JsonPath;
  message: string;
  /** Left out = `false`. */
  isFatal?: boolean;
}

export type ReportFinding = (finding: Finding) => void;

/** Makes a record of one element of the file; `null` = it cannot be one, and a fatal finding says why. */
export type ParseRecord<R> = (json: unknown, report: ReportFinding) => R | null;

const place = (item: JsonItem, { path, message, isFatal = false }: Finding): ReadProblem => ({
  ...positionInFile(item, offsetOfPath(item.text, path)),
  path: pathText(path),
  message,
  isFatal,
});

/** No record of any released set comes near it, and what walks a record must not run out of stack. */
const MAX_DEPTH = 100;

const isDeeperThan = (value: unknown, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth === 0 || Object.values(value).some((member) => isDeeperThan(member, depth - 1)));

/** The first character that stands for bytes that could not be read. */
function lostCharacter(text: string): { offset: number; message: string }[] {
  const offset = text.indexOf('\uFFFD');
  const message = 'A character here was lost (U+FFFD): is this file UTF-8?';
  return offset < 0 ? [] : [{ offset, message }];
}

/** One element of the file. Never throws: what is wrong with it is a value. */
function readItem<R>(item: JsonItem, parse: ParseRecord<R>): ReadItem<R> {
  const { line, column } = item;
  const bad = (offset: number, message: string): ReadItem<R> => ({
    line,
    column,
    record: null,
    problems: [{ ...positionInFile(item, offset), path: '', message, isFatal: true }],
  });
  if (item.isTooLong) return bad(0, 'This record is longer than 16 million characters.');
  let json: unknown;
  try {
    json = JSON.parse(item.text);
  } catch {
    return bad(syntaxErrorOffset(item.text) ?? 0, 'This is not valid JSON.');
  }
  if (isDeeperThan(json, MAX_DEPTH)) return bad(0, `This record is nested over ${MAX_DEPTH} deep.`);
  const findings: Finding[] = [];
  const record = parse(json, (finding) => findings.push(finding));
  const losses = [...jsonLosses(item.text, json), ...lostCharacter(item.text)].map(
    ({ offset, message }) => ({
      ...positionInFile(item, offset),
      path: '',
      message,
      isFatal: false,
    }),
  );
  return {
    line,
    column,
    record,
    problems: [...findings.map((finding) => place(item, finding)), ...losses],
  };
}

/** Records of a dataset file as its text streams in: an array, JSON lines, or JSON objects one after the other. */
export async function* readRecords<R>(
  chunks: AsyncIterable<string>,
  parse: ParseRecord<R>,
): AsyncGenerator<ReadItem<R>> {
  const splitter = new JsonItemSplitter();
  let last: TextPosition = { line: 1, column: 1 };
  for await (const chunk of chunks) {
    for (const item of splitter.push(chunk)) {
      last = item;
      yield readItem(item, parse);
    }
  }
  const { items, isComplete } = splitter.end();
  for (const item of items) {
    last = item;
    yield readItem(item, parse);
  }
  if (isComplete) return;
  const message = 'The file ends before its list does: something may be missing.';
  const { line, column } = last;
  const problem = { line, column, path: '', message, isFatal: false };
  yield { line, column, record: null, problems: [problem] };
}

/** Drops optional keys of a wrong type and keeps the rest; `null` when a required one is wrong or missing. */
export function parseLenient<S extends z.ZodType>(
  schema: S,
  json: unknown,
  { required, report }: { required: readonly string[]; report: ReportFinding },
): z.infer<S> | null {
  const first = schema.safeParse(json);
  if (first.success) return first.data;
  const isFatal = (key: PropertyKey | undefined): boolean =>
    key === undefined || required.some((name) => name === key);
  for (const { path, message } of first.error.issues)
    report({ path, message, isFatal: isFatal(path[0]) });
  if (first.error.issues.some(({ path }) => isFatal(path[0]))) return null;
  const broken = new Set(first.error.issues.map(({ path }) => path[0]));
  const kept = Object.entries(Object(json)).filter(([key]) => !broken.has(key));
  const second = schema.safeParse(Object.fromEntries(kept));
  if (second.success) return second.data;
  report({ path: [], message: z.prettifyError(second.error), isFatal: true });
  return null;
}
