import type { EmbeddingMatrix } from '../flow.ts';
import { cosineOfRows } from '../vector.ts';
import { freeSlots, type Pick, REQUIRED_BUDGET, type SelectionMethod } from './method.ts';
import { reason } from './reasons.ts';
import { mostSimilar, pinnedOf, pool, usableFrames } from './usable.ts';

/** Rows of length 1 differ by this much in single precision: that is a tie. */
const ROUNDING = 1e-6;
/** Frames that are compared with each other; of a longer list an even choice is. */
const POOL = 256;

/**
 * The frames whose vectors span the largest volume.
 *
 * Source: the aim of MaxInfo (arXiv 2502.03183), max-volume over frame embeddings, reached by greedy pivoting instead of its SVD and row
 * swaps: the next frame is the one with the longest residual, once the directions of the kept ones are taken out of its
 * vector (Gram–Schmidt with pivots); pinned frames come first. The score is that length, 0–1. Ties go to the earlier frame.
 *
 * Parameters: `budget` b, frames. Complexity O(b · m · dim + b² · dim) for m ≤ 256 frames that are not blank.
 */
export const maxVolume: SelectionMethod = {
  id: 'max-volume',
  params: [REQUIRED_BUDGET],
  choose(candidates): Pick[] {
    const frames = pool(candidates, usableFrames(candidates), POOL);
    const residuals = new Residuals(candidates.embeddings, frames);
    const kept: number[] = [];
    const take = (place: number) => {
      residuals.takeOut(place);
      kept.push(frames[place] as number);
    };
    for (const index of pinnedOf(candidates, frames)) take(frames.indexOf(index));
    const free = frames.flatMap((index, place) => (candidates.pinned[index] ? [] : [place]));
    const picks: Pick[] = [];
    for (let slots = Math.min(freeSlots(candidates), free.length); slots > 0; slots -= 1) {
      const place = residuals.longest(free);
      const index = frames[place] as number;
      const nearest = mostSimilar(candidates.embeddings, kept, index);
      free.splice(free.indexOf(place), 1);
      picks.push({
        index,
        score: Math.sqrt(residuals.squared[place] as number),
        reasons: [nearest ? reason.novel(nearest.cosine, nearest.index) : reason.first()],
      });
      take(place);
    }
    return picks;
  },
};

/** Rows minus their share in the directions that were taken out. Keeps an orthonormal basis and coefficients, not the rows. */
class Residuals {
  /** Squared length of what is left of every row. */
  readonly squared: Float64Array;
  readonly #matrix: EmbeddingMatrix;
  readonly #starts: readonly number[];
  readonly #basis: Float64Array[] = [];

  constructor(matrix: EmbeddingMatrix, frames: readonly number[]) {
    this.#matrix = matrix;
    this.#starts = frames.map((index) => index * matrix.dim);
    this.squared = Float64Array.from(frames, (index) => cosineOfRows(matrix, index, index));
  }

  longest(places: readonly number[]): number {
    let best = places[0] as number;
    for (const place of places)
      if ((this.squared[place] as number) > (this.squared[best] as number) + ROUNDING) best = place;
    return best;
  }

  takeOut(place: number): void {
    const { data, dim } = this.#matrix;
    const start = this.#starts[place] as number;
    const direction = Float64Array.from(data.subarray(start, start + dim));
    for (const axis of this.#basis) {
      const share = this.#dot(start, axis);
      for (let d = 0; d < dim; d += 1)
        direction[d] = (direction[d] as number) - share * (axis[d] as number);
    }
    const length = Math.hypot(...direction);
    this.squared[place] = 0;
    // What lies in the span of the others adds no direction, only rounding noise.
    if (length < 1e-5) return;
    for (let d = 0; d < dim; d += 1) direction[d] = (direction[d] as number) / length;
    this.#basis.push(direction);
    for (const [other, from] of this.#starts.entries()) {
      const left = (this.squared[other] as number) - this.#dot(from, direction) ** 2;
      this.squared[other] = Math.max(0, left);
    }
  }

  #dot(start: number, axis: Float64Array): number {
    const { data } = this.#matrix;
    let even = 0;
    let odd = 0;
    const pairs = axis.length & ~1;
    for (let d = 0; d < pairs; d += 2) {
      even += (data[start + d] as number) * (axis[d] as number);
      odd += (data[start + d + 1] as number) * (axis[d + 1] as number);
    }
    if (pairs < axis.length) even += (data[start + pairs] as number) * (axis[pairs] as number);
    return even + odd;
  }
}
