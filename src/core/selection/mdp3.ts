import { cosineOfRows } from '../vector.ts';
import { LogDeterminant } from './log-determinant.ts';
import {
  type Candidates,
  freeSlots,
  type Pick,
  param,
  REQUIRED_BUDGET,
  relevanceOf,
  type SelectionMethod,
} from './method.ts';
import { ranksOf } from './ranks.ts';
import { matched } from './relevance-top-k.ts';
import { pool, usableFrames } from './usable.ts';

/** Frames that take part; of a longer list an even choice does. */
const POOL = 256;
/** Frames of one segment, as published. */
const SEGMENT = 32;
/** Bandwidths of the Gaussian kernels, added up. */
const BANDWIDTHS = [0.125, 0.25, 0.5, 1, 2];

/**
 * Relevant, diverse and in order: a determinantal process over consecutive segments, solved by dynamic programming.
 *
 * Source: MDP3 (arXiv 2501.02885). With the kernel K(x, y) = Σ_h exp(−‖x − y‖² / 2h) / 5 (h = ⅛ … 2) between frames, and r = K(frame,
 * question), a segment of 32 frames that gives the set S after the frame p kept before it earns
 * `Σ_{i∈S} log r_i / λ + log det K(S ∪ p) − log det K(p)`. Within a segment S grows greedily, as published; how many frames each segment gives is the
 * optimum over all splits of the budget. λ = `diversity`: small follows the question, large spreads.
 * Difference from the published code: blank frames are left out, and pins stand beside the choice.
 *
 * Parameters: `budget` b, frames; `diversity` λ (published: 0.2). Complexity O(m · 32 · dim + m · b² · 32) for m ≤ 256 frames.
 */
export const mdp3: SelectionMethod = {
  id: 'mdp3',
  params: [REQUIRED_BUDGET, { name: 'diversity', min: 0.05, max: 2, step: 0.05, default: 0.2 }],
  needs: 'question',
  choose(candidates, params): Pick[] {
    const relevance = relevanceOf(candidates);
    const free = usableFrames(candidates).filter((index) => !candidates.pinned[index]);
    const frames = pool(candidates, free, POOL);
    const budget = Math.min(freeSlots(candidates), frames.length);
    const ranks = ranksOf(relevance);
    const gains = frames.map(
      (index) => Math.log(kernel(relevance[index] as number)) / param(params, 'diversity'),
    );
    return bestPath({ candidates, frames, gains }, budget).map((place) =>
      matched(relevance, ranks, frames[place] as number),
    );
  },
};

interface Task {
  candidates: Candidates;
  frames: readonly number[];
  /** `log r / λ` of every frame. */
  gains: readonly number[];
}

interface State {
  score: number;
  places: readonly number[];
}

/** The frames that a segment gives one after the other, and what each earned. */
type Growth = readonly { place: number; earned: number }[];

/** Kernel of two unit vectors by their cosine: ‖x − y‖² = 2 − 2 cos. */
function kernel(cosine: number): number {
  let sum = 0;
  for (const h of BANDWIDTHS) sum += Math.exp((cosine - 1) / h);
  return sum / BANDWIDTHS.length;
}

/** The best state for every number of frames that were kept so far, segment after segment. */
function bestPath(task: Task, budget: number): readonly number[] {
  let states: (State | undefined)[] = [{ score: 0, places: [] }];
  for (let from = 0; from < task.frames.length; from += SEGMENT) {
    const segment = new Segment(task, from);
    const next = [...states];
    for (const [count, state] of states.entries()) {
      if (!state) continue;
      const growth = segment.growth(state.places.at(-1) ?? null).slice(0, budget - count);
      let { score } = state;
      for (const [step, { earned }] of growth.entries()) {
        score += earned;
        const known = next[count + step + 1];
        if (known && score <= known.score) continue;
        const added = growth.slice(0, step + 1).map(({ place }) => place);
        next[count + step + 1] = {
          score,
          places: [...state.places, ...added.sort((a, b) => a - b)],
        };
      }
    }
    states = next;
  }
  return states[Math.min(budget, states.length - 1)]?.places ?? [];
}

/** The frames of one segment. How it grows depends on the frame kept before it alone, so that is worked out once for each. */
class Segment {
  readonly #task: Task;
  readonly #places: readonly number[];
  readonly #kernels = new Map<number, Float64Array>();
  readonly #growths = new Map<number | null, Growth>();

  constructor(task: Task, from: number) {
    this.#task = task;
    const to = Math.min(task.frames.length, from + SEGMENT);
    this.#places = Array.from({ length: to - from }, (_, k) => from + k);
  }

  /** All frames of the segment, each time the one that earns most given those before it (ties: the earlier). */
  growth(last: number | null): Growth {
    const known = this.#growths.get(last);
    if (known) return known;
    const determinant = new LogDeterminant(this.#places.length, kernel(1));
    if (last !== null) determinant.add(this.#row(last), null);
    const growth = this.#places.map(() => {
      let best = -1;
      let most = Number.NEGATIVE_INFINITY;
      for (const [k, place] of this.#places.entries()) {
        if (determinant.has(k)) continue;
        const earned = (this.#task.gains[place] as number) + determinant.gain(k);
        if (best >= 0 && earned <= most) continue;
        best = k;
        most = earned;
      }
      const place = this.#places[best] as number;
      determinant.add(this.#row(place), best);
      return { place, earned: most };
    });
    this.#growths.set(last, growth);
    return growth;
  }

  /** Kernel of one frame with all of the segment. */
  #row(place: number): Float64Array {
    const known = this.#kernels.get(place);
    if (known) return known;
    const { candidates, frames } = this.#task;
    const row = Float64Array.from(this.#places, (other) =>
      kernel(cosineOfRows(candidates.embeddings, frames[place] as number, frames[other] as number)),
    );
    this.#kernels.set(place, row);
    return row;
  }
}
