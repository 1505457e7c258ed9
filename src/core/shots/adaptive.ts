/**
 * Hard cuts by a threshold that adapts. The idea is that of PySceneDetect's AdaptiveDetector (Castellano): a frame begins a shot when it differs
 * from the one before much more than its neighbours do from theirs, so that fast camera moves are no cuts. Own code and own
 * measure of change (`change.ts`).
 */
export interface CutRule {
  /** So many times the mean change around it a cut has to change. */
  ratio: number;
  /** The least change of a cut, 0–255. */
  leastChange: number;
  /** Cuts lie at least this far apart, seconds; of two nearer ones the stronger stays. */
  leastShotSec: number;
}

/** Set once; scores over a range of values are in `docs/benchmarks.md`, so that nobody has to believe in these. */
export const CUT_RULE: CutRule = { ratio: 3, leastChange: 7, leastShotSec: 0.2 };

/** Frames on each side that a change is compared with. */
const NEIGHBOURS = 2;
/** Frames that repeat the one before (slow animation, telecine) say nothing; as many frames are looked through for others. */
const LOOK_THROUGH = 4;
/** Below this change a frame repeats the one before, but for the noise of the codec. */
const REPEATED = 0.5;

export interface FrameChanges {
  /** Presentation time of every frame, seconds, ascending. */
  timesSec: ArrayLike<number>;
  /** Change of every frame against the one before (`changeBetween`), 0–255; that of the first does not matter. */
  changes: ArrayLike<number>;
}

/**
 * Indices of the frames that begin a new shot by a hard cut, ascending; never 0. Fades and dissolves are not looked for.
 * The first and last two frames are judged by the neighbours that they have. Pure; complexity O(frames).
 */
export function findCuts({ timesSec, changes }: FrameChanges, rule: CutRule = CUT_RULE): number[] {
  const cuts: number[] = [];
  for (let i = 1; i < changes.length; i += 1) {
    const change = changes[i] as number;
    if (change < rule.leastChange || change < rule.ratio * changeAround(changes, i)) continue;
    const last = cuts.at(-1);
    const sinceSec = last === undefined ? Infinity : secBetween(timesSec, last, i);
    // Frame times are rounded: a microsecond less is not less.
    if (last === undefined || sinceSec >= rule.leastShotSec - 1e-6) cuts.push(i);
    else if (change > (changes[last] as number)) cuts[cuts.length - 1] = i;
  }
  return cuts;
}

const secBetween = (timesSec: ArrayLike<number>, from: number, to: number): number =>
  (timesSec[to] as number) - (timesSec[from] as number);

function changeAround(changes: ArrayLike<number>, at: number): number {
  return (changeBeside(changes, at, -1) + changeBeside(changes, at, 1)) / 2;
}

/** Mean change of the nearest frames on one side: all of them, or those that are no repetitions, whichever is more. */
function changeBeside(changes: ArrayLike<number>, at: number, step: -1 | 1): number {
  const all = { sum: 0, count: 0 };
  const moving = { sum: 0, count: 0 };
  for (let k = 1; k <= LOOK_THROUGH; k += 1) {
    const index = at + k * step;
    // Frame 0 has nothing before it that it could have changed from.
    if (index < 1 || index >= changes.length) break;
    const change = changes[index] as number;
    if (all.count < NEIGHBOURS) add(all, change);
    if (moving.count < NEIGHBOURS && change >= REPEATED) add(moving, change);
  }
  return Math.max(meanOf(all), meanOf(moving));
}

interface Tally {
  sum: number;
  count: number;
}

function add(tally: Tally, value: number): void {
  tally.sum += value;
  tally.count += 1;
}

const meanOf = ({ sum, count }: Tally): number => (count === 0 ? 0 : sum / count);
