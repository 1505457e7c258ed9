import type { JsonItem, TextPosition } from './json-items.ts';

/** Keys and indices from the top of a JSON value. */
export type JsonPath = readonly PropertyKey[];

const SPACE = /\s*/y;

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

function skipString(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

/** Offset behind the value that starts at `at`. */
function skipValue(text: string, at: number): number {
  let depth = 0;
  let i = at;
  while (i < text.length) {
    const char = text[i] ?? '';
    if (char === '"') {
      i = skipString(text, i);
      if (depth === 0) return i;
      continue;
    }
    if (depth === 0 && (char === ',' || char === '}' || char === ']')) return i;
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    i += 1;
    if (depth === 0 && (char === '}' || char === ']')) return i;
  }
  return i;
}

/** Offset of the child, or `null` when the value at `at` has no such child. */
function findChild(text: string, at: number, wanted: PropertyKey): number | null {
  const isObject = text[at] === '{';
  if (!isObject && text[at] !== '[') return null;
  let i = skipSpace(text, at + 1);
  for (let index = 0; i < text.length && text[i] !== '}' && text[i] !== ']'; index += 1) {
    let key: PropertyKey = index;
    if (isObject) {
      const end = skipString(text, i);
      key = String(JSON.parse(text.slice(i, end)));
      i = skipSpace(text, skipSpace(text, end) + 1);
    }
    if (key === wanted) return i;
    i = skipSpace(text, skipValue(text, i));
    if (text[i] === ',') i = skipSpace(text, i + 1);
  }
  return null;
}

/** Offset of the value that a path leads to, or of the deepest value on the way that exists. `text` is valid JSON. */
export function offsetOfPath(text: string, path: JsonPath): number {
  let at = skipSpace(text, 0);
  for (const step of path) {
    const child = findChild(text, at, step);
    if (child === null) return at;
    at = child;
  }
  return at;
}

/** Where an offset within an item lies in the whole file. */
export function positionInFile(item: JsonItem, offset: number): TextPosition {
  const before = item.text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  if (lastBreak === -1) return { line: item.line, column: item.column + before.length };
  return { line: item.line + before.split('\n').length - 1, column: before.length - lastBreak };
}

/** `options[2]`, `key_items.0`: a path as people write it. */
export const pathText = (path: JsonPath): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
