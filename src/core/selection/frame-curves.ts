import { hashDistance } from '../dhash.ts';
import type { EmbeddingMatrix, SampledFrame } from '../flow.ts';
import { cosineOfRows } from '../vector.ts';

/** Bits of a difference hash. */
const HASH_BITS = 64;
/** Above it, neighbouring sampled frames count as one shot: the default of `ristretto`'s `maxCosine`. */
const SAME_SHOT_COSINE = 0.7;

/**
 * Cosine of every sampled frame to the core frame before it, and of core frames to the one before them: how little of what is on
 * screen is new. `null` up to the first core frame. Complexity O(n · dim).
 *
 * @param core places of the core frames, ascending
 */
export function similarityToKept(
  embeddings: EmbeddingMatrix,
  core: readonly number[],
): (number | null)[] {
  const isCore = new Set(core);
  let kept: number | null = null;
  return Array.from({ length: embeddings.rows }, (_, i) => {
    const cosine = kept === null ? null : cosineOfRows(embeddings, kept, i);
    if (isCore.has(i)) kept = i;
    return cosine;
  });
}

/**
 * Share of differing bits of the difference hashes of each sampled frame and the one before it, 0 (still) to 1, as
 * `core/motion.ts` scores motion. 0 for the first.
 */
export function motionCurve(sampled: readonly SampledFrame[]): number[] {
  return sampled.map(({ frame }, i) => {
    const before = sampled[i - 1];
    return before ? hashDistance(before.frame.perceptualHash, frame.perceptualHash) / HASH_BITS : 0;
  });
}

/**
 * Where shots seem to change, from the sampled frames alone: the times of the first sampled frames that are little like the one
 * before. The cut itself lies between the two. Cuts to shots that no sampled frame shows stay unknown.
 */
export function estimatedCuts(
  times: ArrayLike<number>,
  embeddings: EmbeddingMatrix,
  maxCosine: number = SAME_SHOT_COSINE,
): number[] {
  const cutsSec: number[] = [];
  for (let i = 1; i < embeddings.rows; i += 1)
    if (cosineOfRows(embeddings, i - 1, i) < maxCosine) cutsSec.push(times[i] as number);
  return cutsSec;
}
