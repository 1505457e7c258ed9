import { hashDistance } from './dhash.ts';
import type { SampledFrame } from './flow.ts';
import { samplingGrid } from './sampling-grid.ts';

/**
 * How many frames a second a stretch of video deserves. VideoEspresso samples static scenes at 1 fps and dynamic ones at 2–4
 * (arXiv 2411.14794, §3) and does not say how it tells them apart. Here the share of differing bits between the difference
 * hashes of two pictures a second apart decides: it costs no model, runs while sampling, and gives the same number everywhere.
 */

const HASH_BITS = 64;

/** One stretch between two frames of the 1-fps grid, `[startSec, endSec)`. */
export interface MotionStretch {
  startSec: number;
  endSec: number;
  /** Share of differing hash bits at its two ends, 0 (still) to 1. The last stretch repeats the one before. */
  motion: number;
  fps: number;
}

export interface MotionPolicy {
  /** From this score on a stretch is dynamic: 2 fps, one more for each further threshold. 0–1. */
  threshold: number;
  /** The most frames a second, 2–4. */
  maxFps: number;
}

/** Static stretches get 1 fps; dynamic ones 2 at the threshold, 3 at twice and 4 at three times the threshold. */
export function fpsForMotion(motion: number, { threshold, maxFps }: MotionPolicy): number {
  if (motion < threshold || motion === 0) return 1;
  return Math.min(maxFps, 1 + Math.max(1, Math.floor(motion / Math.max(threshold, 1e-9))));
}

/** Scores the stretches between frames of the 1-fps grid, ascending by asked time. */
export function motionStretches(
  samples: readonly SampledFrame[],
  clip: { endSec: number },
  policy: MotionPolicy,
): MotionStretch[] {
  let motion = 0;
  return samples.map(({ askedSec, frame }, i) => {
    const next = samples[i + 1];
    if (next) motion = hashDistance(frame.perceptualHash, next.frame.perceptualHash) / HASH_BITS;
    const endSec = next?.askedSec ?? clip.endSec;
    return { startSec: askedSec, endSec, motion, fps: fpsForMotion(motion, policy) };
  });
}

/** The times at which each stretch is sampled, ascending; every stretch begins with one. */
export function motionGrid(stretches: readonly MotionStretch[]): number[] {
  return stretches.flatMap(({ startSec, endSec, fps }) =>
    samplingGrid({ startSec, durationSec: endSec - startSec }, 1 / fps),
  );
}

/** The stretch that a time lies in; the last one beyond the end. */
export function stretchAt(
  stretches: readonly MotionStretch[],
  timeSec: number,
): MotionStretch | undefined {
  return stretches.find(({ endSec }) => timeSec < endSec) ?? stretches.at(-1);
}

/** A picture of a video, as far as motion is concerned. */
export interface HashedPicture {
  timeSec: number;
  perceptualHash: string;
}

/** A score compares pictures about a second apart: others would not fit the thresholds. */
const APART_SEC = 1;
/** Pictures of a 1-fps grid lie a little less than a second apart, now and then. */
const SLACK_SEC = 0.25;

/**
 * Motion of a whole video: the mean share of differing hash bits of pictures about a second apart (each with the next one that is at least
 * that far on). 0 for fewer than two pictures. Where pictures lie farther apart it is higher than it would be, never lower.
 */
export function meanMotion(pictures: readonly HashedPicture[]): number {
  let before = pictures[0];
  let sum = 0;
  let count = 0;
  for (const picture of pictures) {
    if (!before || picture.timeSec - before.timeSec < APART_SEC - SLACK_SEC) continue;
    sum += hashDistance(before.perceptualHash, picture.perceptualHash) / HASH_BITS;
    count += 1;
    before = picture;
  }
  return count === 0 ? 0 : sum / count;
}
