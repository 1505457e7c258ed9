import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDiff } from './word-diff.ts';

const join = (parts: ReturnType<typeof wordDiff>, leaveOut: string): string =>
  parts
    .filter((part) => part.kind !== leaveOut)
    .map((part) => part.text)
    .join('');

describe('wordDiff', () => {
  it('contains both texts, whole', () => {
    const text = fc.array(
      fc.constantFrom('salt', ' ', 'draws', '\n', '水', '，', 'water.', '<b>'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [a.join(''), b.join('')];
        const parts = wordDiff(before, after);
        expect(join(parts, 'added')).toBe(before);
        expect(join(parts, 'removed')).toBe(after);
      }),
    );
  });
  it('marks the word that was changed and nothing else', () => {
    const changed = wordDiff('She has fed it.', 'She has raised it.').filter(
      (part) => part.kind !== 'same',
    );
    expect(changed.map((part) => part.text)).toEqual(['fed', 'raised']);
  });
});
