import type { EmbeddingMatrix } from '../flow.ts';
import { cosineOfRows } from '../vector.ts';
import { gainAround, gainBetween, type ShotLine } from './shot-line.ts';
import { VectorSum } from './vector-sum.ts';

/** Frames to choose from, in order of time. */
export interface Chain {
  readonly frames: readonly number[];
  readonly shots: ShotLine;
  /** By place: what a frame is worth for itself, beside the shots that it hits. */
  readonly worth: ArrayLike<number>;
  readonly embeddings: EmbeddingMatrix;
}

const ROUNDS = 2;

/**
 * The `count` places with the highest sum of `gainBetween` neighbours and of worth: found by dynamic programming, so it is
 * the optimum. Ties go to earlier places. Complexity O(m² · count).
 *
 * @param count from 1 to the number of frames
 * @returns places, ascending
 */
export function bestChain({ frames, shots, worth }: Chain, count: number): number[] {
  const m = frames.length;
  const gain = new Float64Array(m * m);
  for (let to = 1; to < m; to += 1)
    for (let from = 0; from < to; from += 1)
      gain[to * m + from] = gainBetween(shots, frames[from] as number, frames[to] as number);
  let best = Float64Array.from(worth);
  const cameFrom: Int32Array[] = [];
  for (let step = 1; step < count; step += 1) {
    const next = new Float64Array(m).fill(Number.NEGATIVE_INFINITY);
    const from = new Int32Array(m).fill(-1);
    for (let to = step; to < m; to += 1) {
      let most = Number.NEGATIVE_INFINITY;
      for (let k = step - 1; k < to; k += 1) {
        const value = (best[k] as number) + (gain[to * m + k] as number);
        if (value <= most) continue;
        most = value;
        from[to] = k;
      }
      next[to] = most + (worth[to] as number);
    }
    cameFrom.push(from);
    best = next;
  }
  let place = best.indexOf(best.reduce((a, b) => Math.max(a, b)));
  const places = [place];
  for (const from of cameFrom.reverse()) {
    place = from[place] as number;
    places.push(place);
  }
  return places.reverse();
}

/**
 * Moves every place, within its neighbours, to where gain and worth minus `weight` × twice its mean cosine to the other places
 * is highest; two rounds. The order of time stays. Complexity O(m · dim) a round.
 */
export function diversify(chain: Chain, places: readonly number[], weight: number): number[] {
  const moved = [...places];
  if (moved.length < 2) return moved;
  const sum = new VectorSum(
    chain.embeddings,
    moved.map((place) => chain.frames[place] as number),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    let isSettled = true;
    for (let k = 0; k < moved.length; k += 1) {
      const best = bestBetween(chain, moved, { k, sum, weight });
      if (best === moved[k]) continue;
      sum.remove(chain.frames[moved[k] as number] as number);
      sum.add(chain.frames[best] as number);
      moved[k] = best;
      isSettled = false;
    }
    if (isSettled) break;
  }
  return moved;
}

function bestBetween(
  { frames, shots, worth, embeddings }: Chain,
  places: readonly number[],
  { k, sum, weight }: { k: number; sum: VectorSum; weight: number },
): number {
  const own = frames[places[k] as number] as number;
  const around = [frames[places[k - 1] ?? -1], frames[places[k + 1] ?? -1]] as const;
  const to = places[k + 1] ?? frames.length;
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let place = (places[k - 1] ?? -1) + 1; place < to; place += 1) {
    const index = frames[place] as number;
    const alike = (sum.dot(index) - cosineOfRows(embeddings, own, index)) / (places.length - 1);
    const value = (worth[place] as number) + gainAround(shots, index, around) - 2 * weight * alike;
    if (value <= most) continue;
    most = value;
    best = place;
  }
  return best;
}
