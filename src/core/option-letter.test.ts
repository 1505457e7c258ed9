import { describe, expect, it } from 'vitest';
import { letterIndex, optionLetter } from './option-letter.ts';

describe('row 25: the letter of an answer', () => {
  it.each([
    ['(C)', 2],
    ['C', 2],
    ['C.', 2],
    ['C. Because it rains', 2],
    ['(B): A man walks by', 1],
    ['B) the left one', 1],
    ['Answer: D', 3],
    ['Answer D', 3],
    ['The correct answer is (B), since A is absurd.', 1],
    ['The best option is C', 2],
    ['I think it is B', 1],
    ['A man opens the door, so (D) fits.', 3],
  ])('%s names option %i', (text, index) => {
    expect(letterIndex(text, 4)).toBe(index);
  });

  it.each(['Answer', 'Because of the rain.', 'A man walks.', '', '(E)', 'E', 'A or B'])(
    '%j names none of four, though a capital A–D stands in most',
    (text) => {
      expect(letterIndex(text, 4)).toBeNull();
    },
  );

  it('goes as far as there are options', () => {
    expect(letterIndex('(E)', 5)).toBe(4);
    expect([0, 4, 25].map(optionLetter)).toEqual(['A', 'E', 'Z']);
  });
});
