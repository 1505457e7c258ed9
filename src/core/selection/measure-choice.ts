import type { EmbeddingMatrix } from '../flow.ts';
import { meanPairwiseCosine } from '../vector.ts';
import { maxGapSec } from './metrics.ts';
import { findStandIns, type StandIns } from './stand-in.ts';

export interface ChoiceMetrics {
  /** Mean cosine of all sampled frames to their stand-ins; 0 without core frames. */
  coverage: number;
  /** Mean cosine over all pairs of core frames; 0 for fewer than two. */
  redundancy: number;
  /** Longest stretch without a core frame, from the first to the last sampled frame, seconds. */
  maxGapSec: number;
}

/** What a choice of frames amounts to, whoever made it. @param core places among the sampled frames, ascending */
export function measureChoice(
  { times, embeddings }: { times: ArrayLike<number>; embeddings: EmbeddingMatrix },
  core: readonly number[],
): StandIns & { metrics: ChoiceMetrics } {
  const standIns = findStandIns(embeddings, core);
  const sum = standIns.similarity.reduce<number>((total, cosine) => total + (cosine ?? 0), 0);
  return {
    ...standIns,
    metrics: {
      coverage: times.length > 0 ? sum / times.length : 0,
      redundancy: meanPairwiseCosine(embeddings, core),
      maxGapSec: maxGapSec(times, core),
    },
  };
}

/**
 * The sampled frame nearest to each time (ties: the earlier), ascending, each once: how frames that were chosen elsewhere are
 * looked at here.
 *
 * @param times of the sampled frames, seconds, ascending
 */
export function nearestPlaces(times: ArrayLike<number>, wantedSec: readonly number[]): number[] {
  const n = times.length;
  if (n === 0) return [];
  const places = wantedSec.map((timeSec) => {
    const after = firstAtOrAfter(times, timeSec);
    if (after === 0) return 0;
    if (after === n) return n - 1;
    const isBeforeNearer =
      timeSec - (times[after - 1] as number) <= (times[after] as number) - timeSec;
    return isBeforeNearer ? after - 1 : after;
  });
  return [...new Set(places)].sort((a, b) => a - b);
}

/** Place of the first time ≥ `timeSec`; the length where there is none. Complexity O(log n). */
export function firstAtOrAfter(times: ArrayLike<number>, timeSec: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < timeSec) low = middle + 1;
    else high = middle;
  }
  return low;
}
