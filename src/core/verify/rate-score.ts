import type { RateRule } from './rate-rules.ts';

/** How unlike a dumped picture and a frame of the video are, 0–1. `null` = the frame could not be compared. */
export type Unlikeness = (
  item: number,
  frame: number,
) => { error: number; isMatch: boolean } | null;

/** What a rule says about each picture: the frame of the video that it would be; the same item order for all rules. */
export interface RuleFrames {
  rule: RateRule;
  frames: readonly number[];
}

/** Rules that mean the same frame for every picture: no picture can tell them apart. */
export interface RateGroup {
  rules: RateRule[];
  frames: readonly number[];
  /** Mean unlikeness, 0–1; 0 = the same pictures. */
  error: number;
  /** Share of the pictures that are the frame which the rule means, 0–1. */
  share: number;
}

export interface RateDecision {
  /**
   * `fits` = one group explains the pictures and no other comes near; `unclear` = it explains them, but so does another; `none` =
   * no rule does.
   */
  verdict: 'fits' | 'unclear' | 'none';
  best: RateGroup;
  second: RateGroup | null;
  /** 0 = the second is as good, 1 = it is hopeless; 1 without a second. */
  margin: number;
  /** `share × margin`. */
  confidence: number;
}

/** What recompressing a picture leaves as unlikeness: differences below it are noise. */
const NOISE = 0.001;
const MIN_SHARE = 0.8;
const MIN_MARGIN = 0.25;

/** Groups in order of their error, the best first. */
export function rankRules(candidates: readonly RuleFrames[], unlikeness: Unlikeness): RateGroup[] {
  const groups = new Map<string, RateGroup>();
  for (const { rule, frames } of candidates) {
    const key = frames.join();
    const known = groups.get(key);
    if (known) known.rules.push(rule);
    else groups.set(key, { rules: [rule], frames, ...measure(frames, unlikeness) });
  }
  return [...groups.values()].sort((a, b) => a.error - b.error);
}

function measure(
  frames: readonly number[],
  unlikeness: Unlikeness,
): { error: number; share: number } {
  let [sum, matches, compared] = [0, 0, 0];
  frames.forEach((frame, item) => {
    const found = unlikeness(item, frame);
    if (!found) return;
    compared += 1;
    sum += found.error;
    if (found.isMatch) matches += 1;
  });
  return compared === 0
    ? { error: 1, share: 0 }
    : { error: sum / compared, share: matches / compared };
}

/** @returns `null` without any rule */
export function decideRate(ranked: readonly RateGroup[]): RateDecision | null {
  const [best, second = null] = ranked;
  if (!best) return null;
  const margin = second ? 1 - (best.error + NOISE) / (second.error + NOISE) : 1;
  const isExplained = best.share >= MIN_SHARE;
  const verdict = isExplained && margin >= MIN_MARGIN ? 'fits' : isExplained ? 'unclear' : 'none';
  return { verdict, best, second, margin, confidence: best.share * margin };
}
