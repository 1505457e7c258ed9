import { cosineOfRows } from '../vector.ts';
import { type Chain, diversify } from './best-chain.ts';
import type { Candidates } from './method.ts';
import { gainAround, gainBetween, type ShotLine } from './shot-line.ts';
import { evenPlaces } from './uniform.ts';
import { VectorSum } from './vector-sum.ts';

/** How hard redundancy is fought, softest first. */
const WEIGHTS = [0.3, 1, 3];
/** From this cosine to another kept frame on, a frame adds nothing; lower ones are tried while the choice is too redundant. */
const COPY = 0.97;
/** Between points of the shot line this far apart a change of shot is as likely as not. */
const EVEN_ODDS = Math.LN2;
/** No cosine is as high: copies stay, too, where they dilute what comes back again and again. */
const ALL_STAY = 2;
const ALIKE = [COPY, ALL_STAY, 0.9, 0.8, 0.7];

export interface SettleRule {
  readonly budget: number;
  readonly maxGapSec: number;
  readonly shots: ShotLine;
  /** Frames that are only taken when there is room to spare. */
  readonly blank: readonly number[];
  /** Mean cosine over all pairs that must not be passed. */
  readonly mostRedundancy: number;
}

/** From a chain to the frames that are kept: no copies, no more redundant than uniform frames, blank ones only to spare. */
export class Settling {
  readonly #candidates: Candidates;
  readonly #rule: SettleRule;

  constructor(candidates: Candidates, rule: SettleRule) {
    this.#candidates = candidates;
    this.#rule = rule;
  }

  /**
   * The softest choice, where it is no more redundant than allowed without giving up more than copies; otherwise the one of most value. Evenly
   * spread frames are among those that are tried, so what is taken is worth at least as much.
   */
  best(chain: Chain, places: readonly number[]): number[] {
    let best: number[] = [];
    let most = Number.NEGATIVE_INFINITY;
    const consider = (kept: number[]) => {
      const value = this.#value(kept);
      if (value <= most) return;
      most = value;
      best = kept;
    };
    for (const weight of WEIGHTS) {
      const moved = diversify(chain, places, weight).map((place) => chain.frames[place] as number);
      for (const alike of ALIKE) {
        const distinct = this.#withoutAlike(moved, alike);
        const fits = this.#redundancy(distinct) <= this.#rule.mostRedundancy;
        if (fits && alike === COPY && weight === WEIGHTS[0])
          return this.#filled(distinct, this.#rule.mostRedundancy);
        consider(this.#settled(distinct));
      }
    }
    const pinned = chain.frames.filter((index) => this.#candidates.pinned[index]);
    const even = evenPlaces(chain.frames.length, places.length - pinned.length);
    const spread = new Set([...pinned, ...even.map((place) => chain.frames[place] as number)]);
    consider(this.#settled([...spread].sort((a, b) => a - b)));
    return best;
  }

  #settled(frames: readonly number[]): number[] {
    const { mostRedundancy } = this.#rule;
    const fits = this.#redundancy(frames) <= mostRedundancy;
    const within = fits ? frames : this.#withinLimit(this.#filled(frames, 1));
    return this.#filled(within, mostRedundancy);
  }

  #redundancy(frames: readonly number[]): number {
    return new VectorSum(this.#candidates.embeddings, frames).redundancy();
  }

  /** Sum of the gains between neighbours. */
  #value(frames: readonly number[]): number {
    let sum = 0;
    for (let k = 1; k < frames.length; k += 1)
      sum += gainBetween(this.#rule.shots, frames[k - 1] as number, frames[k] as number);
    return sum;
  }

  /** What the frame at a place adds to the value. */
  #loss(frames: readonly number[], k: number): number {
    const around = [frames[k - 1], frames[k + 1]] as const;
    const [before, after] = around;
    const bridge =
      before === undefined || after === undefined
        ? 0
        : gainBetween(this.#rule.shots, before, after);
    return gainAround(this.#rule.shots, frames[k] as number, around) - bridge;
  }

  /**
   * Leaves out frames at or above a cosine to another one, the least missed first. Copies are looked for among neighbours of the same shot alone: a
   * scene that comes back is another shot. Those that close a gap stay.
   */
  #withoutAlike(given: readonly number[], alike: number): number[] {
    const { embeddings, pinned, times, n } = this.#candidates;
    const frames = [...given];
    const cosines = frames.map((a) =>
      frames.map((b) => (a === b ? -1 : cosineOfRows(embeddings, a, b))),
    );
    const highest = (k: number) => {
      const row = cosines[k] as number[];
      if (alike === COPY)
        return [k - 1, k + 1].reduce(
          (most, near) =>
            frames[near] !== undefined && this.#isOneShot(frames[k] as number, frames[near])
              ? Math.max(most, row[near] ?? -1)
              : most,
          -1,
        );
      return row.reduce((a, b) => Math.max(a, b));
    };
    for (;;) {
      let least = Number.POSITIVE_INFINITY;
      let leaving = -1;
      for (let k = 0; k < frames.length && frames.length > 1; k += 1) {
        const cosine = highest(k);
        const gapSec =
          (times[frames[k + 1] ?? n - 1] as number) - (times[frames[k - 1] ?? 0] as number);
        const isNeeded = alike === COPY && gapSec > this.#rule.maxGapSec;
        if (cosine < alike || isNeeded || pinned[frames[k] as number]) continue;
        const missed = this.#loss(frames, k) - cosine / 2;
        if (missed >= least) continue;
        least = missed;
        leaving = k;
      }
      if (leaving < 0) return frames;
      frames.splice(leaving, 1);
      cosines.splice(leaving, 1);
      for (const row of cosines) row.splice(leaving, 1);
    }
  }

  #isOneShot(a: number, b: number): boolean {
    const { line } = this.#rule.shots;
    return Math.abs((line[a] as number) - (line[b] as number)) < EVEN_ODDS;
  }

  /** Leaves out the frames that are most like the others and least missed until the rest is no more redundant than uniform frames. */
  #withinLimit(given: readonly number[]): number[] {
    const { embeddings, pinned } = this.#candidates;
    const frames = [...given];
    const sum = new VectorSum(embeddings, frames);
    while (frames.length > 1 && sum.redundancy() > this.#rule.mostRedundancy) {
      let least = Number.POSITIVE_INFINITY;
      let leaving = -1;
      for (let k = 0; k < frames.length; k += 1) {
        const index = frames[k] as number;
        if (pinned[index]) continue;
        const missed = this.#loss(frames, k) - (sum.dot(index) - 1) / (frames.length - 1);
        if (missed >= least) continue;
        least = missed;
        leaving = k;
      }
      if (leaving < 0) break;
      sum.remove(frames[leaving] as number);
      frames.splice(leaving, 1);
    }
    return frames;
  }

  /**
   * Blank frames in what the budget has left, the least like the kept ones first, while redundancy stays within `limit`. A film that goes black
   * again has another black shot: only copies within one shot add nothing.
   */
  #filled(given: readonly number[], limit: number): number[] {
    const { embeddings } = this.#candidates;
    const frames = [...given];
    if (frames.length >= this.#rule.budget || this.#rule.blank.length === 0) return frames;
    const sum = new VectorSum(embeddings, frames);
    const { blank } = this.#rule;
    const nearest = blank.map(() => -1);
    const isShown = blank.map(() => false);
    const meet = (kept: number) => {
      for (const [place, index] of blank.entries()) {
        const cosine = cosineOfRows(embeddings, kept, index);
        nearest[place] = Math.max(nearest[place] as number, cosine);
        isShown[place] ||= cosine >= COPY && this.#isOneShot(kept, index);
      }
    };
    frames.forEach(meet);
    while (frames.length < this.#rule.budget) {
      const k = frames.length;
      const pairs = sum.redundancy() * k * (k - 1);
      let best = -1;
      for (const [place, index] of blank.entries()) {
        const cosine = nearest[place] as number;
        if (isShown[place] || (best >= 0 && cosine >= (nearest[best] as number))) continue;
        if ((pairs + 2 * sum.dot(index)) / (k * (k + 1)) <= limit) best = place;
      }
      if (best < 0) break;
      const joined = blank[best] as number;
      frames.push(joined);
      sum.add(joined);
      meet(joined);
    }
    return frames.sort((a, b) => a - b);
  }
}
