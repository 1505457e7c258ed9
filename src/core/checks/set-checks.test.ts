import { expect, test } from 'vitest';
import { placeBias, repeatedQuestions } from './set-checks.ts';

const asked = (question: string, startSec?: number) => ({
  question,
  stretch: startSec === undefined ? null : { startSec, endSec: startSec + 2 },
});

test('F1: the same question about the same stretch, in whatever order of words', () => {
  expect(
    repeatedQuestions([
      asked('Why does the cook tilt the hot pan?', 0),
      asked('Why is the hot pan that the cook does tilt?', 1),
      asked('Why does the cook tilt the hot pan?', 10),
      asked('Why does the cook wipe the hot pan?', 0),
      asked('厨师为什么倾斜平底锅？'),
      asked('厨师为什么倾斜平底锅？', 5),
    ]),
  ).toEqual([null, 0, null, null, null, 4]);
});

test('A6: chance is left alone, a favourite place is named', () => {
  expect(placeBias([25, 25, 25, 25])).toEqual({ chiSquare: 0, overused: [] });
  expect(placeBias([30, 22, 26, 22]).overused).toEqual([]);
  expect(placeBias([60, 10, 20, 10]).overused).toEqual([0]);
  expect(placeBias([3, 0, 0, 0]).overused).toEqual([]);
  expect(placeBias([0, 0, 0, 0])).toEqual({ chiSquare: 0, overused: [] });
  expect(placeBias([])).toEqual({ chiSquare: 0, overused: [] });
});
