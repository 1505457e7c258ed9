import type { EmbeddingMatrix } from '../flow.ts';
import { cosineOfRows } from '../vector.ts';

/** Multiplications that finding stand-ins may cost: about 8 ms of plain JavaScript. */
const WORK = 8_000_000;
/** The one before and the one after. */
const FEWEST_TO_COMPARE = 2;

export interface StandIns {
  /** For every sampled frame: place in `core`; `null` when `core` is empty. */
  representedBy: (number | null)[];
  /** Cosine to that core frame; 1 for the core frames themselves. */
  similarity: (number | null)[];
}

/**
 * Finds for every sampled frame the core frame that is most like it (ties: the nearer in order, then the earlier). All core
 * frames are compared while that stays within about 8 ms; for long videos the nearest in order are, never fewer than two.
 *
 * Complexity O(n · min(k, 8·10⁶ / (n · dim)) · dim) for k core frames.
 *
 * @param core indices of the core frames, ascending
 */
export function findStandIns(embeddings: EmbeddingMatrix, core: readonly number[]): StandIns {
  const n = embeddings.rows;
  const reach = Math.max(FEWEST_TO_COMPARE, Math.floor(WORK / Math.max(1, n * embeddings.dim)));
  const representedBy: (number | null)[] = [];
  const similarity: (number | null)[] = [];
  let after = 0;
  for (let i = 0; i < n; i += 1) {
    while (after < core.length && (core[after] as number) < i) after += 1;
    const own = core[after] === i;
    const best = own
      ? { place: after, cosine: 1 }
      : mostSimilar(embeddings, i, nearby(core, { index: i, after, reach }));
    representedBy.push(best?.place ?? null);
    similarity.push(best?.cosine ?? null);
  }
  return { representedBy, similarity };
}

/** Up to `reach` core frames, nearest to `index` first, as [place, row]. `after` is the place of the first one behind it. */
function nearby(
  core: readonly number[],
  { index, after, reach }: { index: number; after: number; reach: number },
): [place: number, row: number][] {
  const found: [number, number][] = [];
  let left = after - 1;
  let right = after;
  while (found.length < reach && (left >= 0 || right < core.length)) {
    const back = left >= 0 ? index - (core[left] as number) : Number.POSITIVE_INFINITY;
    const ahead = right < core.length ? (core[right] as number) - index : Number.POSITIVE_INFINITY;
    const place = back <= ahead ? left : right;
    found.push([place, core[place] as number]);
    if (back <= ahead) left -= 1;
    else right += 1;
  }
  return found;
}

function mostSimilar(
  embeddings: EmbeddingMatrix,
  index: number,
  among: readonly [place: number, row: number][],
): { place: number; cosine: number } | null {
  let best: { place: number; cosine: number } | null = null;
  for (const [place, row] of among) {
    const cosine = cosineOfRows(embeddings, row, index);
    if (best === null || cosine > best.cosine) best = { place, cosine };
  }
  return best;
}
