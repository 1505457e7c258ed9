import { cosineOfRows } from '../vector.ts';
import type { Candidates } from './method.ts';

/** How steeply "the same shot" turns into "another shot" around the threshold. */
const STEEPNESS = 3;
/** Surest that one pair of neighbours can make us: e^−4 = 2 % doubt is left. */
const MOST_HAZARD = 4;
/** What a step in time is worth against a step into another shot. */
const EVENNESS = 0.5;

/**
 * An estimate of the shots of a video from its sampled frames alone. Neighbours at cosine distance d change shot with probability
 * `p = 1 / (1 + (c / d)³)`, c = 1 − `maxCosine`. The line adds up −ln(1 − p) from frame to frame (at most 4 a step), so that the
 * probability of a change between frames i < j is `1 − exp(line[i] − line[j])`. A cut to a shot that no sampled frame shows stays unknown.
 */
export interface ShotLine {
  /** Of every frame, ascending. */
  readonly line: Float64Array;
  /** Time of every frame in units of the even spacing at this budget. */
  readonly even: Float64Array;
  /** Cosine of every frame to the one before it; 1 for the first. */
  readonly adjacent: Float64Array;
}

/** Complexity O(n · dim). */
export function shotLine(candidates: Candidates, maxCosine: number, budget: number): ShotLine {
  const { n, times, embeddings } = candidates;
  const line = new Float64Array(n);
  const even = new Float64Array(n);
  const adjacent = new Float64Array(n).fill(1);
  const spanSec = n > 0 ? (times[n - 1] as number) - (times[0] as number) : 0;
  const perSec = spanSec > 0 ? Math.max(1, budget - 1) / spanSec : 0;
  const threshold = Math.max(0.01, 1 - maxCosine);
  for (let i = 1; i < n; i += 1) {
    const cosine = cosineOfRows(embeddings, i - 1, i);
    const change = 1 / (1 + (threshold / Math.max(1e-6, 1 - cosine)) ** STEEPNESS);
    const hazard = Math.min(MOST_HAZARD, -Math.log(Math.max(1e-9, 1 - change)));
    adjacent[i] = cosine;
    line[i] = (line[i - 1] as number) + hazard;
    even[i] = ((times[i] as number) - (times[0] as number)) * perSec;
  }
  return { line, even, adjacent };
}

/**
 * What it is worth to keep both of two frames, `from ≤ to`, 0–1.5: the probability that the shot changes between them, and for their
 * distance in time half of `1 − exp(−distance / even spacing)`. Both have diminishing returns, so that frames spread.
 */
export function gainBetween({ line, even }: ShotLine, from: number, to: number): number {
  const change = 1 - Math.exp((line[from] as number) - (line[to] as number));
  const spread = 1 - Math.exp((even[from] as number) - (even[to] as number));
  return change + EVENNESS * spread;
}

/** `gainBetween` from the frame before and to the frame after, where there are such. */
export function gainAround(
  shots: ShotLine,
  index: number,
  [before, after]: readonly [number | undefined, number | undefined],
): number {
  return (
    (before === undefined ? 0 : gainBetween(shots, before, index)) +
    (after === undefined ? 0 : gainBetween(shots, index, after))
  );
}

/** Where the shot most likely changed between two frames: the lowest cosine of neighbours in `(after, upTo]`; ties: the earlier. */
export function weakestLink(
  { adjacent }: ShotLine,
  after: number,
  upTo: number,
): { at: number; cosine: number } {
  let at = after + 1;
  for (let i = after + 1; i <= upTo; i += 1)
    if ((adjacent[i] as number) < (adjacent[at] as number)) at = i;
  return { at, cosine: adjacent[at] as number };
}
