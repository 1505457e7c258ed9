import {
  freeSlots,
  type Pick,
  REQUIRED_BUDGET,
  relevanceOf,
  type SelectionMethod,
} from './method.ts';
import { byScore, ranksOf } from './ranks.ts';
import { reason } from './reasons.ts';
import { usableFrames } from './usable.ts';

/**
 * The b frames that are most like the question: the highest cos(frame, question).
 *
 * Source: the text–frame similarity of KeyVideoLLM (arXiv 2407.03104). It looks at nothing else, so its frames tend to lie side by side;
 * it is here to compare with. Blank frames come last. Parameters: `budget` b, frames. Complexity O(n log n).
 */
export const relevanceTopK: SelectionMethod = {
  id: 'relevance-top-k',
  params: [REQUIRED_BUDGET],
  needs: 'question',
  choose(candidates): Pick[] {
    const relevance = relevanceOf(candidates);
    const ranks = ranksOf(relevance);
    const free = usableFrames(candidates).filter((index) => !candidates.pinned[index]);
    return byScore(relevance, free)
      .slice(0, freeSlots(candidates))
      .map((index) => matched(relevance, ranks, index));
  },
};

/** A frame that was kept for its relevance. */
export function matched(relevance: ArrayLike<number>, ranks: Int32Array, index: number): Pick {
  const value = relevance[index] as number;
  return { index, score: value, reasons: [reason.match(value, ranks[index] as number)] };
}
