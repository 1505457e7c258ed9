import type { EmbeddingMatrix } from '../flow.ts';
import { cosineOfRows } from '../vector.ts';
import { OPTIONAL_BUDGET, type Pick, param, type SelectionMethod } from './method.ts';
import { reason } from './reasons.ts';
import { thinByNovelty } from './thin.ts';

/** What VideoEspresso shows a drafter at once. */
export const CAPTIONS_PER_GROUP = 15;

/** A frame that stays: `cosine` of its caption to that of `against`, the one kept before it; the first has neither. */
export interface KeptCaption {
  index: number;
  cosine: number | null;
  against: number | null;
}

/**
 * Redundancy removal on captions: a caption stays when its cosine to the last one that stayed is below `maxCosine`. Of a redundant
 * pair the newer one goes (last in, first out), the older one stays.
 *
 * Source: VideoEspresso (arXiv 2411.14794), construction pipeline, with BGE-M3 embeddings; its threshold is not published. Complexity O(n · dim).
 *
 * @param captions one L2-normalised row a frame, in order of time
 * @param indices rows to look at, ascending
 */
export function keepNovelCaptions(
  captions: EmbeddingMatrix,
  indices: readonly number[],
  maxCosine: number,
): KeptCaption[] {
  const kept: KeptCaption[] = [];
  for (const index of indices) {
    const last = kept.at(-1);
    if (!last) {
      kept.push({ index, cosine: null, against: null });
      continue;
    }
    const cosine = cosineOfRows(captions, last.index, index);
    if (cosine < maxCosine) kept.push({ index, cosine, against: last.index });
  }
  return kept;
}

/** Consecutive groups of `size`, the last one shorter: the context of one drafting call each. */
export function groupsOf<T>(items: readonly T[], size = CAPTIONS_PER_GROUP): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}

/**
 * The frames whose captions say something new (`keepNovelCaptions`).
 *
 * Parameters: `maxCosine`, kept below it (not published; .85 is this project's choice for sentence encoders); `budget`, frames, 0 = no limit:
 * a longer list loses the frames whose pictures are missed least. Complexity O(n · dim).
 */
export const captionLifo: SelectionMethod = {
  id: 'caption-lifo',
  params: [{ name: 'maxCosine', min: 0.3, max: 1, step: 0.01, default: 0.85 }, OPTIONAL_BUDGET],
  needs: 'captions',
  choose(candidates, params): Pick[] {
    const { captions, n, dropped, budget } = candidates;
    if (!captions) return [];
    const allowed = Array.from({ length: n }, (_, i) => i).filter((i) => !dropped[i]);
    const kept = keepNovelCaptions(captions, allowed, param(params, 'maxCosine'));
    const picks = kept.map(
      ({ index, cosine, against }): Pick =>
        cosine === null || against === null
          ? { index, score: 1, reasons: [reason.first()] }
          : { index, score: 1 - cosine, reasons: [reason.captionNovel(cosine, against)] },
    );
    if (budget === null) return picks;
    const pinned = allowed.filter((i) => candidates.pinned[i]);
    const all = [...new Set([...pinned, ...kept.map(({ index }) => index)])].sort((a, b) => a - b);
    const left = new Set(thinByNovelty(candidates, all, budget));
    return picks.filter(({ index }) => left.has(index));
  },
};
