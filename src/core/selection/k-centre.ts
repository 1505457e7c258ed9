import {
  type Candidates,
  freeSlots,
  type Pick,
  param,
  REQUIRED_BUDGET,
  type SelectionMethod,
} from './method.ts';
import { reason } from './reasons.ts';
import { Nearest, pinnedOf, pool, usableFrames } from './usable.ts';

/** Frames that are compared with each other; of a longer list an even choice is. */
const POOL = 400;

/**
 * Farthest-point picking with a largest gap: the next frame is the one that is least like any kept one; while some stretch
 * between kept frames is longer than `maxGapSec`, it is looked for inside the longest such stretch.
 *
 * Source: greedy k-centre (Gonzalez 1985) on cosine distance; the gap rule answers the warning of LLaVA-Video-178K that key frames picked
 * by similarity drop slow changes. Begins with the first frame that shows something. Ties go to the earlier frame. A stretch
 * reaches from one kept frame to the next, and from the last to the end.
 *
 * Parameters: `budget` b, frames; `maxGapSec`, seconds, 0 = no rule. Complexity O(b · m · dim) for m ≤ 400 frames that are not blank.
 */
export const kCentre: SelectionMethod = {
  id: 'k-centre',
  params: [REQUIRED_BUDGET, { name: 'maxGapSec', min: 0, max: 600, step: 1, default: 60 }],
  choose(candidates, params): Pick[] {
    const frames = pool(candidates, usableFrames(candidates), POOL);
    const nearest = new Nearest(candidates, frames);
    const kept = pinnedOf(candidates, frames);
    for (const index of kept) nearest.add(index);
    const free = frames.flatMap((index, place) => (candidates.pinned[index] ? [] : [place]));
    const picks: Pick[] = [];
    for (let slots = Math.min(freeSlots(candidates), free.length); slots > 0; slots -= 1) {
      const gap = kept.length > 0 ? longestGap(candidates, kept, param(params, 'maxGapSec')) : null;
      const inside = gap === null ? [] : free.filter((place) => isInside(frames[place], gap));
      const place = leastLike(nearest, inside.length > 0 ? inside : free);
      const index = frames[place] as number;
      picks.push(pickOf(nearest, { place, index, gapSec: inside.length > 0 ? gap?.sec : null }));
      free.splice(free.indexOf(place), 1);
      nearest.add(index);
      kept.push(index);
    }
    return picks;
  },
};

interface Gap {
  /** Frame before the stretch, and the frame after it (`n` = the end of the video). */
  after: number;
  before: number;
  sec: number;
}

const isInside = (index: number | undefined, gap: Gap): boolean =>
  index !== undefined && index > gap.after && index < gap.before;

function longestGap(
  { times, n }: Candidates,
  kept: readonly number[],
  maxGapSec: number,
): Gap | null {
  if (maxGapSec === 0) return null;
  const sorted = [...kept].sort((a, b) => a - b);
  let longest: Gap | null = null;
  for (const [place, after] of sorted.entries()) {
    const before = sorted[place + 1] ?? n;
    const sec = (times[Math.min(before, n - 1)] as number) - (times[after] as number);
    if (sec > maxGapSec && sec > (longest?.sec ?? 0)) longest = { after, before, sec };
  }
  return longest;
}

function leastLike({ cosine }: Nearest, places: readonly number[]): number {
  let best = places[0] as number;
  for (const place of places)
    if ((cosine[place] as number) < (cosine[best] as number)) best = place;
  return best;
}

function pickOf(
  { cosine, frame }: Nearest,
  { place, index, gapSec }: { place: number; index: number; gapSec: number | null | undefined },
): Pick {
  if (frame[place] === -1) return { index, score: 1, reasons: [reason.first()] };
  const value = cosine[place] as number;
  const reasons = [reason.novel(value, frame[place] as number)];
  if (gapSec) reasons.push(reason.gap(gapSec));
  return { index, score: 1 - value, reasons };
}
