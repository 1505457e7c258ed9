import {
  freeIndices,
  freeSlots,
  OPTIONAL_BUDGET,
  type Pick,
  param,
  type SelectionMethod,
} from './method.ts';
import { reason } from './reasons.ts';
import { nearestToGrid } from './time-grid.ts';
import { evenPlaces } from './uniform.ts';

/**
 * One frame a second and no selection.
 *
 * Source: LLaVA-Video-178K (arXiv 2410.02713), whose captions were written from frames at 1 fps. Parameters: `everySec`,
 * seconds; `budget`, frames, 0 = no limit (a longer list is thinned evenly). Complexity O(n).
 */
export const everySecond: SelectionMethod = {
  id: 'every-second',
  params: [{ name: 'everySec', min: 0.25, max: 10, step: 0.25, default: 1 }, OPTIONAL_BUDGET],
  choose(candidates, params): Pick[] {
    const grid = nearestToGrid(
      candidates.times,
      freeIndices(candidates),
      param(params, 'everySec'),
    );
    const places = evenPlaces(grid.length, Math.min(grid.length, freeSlots(candidates)));
    return places.map((place, k) => ({
      index: grid[place] as number,
      score: 1,
      reasons: [reason.uniform(k, places.length)],
    }));
  },
};
