import {
  freeIndices,
  freeSlots,
  type Pick,
  REQUIRED_BUDGET,
  type SelectionMethod,
} from './method.ts';
import { reason } from './reasons.ts';

/**
 * Evenly spread frames: of m candidates, number ⌊k (m − 1) / (b − 1)⌋ for k = 0 … b − 1; the middle one for b = 1.
 *
 * Source: the loader of LLaVA-Video (`np.linspace(0, m − 1, b, dtype=int)`); the baseline that every other method is shown
 * beside. Parameters: `budget` b, frames. Complexity O(b).
 */
export const uniform: SelectionMethod = {
  id: 'uniform',
  params: [REQUIRED_BUDGET],
  choose(candidates): Pick[] {
    const free = freeIndices(candidates);
    const count = Math.min(freeSlots(candidates), free.length);
    return evenPlaces(free.length, count).map((place, k) => ({
      index: free[place] as number,
      score: 1,
      reasons: [reason.uniform(k, count)],
    }));
  },
};

/** `count` places in `0 … length − 1`, ascending and distinct; `count ≤ length`. */
export function evenPlaces(length: number, count: number): number[] {
  if (count === 1) return [Math.floor((length - 1) / 2)];
  return Array.from({ length: count }, (_, k) => Math.floor((k * (length - 1)) / (count - 1)));
}
