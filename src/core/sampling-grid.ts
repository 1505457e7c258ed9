import type { VideoFacts } from './flow.ts';

/** Times closer than this are the same request (presentation clocks are coarser). */
const SAME_TIME_SEC = 1e-6;

/**
 * The times asked for when a video is sampled regularly: `startSec + k × everySec`, all inside `[startSec, startSec + durationSec)`.
 * At least one time, so that a single-frame clip is sampled.
 *
 * @throws RangeError when `everySec` is not a positive number
 */
export function samplingGrid(
  facts: Pick<VideoFacts, 'startSec' | 'durationSec'>,
  everySec: number,
): number[] {
  if (!(everySec > 0)) throw new RangeError(`everySec must be positive, got ${everySec}`);
  const count = Math.max(1, Math.ceil((facts.durationSec - SAME_TIME_SEC) / everySec));
  return Array.from({ length: count }, (_, k) => facts.startSec + k * everySec);
}

/** The members of `wantedSec` that are not among `doneSec`, in order. */
export function missingTimes(wantedSec: readonly number[], doneSec: readonly number[]): number[] {
  const key = (timeSec: number) => Math.round(timeSec / SAME_TIME_SEC);
  const done = new Set(doneSec.map(key));
  return wantedSec.filter((timeSec) => !done.has(key(timeSec)));
}
