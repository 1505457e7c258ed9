import type { EmbeddingMatrix } from '../flow.ts';
import { cosineOfRows } from '../vector.ts';
import type { Candidates } from './method.ts';
import { evenPlaces } from './uniform.ts';

/** Blankness from which a frame loses to every other one, where the method has no parameter of its own for it. */
export const BLANK_FROM = 0.9;

/** Frames that may be kept: not dropped, and not blank unless pinned; all that are not dropped when every one is blank. */
export function usableFrames(candidates: Candidates, blankFrom = BLANK_FROM): number[] {
  const allowed: number[] = [];
  for (let i = 0; i < candidates.n; i += 1) if (!candidates.dropped[i]) allowed.push(i);
  const shows = (i: number) => (candidates.blankness[i] as number) < blankFrom;
  if (!allowed.some(shows)) return allowed;
  return allowed.filter((i) => candidates.pinned[i] || shows(i));
}

/** At most `most` of the indices, evenly spread, with every pinned one: what bounds the work of methods that compare all with all. */
export function pool(candidates: Candidates, usable: readonly number[], most: number): number[] {
  if (usable.length <= most) return [...usable];
  const kept = new Set(evenPlaces(usable.length, most).map((place) => usable[place] as number));
  for (const index of usable) if (candidates.pinned[index]) kept.add(index);
  return [...kept].sort((a, b) => a - b);
}

/** The pinned frames among `indices`. */
export function pinnedOf(candidates: Candidates, indices: readonly number[]): number[] {
  return indices.filter((index) => candidates.pinned[index]);
}

/** The kept frame that a frame is most like (ties: the first of the list), itself left out; `null` when there is none. */
export function mostSimilar(
  embeddings: EmbeddingMatrix,
  kept: readonly number[],
  index: number,
): { index: number; cosine: number } | null {
  let best: { index: number; cosine: number } | null = null;
  for (const other of kept) {
    if (other === index) continue;
    const cosine = cosineOfRows(embeddings, other, index);
    if (best === null || cosine > best.cosine) best = { index: other, cosine };
  }
  return best;
}

/** Highest cosine to a kept frame, for every frame of a list; grows by one kept frame at a time, O(m · dim) each. */
export class Nearest {
  readonly cosine: Float64Array;
  readonly frame: Int32Array;
  readonly #candidates: Candidates;
  readonly #among: readonly number[];

  constructor(candidates: Candidates, among: readonly number[]) {
    this.#candidates = candidates;
    this.#among = among;
    this.cosine = new Float64Array(among.length).fill(-1);
    this.frame = new Int32Array(among.length).fill(-1);
  }

  add(index: number): void {
    for (const [place, other] of this.#among.entries()) {
      const cosine = cosineOfRows(this.#candidates.embeddings, index, other);
      if (this.frame[place] !== -1 && cosine <= (this.cosine[place] as number)) continue;
      this.cosine[place] = cosine;
      this.frame[place] = index;
    }
  }
}
