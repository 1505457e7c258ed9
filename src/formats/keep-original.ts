import type { DraftView, ImportedRecord } from '../core/flow.ts';
import { isSameJson } from '../core/review.ts';
import type { RecordFormat, WriteContext } from './dataset-format.ts';

/**
 * What a record said before, wherever writing it gives the same as it did then: an edit changes what it touches, and the rest,
 * keys that the studio does not know included, stays as it was read.
 * @param original as it was read @param before as it would be written unedited @param now as it is written
 */
export function keepOriginal(original: unknown, before: unknown, now: unknown): unknown {
  if (isSameJson(before, now)) return original;
  if (Array.isArray(original) && Array.isArray(before) && Array.isArray(now)) {
    if (original.length !== now.length || before.length !== now.length) return now;
    return now.map((item, i) => keepOriginal(original[i], before[i], item));
  }
  if (!isObject(original) || !isObject(before) || !isObject(now)) return now;
  const keys = new Set([...Object.keys(original), ...Object.keys(now)]);
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      if (!(key in now)) return key in before ? [] : [[key, original[key]]];
      if (!(key in original)) return isSameJson(before[key], now[key]) ? [] : [[key, now[key]]];
      return [[key, keepOriginal(original[key], before[key], now[key])]];
    }),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the file said of these drafts, if all of them came from one record of this format. */
export function importedParts(
  drafts: readonly DraftView[],
  format: RecordFormat['id'],
): ImportedRecord[] | null {
  const parts = drafts.map(({ provenance }) =>
    provenance.origin === 'import' ? provenance.record : undefined,
  );
  const [first] = parts;
  if (first?.format !== format) return null;
  return parts.every((part) => part?.key === first.key) ? (parts as ImportedRecord[]) : null;
}

/** `true` when nobody changed or rejected any part: the record is written as it was read, letter by letter. */
const isUntouched = (drafts: readonly DraftView[], parts: readonly ImportedRecord[]): boolean =>
  drafts.every(({ isEdited }) => !isEdited) && parts.length === parts[0]?.parts;

/** The record of drafts that were imported: as it was, with what people changed. */
export function rewritten(
  format: RecordFormat,
  { drafts, parts }: { drafts: readonly DraftView[]; parts: readonly ImportedRecord[] },
  context: WriteContext,
): Record<string, unknown> {
  const original = format.join(parts);
  if (isUntouched(drafts, parts)) return original;
  const frames = Object.assign({}, ...parts.map((part) => part.frames ?? {}));
  const read = format.read(
    original,
    () => {},
    (path) => (Object.hasOwn(frames, path) ? frames[path] : null),
  );
  const now = format.write(drafts, context);
  if (!read) return now;
  const bodies = read.drafts.flatMap(({ body, json }) => (json === null ? [] : [body]));
  return keepOriginal(original, format.write(bodies, context), now) as Record<string, unknown>;
}
