import { StudioError } from '../core/errors.ts';
import { type CsvSeparator, readCsv } from './csv.ts';

/** Columns and keys that name a video in the files of public benchmarks, in lower case and without `_`, `-` and spaces. */
const NAMES: readonly string[] = [
  'video',
  'videoid',
  'videoname',
  'videopath',
  'videofile',
  'videouid',
  'vid',
  'filename',
  'filepath',
  'youtubeid',
];
/** Keys under which files keep the list itself. */
const AROUND = ['videos', 'data', 'database'];

const SEPARATORS: readonly CsvSeparator[] = [',', '\t', ';'];

const plain = (name: string): string => name.toLowerCase().replace(/[_\- ]/g, '');
const rankOf = (name: string): number => NAMES.indexOf(plain(name));

/**
 * The videos that a list names, each once, in order: one a line (lines that begin with `#` are passed over), a CSV (also with tabs
 * or semicolons) with a column like `video` or `video_id`, or JSON and JSON Lines: texts, objects with such a key, or an object whose keys are the videos.
 * @throws `import/bad-record` where JSON or CSV cannot be read, `import/not-recognised` where no video is named
 */
export function readBenchmarkVideos(text: string): string[] {
  const given = text.replace(/^\uFEFF/, '');
  // Empty lines before a table are left out, but not what its first line begins with: a column may have no name.
  const found = /^\s*[[{]/.test(given)
    ? fromJson(given.trim())
    : fromTable(given.replace(/^\s*[\r\n]/, ''));
  const videos = [...new Set(found.map((video) => video.trim()).filter(Boolean))];
  if (videos.length > 0) return videos;
  throw new StudioError('import/not-recognised', 'This list names no video.');
}

function fromTable(text: string): string[] {
  const [first = ''] = text.split(/\r\n|\n|\r/, 1);
  const separator = SEPARATORS.find((between) =>
    first.split(between).some((cell) => rankOf(cell.replaceAll('"', '')) >= 0),
  );
  if (separator === undefined) return fromLines(text);
  const [head = [], ...rows] = readCsv(text, separator);
  const columns = head.map((cell) => rankOf(cell.text));
  const best = Math.min(...columns.filter((rank) => rank >= 0));
  const column = columns.indexOf(best);
  return rows.flatMap((row) => row[column]?.text ?? []);
}

/** A name in quotes is a line of JSON Lines, or a table's only cell. */
function fromLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  return lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const value = line.startsWith('"') ? parsed(line) : undefined;
      return typeof value === 'string' ? value : line;
    });
}

function fromJson(text: string): string[] {
  const whole = parsed(text);
  if (whole !== undefined) return inValue(whole);
  const lines = text.split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const value = parsed(line);
    if (value !== undefined) return inValue([value]);
    throw new StudioError('import/bad-record', 'A line of the list is no JSON.', {
      details: { line: i + 1, column: 1 },
    });
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inValue(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(nameOf);
  if (!isRecord(value)) return nameOf(value);
  const inner = Object.keys(value).find((key) => AROUND.includes(key.toLowerCase()));
  const list = inner === undefined ? null : value[inner];
  if (typeof list === 'object' && list !== null) return inValue(list);
  const own = nameOf(value);
  return own.length > 0 ? own : Object.keys(value);
}

/** What names the video of one entry. */
function nameOf(entry: unknown): string[] {
  if (typeof entry === 'string') return [entry];
  if (typeof entry === 'number') return [String(entry)];
  if (!isRecord(entry)) return [];
  const keys = Object.keys(entry).filter((key) => rankOf(key) >= 0);
  const [best] = keys.sort((a, b) => rankOf(a) - rankOf(b));
  const name = best === undefined ? null : entry[best];
  return typeof name === 'string' || typeof name === 'number' ? [String(name)] : [];
}
