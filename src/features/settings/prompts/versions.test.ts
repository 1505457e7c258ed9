import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byPrompt, placeholdersOf, wordDiff } from './versions.ts';

const version = (id: string, number: number) => ({
  id,
  version: number,
  text: '',
  author: 'person' as const,
  createdAtMs: 0,
});

test('groups versions under their prompt, the newest first', () => {
  const groups = byPrompt([
    version('qa', 1),
    version('caption', 1),
    version('qa', 10),
    version('qa', 2),
  ]);
  expect([...groups.keys()]).toEqual(['caption', 'qa']);
  expect(groups.get('qa')?.map((prompt) => prompt.version)).toEqual([10, 2, 1]);
});

test('finds what is filled in, once each', () => {
  expect(placeholdersOf('Look at {{frames}} of {{ video-name }}: {{frames}} {not} {{}}')).toEqual([
    'frames',
    'video-name',
  ]);
});

test('a diff holds both texts in full', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (from, to) => {
      const parts = wordDiff(from, to);
      const join = (skipped: string) =>
        parts
          .filter(({ kind }) => kind !== skipped)
          .map(({ text }) => text)
          .join('');
      expect(join('added')).toBe(from);
      expect(join('removed')).toBe(to);
    }),
  );
});
