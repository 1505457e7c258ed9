import { bestChain, type Chain } from './best-chain.ts';
import type { Candidates } from './method.ts';
import { mean, meanOfHighest, scaled } from './ranks.ts';
import { Settling } from './settle.ts';
import { type ShotLine, shotLine } from './shot-line.ts';
import { evenPlaces } from './uniform.ts';
import { pool, usableFrames } from './usable.ts';
import { VectorSum } from './vector-sum.ts';

/** Frames that take part; of a longer list those that split the shot line evenly do, so that every change keeps its witnesses. */
const POOL = 400;
/** Pinned frames are never given up for anything. */
const PINNED = 1000;
/** What being half blank costs, against 1 for a shot. */
const DIMNESS = 0.05;
/** Scaled relevance is flat up to the first value of mean(highest) − mean(all), and counts fully from the second. */
const PEAK = { from: 0.35, to: 0.65 };
/** So many best frames say at most whether there is an answer: a larger budget makes no question vaguer. */
const ANSWERS = 4;
/** Relevance that differs by less than this over the whole video is noise. */
const LEAST_RANGE = 0.01;
const ROUNDING = 1e-12;

export interface BudgetRule {
  budget: number;
  maxCosine: number;
  maxGapSec: number;
  blankFrom: number;
  /** What the most relevant frame is worth, in shots. */
  relevanceWeight: number;
}

export interface BudgetChoice {
  /** Ascending. */
  kept: number[];
  /** Kept only because nothing else was left to show and there was room. */
  spare: ReadonlySet<number>;
  shots: ShotLine;
  /** 0–1 for every frame, times how far it counts; all 0 without a question or where relevance is flat. */
  match: Float64Array;
}

/** At most `budget` frames (pinned ones included): see `ristretto.ts` for the rule. */
export function chooseWithin(candidates: Candidates, rule: BudgetRule): BudgetChoice {
  const usable = usableFrames(candidates, rule.blankFrom);
  const shots = shotLine(candidates, rule.maxCosine, rule.budget);
  const match = matchOf(candidates, usable, rule);
  const frames = thinnedTo(candidates, usable, shots);
  const worth = frames.map(
    (i) =>
      (candidates.pinned[i] ? PINNED : 0) +
      (match[i] as number) * rule.relevanceWeight -
      DIMNESS * (candidates.blankness[i] as number),
  );
  const pins = frames.filter((i) => candidates.pinned[i]).length;
  const count = Math.min(Math.max(rule.budget, pins), frames.length);
  if (count === 0) return { kept: [], spare: new Set(), shots, match };
  const chain: Chain = { frames, shots, worth, embeddings: candidates.embeddings };
  const isUsable = new Set(usable);
  const blank = allowedOf(candidates).filter((i) => !isUsable.has(i));
  const kept = new Settling(candidates, {
    ...rule,
    shots,
    blank: pool(candidates, blank, POOL),
    // Frames that answer a question may be alike; frames that stand for the video, beside one answer, may not.
    mostRedundancy:
      match.filter((value) => value > 0).length > 1
        ? 1
        : uniformRedundancy(candidates, rule.budget),
  }).best(chain, bestChain(chain, count));
  return { kept, spare: new Set(kept.filter((i) => !isUsable.has(i))), shots, match };
}

function allowedOf({ n, dropped }: Candidates): number[] {
  return Array.from({ length: n }, (_, i) => i).filter((i) => !dropped[i]);
}

/** Mean cosine over all pairs of as many evenly spread frames. */
function uniformRedundancy(candidates: Candidates, budget: number): number {
  const allowed = allowedOf(candidates);
  const places = evenPlaces(allowed.length, Math.min(budget, allowed.length));
  const frames = places.map((place) => allowed[place] as number);
  return new VectorSum(candidates.embeddings, frames).redundancy() + ROUNDING;
}

/**
 * Relevance scaled to 0–1, times 0 where it is flat and 1 where as many frames as there is room for stand out. The best frame counts as far as a
 * few stand out: it is the answer, whatever else there is room for.
 */
function matchOf(
  { n, relevance }: Candidates,
  usable: readonly number[],
  { budget }: BudgetRule,
): Float64Array {
  const match = new Float64Array(n);
  if (!relevance || usable.length === 0) return match;
  const values = usable.map((i) => relevance[i] as number);
  const range = values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  if (range < LEAST_RANGE) return match;
  const scores = scaled(relevance, usable);
  const trust = trustIn(scores, budget);
  for (const [place, index] of usable.entries()) match[index] = trust * (scores[place] as number);
  const best = usable[scores.indexOf(1)];
  if (best !== undefined) match[best] = trustIn(scores, Math.min(budget, ANSWERS));
  return match;
}

/** How far the `count` highest of some scores stand out, 0–1. */
function trustIn(scores: Float64Array, count: number): number {
  const peak = meanOfHighest(scores, count) - mean(scores);
  return Math.min(1, Math.max(0, (peak - PEAK.from) / (PEAK.to - PEAK.from)));
}

/** At most `POOL` frames: those nearest to even steps along the shot line, and the pinned ones. */
function thinnedTo(candidates: Candidates, usable: readonly number[], shots: ShotLine): number[] {
  if (usable.length <= POOL) return [...usable];
  const at = (index: number) => (shots.line[index] as number) + (shots.even[index] as number);
  const last = at(usable.at(-1) as number);
  const first = at(usable[0] as number);
  const kept = new Set<number>();
  let step = 0;
  for (const index of usable) {
    const reached = Math.floor(((at(index) - first) / Math.max(1e-9, last - first)) * (POOL - 1));
    if (candidates.pinned[index] || reached >= step) kept.add(index);
    step = Math.max(step, reached + 1);
  }
  return pool(candidates, [...kept], POOL);
}
