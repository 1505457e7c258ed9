/**
 * How a number in a file name could mean a time: the rules by which people dump frames. Released sets do not say which one was
 * used (VideoEspresso issue 11: "1, 2 or 4 fps"), so all of them are tried.
 */
import { indexOnScreen } from '../time.ts';

export interface RateRule {
  /** Frames a second of the dump; `native` = the number counts the video's own frames. */
  rate: number | 'native';
  /** Number of the first frame. */
  base: 0 | 1;
  /**
   * Which moment of its interval a frame shows: its start (seek to k ÷ rate), or its middle, which is what FFmpeg's filter `fps` takes: the
   * last frame before (k + ½) ÷ rate.
   */
  place: 'start' | 'middle';
}

/** Rates that occur: stated in papers and issues, and those of films and cameras, where a dump counts every frame. */
const RATES = [
  0.5,
  1,
  2,
  3,
  4,
  5,
  8,
  10,
  24_000 / 1001,
  24,
  25,
  30_000 / 1001,
  30,
  50,
  60,
] as const;
/** Just before the middle: a frame that begins there already belongs to the next interval. Longer than any rounding of times. */
const BEFORE_MIDDLE_SEC = 5e-6;

export const RATE_RULES: readonly RateRule[] = [
  ...([0, 1] as const).map((base): RateRule => ({ rate: 'native', base, place: 'start' })),
  ...RATES.flatMap((rate) =>
    ([0, 1] as const).flatMap((base) =>
      (['start', 'middle'] as const).map((place): RateRule => ({ rate, base, place })),
    ),
  ),
];

/** A clip as its frames: ascending presentation times, and the end of the last frame, in seconds. */
export interface ClipTimes {
  timesSec: ArrayLike<number>;
  endSec: number;
}

/** 0-based place of the video frame that a number means under a rule; `null` = there is none in the clip. */
export function frameByRule(rule: RateRule, index: number, clip: ClipTimes): number | null {
  const nth = index - rule.base;
  if (nth < 0) return null;
  if (rule.rate === 'native') return nth < clip.timesSec.length ? nth : null;
  const startSec = clip.timesSec[0];
  if (startSec === undefined) return null;
  const offset =
    rule.place === 'start' ? nth / rule.rate : (nth + 0.5) / rule.rate - BEFORE_MIDDLE_SEC;
  // Its interval counts: the last frame of a dump may be shown to its end.
  if (startSec + nth / rule.rate >= clip.endSec) return null;
  return indexOnScreen(clip.timesSec, startSec + offset);
}

/** Rules under which every number lies in the clip. */
export function possibleRules(
  indexes: readonly number[],
  clip: ClipTimes,
  rules: readonly RateRule[] = RATE_RULES,
): RateRule[] {
  const ends = [
    indexes.reduce((least, index) => Math.min(least, index), Number.POSITIVE_INFINITY),
    indexes.reduce((most, index) => Math.max(most, index), Number.NEGATIVE_INFINITY),
  ];
  return rules.filter((rule) => ends.every((index) => frameByRule(rule, index, clip) !== null));
}

/** Up to `count` of the values, spread over their range with both ends. */
export function spread<T>(values: readonly T[], count: number): T[] {
  if (values.length <= count) return [...values];
  const last = values.length - 1;
  return Array.from({ length: count }, (_, i) => values[Math.round((i * last) / (count - 1))] as T);
}
