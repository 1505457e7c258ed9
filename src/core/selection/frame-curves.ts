import { hashDistance } from '../dhash.ts';
import type { EmbeddingMatrix, SampledFrame } from '../flow.ts';
import { cosineOfRows } from '../vector.ts';

/** Bits of a difference hash. */
const HASH_BITS = 64;
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
