import { cosineOfRows } from '../vector.ts';
import type { Candidates } from './method.ts';

/** How much an opened gap as long as the whole video weighs against a cosine difference of 1. */
const GAP_WEIGHT = 0.5;

/**
 * Leaves out frames, one at a time, until `budget` are left: always the one that is missed least, i.e. with the smallest
 * `1 − max(cos to the frame before, cos to the frame after) + 0.5 · (gap that opens / length of the video)`. A gap at
 * either end counts twice, for it has a frame on one side only. Ties go against the later frame. Pinned frames stay, so more than `budget` may be left.
 *
 * Complexity O(m² + m · dim) for m frames.
 *
 * @param indices into the candidates, ascending, distinct
 * @returns the indices that are left, ascending
 */
export function thinByNovelty(
  candidates: Candidates,
  indices: readonly number[],
  budget: number,
): number[] {
  const left = [...indices];
  const cost = left.map((_, place) => costOf(candidates, left, place));
  while (left.length > budget) {
    let cheapest = -1;
    for (let place = left.length - 1; place >= 0; place -= 1) {
      if (cost[place] === Number.POSITIVE_INFINITY) continue;
      if (cheapest < 0 || (cost[place] as number) < (cost[cheapest] as number)) cheapest = place;
    }
    if (cheapest < 0) break;
    left.splice(cheapest, 1);
    cost.splice(cheapest, 1);
    for (const place of [cheapest - 1, cheapest]) {
      if (place >= 0 && place < left.length) cost[place] = costOf(candidates, left, place);
    }
  }
  return left;
}

/** What leaving out `left[place]` costs; infinite for a pinned frame. */
function costOf(candidates: Candidates, left: readonly number[], place: number): number {
  const { times, embeddings, n } = candidates;
  const index = left[place] as number;
  if (candidates.pinned[index]) return Number.POSITIVE_INFINITY;
  const before = left[place - 1];
  const after = left[place + 1];
  const nearest = Math.max(
    before === undefined ? -1 : cosineOfRows(embeddings, before, index),
    after === undefined ? -1 : cosineOfRows(embeddings, index, after),
  );
  const startSec = times[0] as number;
  const endSec = times[n - 1] as number;
  const isEnd = before === undefined || after === undefined;
  const gapSec =
    ((times[after ?? n - 1] as number) - (times[before ?? 0] as number)) * (isEnd ? 2 : 1);
  return 1 - nearest + (endSec > startSec ? (GAP_WEIGHT * gapSec) / (endSec - startSec) : 0);
}
