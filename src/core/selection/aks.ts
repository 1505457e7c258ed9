import {
  freeSlots,
  type Pick,
  param,
  REQUIRED_BUDGET,
  relevanceOf,
  type SelectionMethod,
} from './method.ts';
import { byScore, mean, meanOfHighest, ranksOf, scaled } from './ranks.ts';
import { matched } from './relevance-top-k.ts';
import { usableFrames } from './usable.ts';

/**
 * Relevance where it stands out, coverage where it does not, by halving the video.
 *
 * Source: Adaptive Keyframe Sampling (AKS, arXiv 2502.21271). Relevance is scaled to 0–1 over the video. A part of the video is
 * left whole when `mean(its b highest) − mean(all of it) > minPeak`; otherwise it is halved, down to `maxDepth` halvings. A part that
 * was halved d times gives its ⌊b / 2^d⌋ most relevant frames. Differences from the published code, which was written for 64 frames: no
 * part is halved whose halves would give none (five halvings of fewer than 32 frames leave nothing to anybody), blank frames are left out, and what
 * rounding leaves of the budget goes to the most relevant frames that are left.
 *
 * Parameters: `budget` b, frames; `minPeak`, 0–1 (published: 0.8); `maxDepth`, halvings (published: 5).
 * Complexity O(n log n · maxDepth).
 */
export const aks: SelectionMethod = {
  id: 'aks',
  params: [
    REQUIRED_BUDGET,
    { name: 'minPeak', min: 0, max: 1, step: 0.05, default: 0.8 },
    { name: 'maxDepth', min: 0, max: 8, step: 1, default: 5 },
  ],
  needs: 'question',
  choose(candidates, params): Pick[] {
    const relevance = relevanceOf(candidates);
    const free = usableFrames(candidates).filter((index) => !candidates.pinned[index]);
    const budget = Math.min(freeSlots(candidates), free.length);
    const scores = scaled(relevance, free);
    const rule = { budget, minPeak: param(params, 'minPeak'), maxDepth: param(params, 'maxDepth') };
    const kept = new Set(split(scores, { from: 0, to: free.length, depth: 0 }, rule));
    const left = free.map((_, place) => place).filter((place) => !kept.has(place));
    for (const place of byScore(scores, left).slice(0, budget - kept.size)) kept.add(place);
    const ranks = ranksOf(relevance);
    return [...kept].map((place) => matched(relevance, ranks, free[place] as number));
  },
};

interface Part {
  from: number;
  to: number;
  depth: number;
}

function split(
  scores: Float64Array,
  { from, to, depth }: Part,
  rule: { budget: number; minPeak: number; maxDepth: number },
): number[] {
  const share = Math.floor(rule.budget / 2 ** depth);
  if (share === 0 || to <= from) return [];
  const own = scores.subarray(from, to);
  const isPeaked = meanOfHighest(own, rule.budget) - mean(own) > rule.minPeak;
  const isSmallest = rule.budget < 2 ** (depth + 1);
  if (isPeaked || isSmallest || depth >= rule.maxDepth) {
    const places = Array.from({ length: to - from }, (_, k) => from + k);
    return byScore(scores, places).slice(0, share);
  }
  const middle = from + Math.floor((to - from) / 2);
  return [
    ...split(scores, { from, to: middle, depth: depth + 1 }, rule),
    ...split(scores, { from: middle, to, depth: depth + 1 }, rule),
  ];
}
