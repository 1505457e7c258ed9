import {
  freeSlots,
  type Pick,
  param,
  REQUIRED_BUDGET,
  relevanceOf,
  type SelectionMethod,
} from './method.ts';
import { ranksOf, scaled } from './ranks.ts';
import { matched } from './relevance-top-k.ts';
import { usableFrames } from './usable.ts';

/** Keeps frames of no relevance from having no chance at all when every score is the same. */
const FLOOR = 1e-6;

/**
 * Inverse transform sampling: relevance as a distribution over time, read off at b even places.
 *
 * Source: BOLT (arXiv 2503.21483). With relevance scaled to s in 0–1, weights w = s^sharpness and their running sum
 * F = Σw / W, frame k is the first with F ≥ (k + ½) / b, k = 0 … b − 1. A frame that was taken already gives way to the nearest
 * free one (ties: the earlier). Even places instead of random ones, so that the same input gives the same frames. Flat relevance gives uniform
 * frames, a single peak gives its neighbourhood. Blank frames are left out.
 *
 * Parameters: `budget` b, frames; `sharpness`, exponent: 0 = uniform, higher = nearer to top-k. Complexity O(n + b²).
 */
export const bolt: SelectionMethod = {
  id: 'bolt',
  params: [REQUIRED_BUDGET, { name: 'sharpness', min: 0, max: 8, step: 0.5, default: 3 }],
  needs: 'question',
  choose(candidates, params): Pick[] {
    const relevance = relevanceOf(candidates);
    const free = usableFrames(candidates).filter((index) => !candidates.pinned[index]);
    const count = Math.min(freeSlots(candidates), free.length);
    const sharpness = param(params, 'sharpness');
    const weights = scaled(relevance, free).map((score) => score ** sharpness + FLOOR);
    const ranks = ranksOf(relevance);
    return quantilePlaces(weights, count).map((place) =>
      matched(relevance, ranks, free[place] as number),
    );
  },
};

function quantilePlaces(weights: Float64Array, count: number): number[] {
  let total = 0;
  for (const weight of weights) total += weight;
  const taken = new Set<number>();
  let place = 0;
  let running = weights[0] ?? 0;
  for (let k = 0; k < count; k += 1) {
    const share = ((k + 0.5) / count) * total;
    while (running < share && place < weights.length - 1) {
      place += 1;
      running += weights[place] as number;
    }
    taken.add(nearestFree(taken, place, weights.length));
  }
  return [...taken];
}

function nearestFree(taken: ReadonlySet<number>, place: number, length: number): number {
  for (let away = 0; away < length; away += 1) {
    if (place - away >= 0 && !taken.has(place - away)) return place - away;
    if (place + away < length && !taken.has(place + away)) return place + away;
  }
  return place;
}
