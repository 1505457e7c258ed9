import { freeSlots, OPTIONAL_BUDGET, type Pick, type SelectionMethod } from './method.ts';
import { reason } from './reasons.ts';

/**
 * The frames that a language model picked from captions and a question.
 *
 * Source: the hybrid of VideoEspresso (arXiv 2411.14794): a small vision model captions the sampled frames, a small language model receives
 * all captions with the question and names the ones that are needed. The models run elsewhere (roles `captioner` and `selector`); this takes
 * what they picked, most relevant first, and keeps as many as the budget allows. Prompt and reply: `caption-choice.ts`.
 *
 * Parameters: `budget`, frames, 0 = all that were picked. Complexity O(n).
 */
export const captionLlm: SelectionMethod = {
  id: 'caption-llm',
  params: [OPTIONAL_BUDGET],
  needs: 'picked',
  choose(candidates): Pick[] {
    const picked = candidates.picked ?? [];
    const ranked = picked.map((index, place) => ({ index, rank: place + 1 }));
    return ranked
      .filter(({ index }) => !candidates.dropped[index] && !candidates.pinned[index])
      .slice(0, freeSlots(candidates))
      .map(({ index, rank }) => ({
        index,
        score: 1 - (rank - 1) / picked.length,
        reasons: [reason.chosen(rank, picked.length)],
      }));
  },
};
