import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../core/errors.ts';
import { ACTIONS } from '../state/keymap.ts';
import { en } from './en/all.ts';
import { zhCN } from './zh-CN/all.ts';

/** Every text of a tree with its path. */
function texts(node: unknown, path = ''): [path: string, text: string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null)
    throw new Error(`${path} is neither text nor a group.`);
  return Object.entries(node).flatMap(([key, child]) =>
    texts(child, path ? `${path}.${key}` : key),
  );
}

const variables = (text: string) =>
  [...new Set([...text.matchAll(/\{\{-?\s*([\w.]+)/g)].map((match) => match[1]))].sort();
const english = texts(en);
const chinese = new Map(texts(zhCN));

test('both languages have the same keys', () => {
  expect([...chinese.keys()].sort()).toEqual(english.map(([path]) => path).sort());
});

test('both languages fill in the same values', () => {
  const differing = english.filter(
    ([path, text]) => variables(text).join() !== variables(chinese.get(path) ?? '').join(),
  );
  expect(differing).toEqual([]);
});

test('no text is empty, and none but names and symbols is left in English', () => {
  expect(english.filter(([, text]) => text.trim() === '')).toEqual([]);
  const same = english.filter(
    ([path, text]) => chinese.get(path) === text && /[a-z]{3,} [a-z]{3,} [a-z]{3,}/.test(text),
  );
  expect(same).toEqual([]);
});

test.each(['en', 'zh-CN'])('every file of %s is loaded', (language) => {
  const files = readdirSync(new URL(`./${language}/`, import.meta.url)).map((name) =>
    name.replace(/\.ts$/, ''),
  );
  expect(files.filter((name) => name !== 'all' && name !== 'first').sort()).toEqual(
    Object.keys(en).sort(),
  );
});

test('every error code and every action has its words', () => {
  expect(Object.keys(en.errors).sort()).toEqual([...ERROR_CODES].sort());
  expect(Object.keys(en.keys.actions).sort()).toEqual(ACTIONS.map(({ id }) => id).sort());
});
