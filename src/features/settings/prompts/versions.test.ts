import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byPrompt, recipeOfPrompt, wordDiff } from './versions.ts';

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

test('finds the recipe of a prompt', () => {
  const variables = { known: ['a', 'b'], required: ['a'] };
  const recipes = [
    { id: 'one', needs: 'video' as const, variables: {} },
    { id: 'two', needs: 'video' as const, variables: { caption: variables } },
  ];
  expect(recipeOfPrompt(recipes, 'caption')).toEqual({ id: 'two', needs: 'video', variables });
  expect(recipeOfPrompt(recipes, 'gone')).toBeNull();
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
