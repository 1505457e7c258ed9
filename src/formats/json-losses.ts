/**
 * What `JSON.parse` loses without a word: all but the last of equal keys, and the end of numbers that are too long. A dataset that
 * carries either should be mended at its source, so both are reported with their place.
 */

export interface JsonLoss {
  offset: number;
  message: string;
}

const KEY_MARK = /"\s*:/g;
const LONG_NUMBER = /\d{16}/;
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]/gs;

/** @param text valid JSON @param value what it was parsed to */
export function jsonLosses(text: string, value: unknown): JsonLoss[] {
  const marks = text.match(KEY_MARK)?.length ?? 0;
  if (marks === countKeys(value) && !LONG_NUMBER.test(text)) return [];
  return scan(text);
}

function countKeys(value: unknown): number {
  let count = 0;
  const open = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null) continue;
    const members = Object.values(one);
    if (!Array.isArray(one)) count += members.length;
    for (const member of members) if (typeof member === 'object') open.push(member);
  }
  return count;
}

function scan(text: string): JsonLoss[] {
  const losses: JsonLoss[] = [];
  const open: (Set<string> | null)[] = [];
  let key: { text: string; offset: number } | null = null;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const known = open.at(-1);
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token.startsWith('"')) key = { text: token, offset: index };
    else if (token === ':' && key && known) {
      const name = String(JSON.parse(key.text));
      if (known.has(name)) {
        const message = `The key "${name}" stands twice in one object: only the last is read.`;
        losses.push({ offset: key.offset, message });
      }
      known.add(name);
    } else if (/^-?\d/.test(token) && isInexact(token)) {
      losses.push({ offset: index, message: `The number ${token} is read as ${Number(token)}.` });
    }
  }
  return losses;
}

const isInexact = (number: string): boolean =>
  /^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number));
