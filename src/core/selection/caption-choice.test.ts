import { expect, it } from 'vitest';
import { captionChoice, chosenFrames } from './caption-choice.ts';
import { groupsOf } from './caption-lifo.ts';

const FRAMES = [
  { index: 7, ptsSec: 14, caption: 'She pours\n milk.' },
  { index: 2, ptsSec: 4.5, caption: 'A cup on a table.' },
];

it('lists captions in order of time, one line each, with the id that comes back', () => {
  expect(captionChoice(' Who pours? ', FRAMES, 3)).toEqual({
    question: 'Who pours?',
    captions: '[2] 0:04.500 A cup on a table.\n[7] 0:14.000 She pours milk.',
    limit: 3,
  });
});

it("keeps the model's order, each id once, and tells apart what it made up", () => {
  expect(chosenFrames([7, 99, 7, 2], FRAMES, 5)).toEqual({ picked: [7, 2], unknown: [99] });
  expect(chosenFrames([7, 2], FRAMES, 1).picked).toEqual([7]);
});

it('cuts captions into groups of 15, the last one shorter', () => {
  const groups = groupsOf(Array.from({ length: 32 }, (_, i) => i));
  expect(groups.map((group) => group.length)).toEqual([15, 15, 2]);
  expect(groups.flat()).toHaveLength(32);
});
