import type { EmbeddingMatrix, SelectionReason } from '../flow.ts';

/** One number that a person or a script may set; the unit is in the name. `min` and `max` are both allowed values. */
export interface ParamSpec {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly default: number;
}

/**
 * What a method sees. Index = position of a sampled frame, 0-based, ascending in time; `n` frames.
 */
export interface Candidates {
  readonly n: number;
  /** Presentation times, seconds, ascending. */
  readonly times: ArrayLike<number>;
  readonly embeddings: EmbeddingMatrix;
  /** Cosine of every frame to the question; `null` without a question. */
  readonly relevance: ArrayLike<number> | null;
  /** One row a frame: the embedding of its caption; `null` without captions. */
  readonly captions: EmbeddingMatrix | null;
  /** Frames that a model picked for the question, most relevant first; `null` where none was asked. */
  readonly picked: readonly number[] | null;
  /** 0 = plenty to see, 1 = one flat colour; all 0 where nobody measured. */
  readonly blankness: ArrayLike<number>;
  /** 1 = must be kept. */
  readonly pinned: Uint8Array;
  /** 1 = must not be kept. Never set together with `pinned`. */
  readonly dropped: Uint8Array;
  /** At most this many frames, pinned ones included (which may exceed it); `null` = as many as the rule keeps. */
  readonly budget: number | null;
}

/** A kept frame. `score` is comparable within one outcome only. */
export interface Pick {
  index: number;
  score: number;
  reasons: SelectionReason[];
}

/** What a method cannot do without, beside frames and vectors. */
export type SelectionNeed = 'question' | 'captions' | 'picked';

/** A way to choose frames. Pure and deterministic: same candidates and parameters, same picks. */
export interface SelectionMethod {
  readonly id: string;
  readonly params: readonly ParamSpec[];
  /** `select` refuses to run the method without it, so `choose` finds it there. */
  readonly needs?: SelectionNeed;
  /** Makes use of a question, and does without. */
  readonly takesQuestion?: true;
  /**
   * Chooses. Need not be sorted, must not hold a dropped frame or an index twice; pinned frames that it leaves out are added
   * by `select`, so a method that counts against a budget leaves room for them.
   *
   * @param params every parameter of the method, checked to be within its range
   */
  choose(candidates: Candidates, params: Readonly<Record<string, number>>): Pick[];
}

/** `budget` as a parameter, because parameters are what a saved selection remembers. 0 = no limit. */
export const OPTIONAL_BUDGET: ParamSpec = { name: 'budget', min: 0, max: 512, step: 1, default: 0 };
/** For methods that cannot choose without a number of frames. */
export const REQUIRED_BUDGET: ParamSpec = { name: 'budget', min: 1, max: 512, step: 1, default: 8 };

/** Value of a parameter that `select` has filled in. */
export function param(params: Readonly<Record<string, number>>, name: string): number {
  const value = params[name];
  if (value === undefined)
    throw new Error(`The method asks for "${name}", which it does not declare.`);
  return value;
}

/** The relevance of the frames, for methods that need a question. */
export function relevanceOf({ relevance }: Candidates): ArrayLike<number> {
  if (!relevance) throw new Error('The method reads the relevance without declaring the need.');
  return relevance;
}

/** Indices that a method may choose freely: neither dropped nor pinned. */
export function freeIndices(candidates: Candidates): number[] {
  const free: number[] = [];
  for (let i = 0; i < candidates.n; i += 1) {
    if (!candidates.dropped[i] && !candidates.pinned[i]) free.push(i);
  }
  return free;
}

/** How many frames may be chosen beside the pinned ones. */
export function freeSlots(candidates: Candidates): number {
  if (candidates.budget === null) return candidates.n;
  let pinned = 0;
  for (const flag of candidates.pinned) pinned += flag;
  return Math.max(0, candidates.budget - pinned);
}
