import type { EmbeddingMatrix, SampledFrame } from '../flow.ts';
import { meanMotion } from '../motion.ts';
import { cosineOfRows } from '../vector.ts';
import type { ShotFacts } from './shot-facts.ts';

/** Neighbours below this cosine are as likely of two shots as of one: the default of the selector `ristretto`. */
const SAME_SHOT_COSINE = 0.7;

/**
 * What sampled frames say about shots: a cut lies somewhere before every frame that is unlike the one before. Shots that no
 * sampled frame shows stay unknown, so it is an estimate and is marked as one.
 *
 * @param samples ascending by time; one row of `embeddings` each
 */
export function estimateShots(
  samples: readonly SampledFrame[],
  embeddings: EmbeddingMatrix,
): ShotFacts {
  const cuts = samples.flatMap(({ frame }, i) => {
    if (i === 0 || cosineOfRows(embeddings, i - 1, i) >= SAME_SHOT_COSINE) return [];
    const { ptsSec, ptsTicks, timescale } = frame;
    return [{ ptsSec, ptsTicks, timescale }];
  });
  const looked = samples.map(({ frame }) => ({
    timeSec: frame.ptsSec,
    perceptualHash: frame.perceptualHash,
  }));
  return { from: 'samples', cuts, frames: samples.length, motion: meanMotion(looked) };
}
