import { sceneCount, scenesPerSec } from './facts.ts';
import type { ShotFacts } from './shot-facts.ts';

/**
 * The filter by which LLaVA-Video-178K (arXiv 2410.02713, §3.1 and figure 1) takes dynamic videos: more than 2 scenes, 5–180 s, at most
 * 0.5 scenes a second (what cuts faster is a slide show), more than 480 lines. "480p" counts the short side, so that upright videos are
 * judged like others. Both ends of the duration are in.
 */
export const DYNAMIC_LIMITS = {
  scenesAbove: 2,
  shortestSec: 5,
  longestSec: 180,
  mostScenesPerSec: 0.5,
  linesAbove: 480,
} as const;

export const DYNAMIC_RULES = ['scenes', 'duration', 'scenesPerSec', 'resolution'] as const;
export type DynamicRule = (typeof DYNAMIC_RULES)[number];

/** One rule with the number that it judges: scenes, seconds, scenes a second, lines. */
export interface RuleVerdict {
  rule: DynamicRule;
  value: number;
  passes: boolean;
}

export interface FilteredVideo {
  durationSec: number;
  widthPx: number;
  heightPx: number;
}

/** Every rule, in the order of the paper. */
export function dynamicVerdicts(
  { durationSec, widthPx, heightPx }: FilteredVideo,
  shots: Pick<ShotFacts, 'cuts'>,
): RuleVerdict[] {
  const limits = DYNAMIC_LIMITS;
  const scenes = sceneCount(shots);
  const rate = scenesPerSec(shots, durationSec);
  const lines = Math.min(widthPx, heightPx);
  return [
    { rule: 'scenes', value: scenes, passes: scenes > limits.scenesAbove },
    {
      rule: 'duration',
      value: durationSec,
      passes: durationSec >= limits.shortestSec && durationSec <= limits.longestSec,
    },
    { rule: 'scenesPerSec', value: rate, passes: rate <= limits.mostScenesPerSec },
    { rule: 'resolution', value: lines, passes: lines > limits.linesAbove },
  ];
}

export const passesAll = (verdicts: readonly RuleVerdict[]): boolean =>
  verdicts.every(({ passes }) => passes);

/** How many videos of one category LLaVA-Video keeps. */
export const CATEGORY_CAP = 50;

/** The first `most` of each category, in the order given; what has no category is one of its own. */
export function capPerCategory<T>(
  items: readonly T[],
  categoryOf: (item: T) => string | null,
  most: number = CATEGORY_CAP,
): T[] {
  const counts = new Map<string | null, number>();
  return items.filter((item) => {
    const category = categoryOf(item);
    const count = counts.get(category) ?? 0;
    counts.set(category, count + 1);
    return count < most;
  });
}
