/** One stretch of video that gets a level-1 caption. Half-open, presentation seconds. */
export interface Segment {
  startSec: number;
  endSec: number;
  /** A level-2 caption of everything up to here is written at its end. */
  endsLevel2: boolean;
}

export interface LevelTimes {
  l1EverySec: number;
  l2EverySec: number;
  /** What is left at the end: a caption of its own, or part of the last full stretch. */
  rest: 'own' | 'join';
}

/** Times within this are the same: clip lengths are sums of ticks. */
const SAME_SEC = 1e-6;

/**
 * When LLaVA-Video-178K (arXiv 2410.02713, §3.2) captions: level 1 every 10 s, level 2 every 30 s, counted from the first
 * picture. What happens to a rest shorter than a stretch is not in the paper, so it is a setting.
 *
 * @returns in order of time, without gaps; one segment for a clip that is shorter than a stretch
 */
export function levelSchedule(
  clip: { startSec: number; endSec: number },
  { l1EverySec, l2EverySec, rest }: LevelTimes,
): Segment[] {
  const lengthSec = clip.endSec - clip.startSec;
  const full = Math.floor(lengthSec / l1EverySec + SAME_SEC);
  const restSec = lengthSec - full * l1EverySec;
  const count = full + (restSec > SAME_SEC && (rest === 'own' || full === 0) ? 1 : 0);
  const level2sBy = (sec: number) => Math.floor(sec / l2EverySec + SAME_SEC);
  return Array.from({ length: count }, (_, k) => {
    const fromSec = k * l1EverySec;
    const toSec = k === count - 1 ? lengthSec : fromSec + l1EverySec;
    return {
      startSec: clip.startSec + fromSec,
      endSec: clip.startSec + toSec,
      endsLevel2: level2sBy(toSec) > level2sBy(fromSec),
    };
  });
}
