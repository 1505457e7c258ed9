import { describe, expect, test } from 'vitest';
import { capPerCategory, dynamicVerdicts, passesAll } from './dynamic-filter.ts';
import { motionChoice, scenesPerSec } from './facts.ts';

const shots = (scenes: number) => ({
  cuts: Array.from({ length: scenes - 1 }, (_, k) => ({
    ptsSec: k + 1,
    ptsTicks: k + 1,
    timescale: 1,
  })),
});
const video = { durationSec: 60, widthPx: 1280, heightPx: 720 };

/** LLaVA-Video's dynamic-video filter. */
describe('seeds §6 row 3: the dynamic-video filter shows its numbers and judges rule by rule', () => {
  const verdict = (changes: Partial<typeof video>, scenes: number) => {
    const rules = dynamicVerdicts({ ...video, ...changes }, shots(scenes));
    return rules.filter(({ passes }) => !passes).map(({ rule }) => rule);
  };

  test('every number is there, in the order of the paper', () => {
    expect(dynamicVerdicts(video, shots(12))).toEqual([
      { rule: 'scenes', value: 12, passes: true },
      { rule: 'duration', value: 60, passes: true },
      { rule: 'scenesPerSec', value: 0.2, passes: true },
      { rule: 'resolution', value: 720, passes: true },
    ]);
    expect(passesAll(dynamicVerdicts(video, shots(12)))).toBe(true);
  });

  test('more than two scenes', () => {
    expect(verdict({}, 2)).toEqual(['scenes']);
    expect(verdict({}, 3)).toEqual([]);
  });

  test('from 5 to 180 seconds, both ends in', () => {
    expect(verdict({ durationSec: 4.99 }, 3)).toEqual(['duration', 'scenesPerSec']);
    expect(verdict({ durationSec: 6 }, 3)).toEqual([]);
    expect(verdict({ durationSec: 180 }, 3)).toEqual([]);
    expect(verdict({ durationSec: 180.01 }, 3)).toEqual(['duration']);
  });

  test('at most half a scene a second', () => {
    expect(verdict({}, 30)).toEqual([]);
    expect(verdict({}, 31)).toEqual(['scenesPerSec']);
  });

  test('more than 480 lines, of upright videos too', () => {
    expect(verdict({ widthPx: 854, heightPx: 480 }, 3)).toEqual(['resolution']);
    expect(verdict({ widthPx: 480, heightPx: 854 }, 3)).toEqual(['resolution']);
    expect(verdict({ widthPx: 540, heightPx: 960 }, 3)).toEqual([]);
  });

  test('at most so many of one category, the first ones', () => {
    const items = ['a1', 'b1', 'a2', 'a3', 'b2'];
    expect(capPerCategory(items, (item) => item.charAt(0), 2)).toEqual(['a1', 'b1', 'a2', 'b2']);
    expect(capPerCategory(Array(60).fill('x'), () => null)).toHaveLength(50);
  });

  test('a video without duration has no rate', () => {
    expect(scenesPerSec(shots(3), 0)).toBe(0);
  });
});

/** VideoEspresso's sampling policy. */
test('seeds §6 row 2: one frame a second for static video, two to four for dynamic, by the shown score', () => {
  const at = (motion: number) => motionChoice({ motion }).fps;
  expect([0, 0.05, 0.119, 0.12, 0.24, 0.36, 1].map(at)).toEqual([1, 1, 1, 2, 3, 4, 4]);
  expect(motionChoice({ motion: 0.2 })).toEqual({ motion: 0.2, threshold: 0.12, fps: 2 });
});
