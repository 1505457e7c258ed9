import type { TimeBase } from '../../../core/time.ts';
import type { PacketLine } from './ffprobe.ts';

/** Presentation times of the pictures of a track that only FFmpeg reads. */
export interface PacketIndex {
  base: TimeBase;
  /** In units of `base`, ascending. */
  ticks: Float64Array;
  /** Those that decoding can begin with, ascending. */
  keyTicks: Float64Array;
  /** When the last picture ends, in units of `base`. */
  endTick: number;
  /** The stream carries no times (a raw elementary stream): they are counted at the stated rate. */
  isUndated: boolean;
  /** Seeking is of no use: there are no times, or the same ones come twice. */
  isOnlyFromStart: boolean;
  /** The file is so large that reading it through, which its format asks for, takes long. */
  isSlowToOpen: boolean;
  /** Only parts of the file are listed; these pictures, at its beginning, follow one another. `null` = all are listed. */
  firstTicks: Float64Array | null;
}

/** What a stream says about its times. */
export interface IndexBasis {
  base: TimeBase;
  /** In units of `base`. */
  oneFrame: number;
  /** The first picture that decodes; earlier ones are not shown. */
  firstTick: number;
}

type FromPackets = Omit<PacketIndex, 'isSlowToOpen' | 'firstTicks'>;

/** A step back in decoding times by more than this is a new beginning and not an inaccuracy. */
const BACK_SEC = 1;

/** A raw elementary stream: picture _i_ is at _i_ ÷ rate. */
export function countedIndex(count: number, rate: { num: number; den: number }): FromPackets {
  const ticks = Float64Array.from({ length: count }, (_, i) => i);
  const base = { num: rate.den, den: rate.num };
  return {
    ...{ base, ticks, keyTicks: ticks.slice(0, 1), endTick: count },
    ...{ isUndated: true, isOnlyFromStart: true },
  };
}

/** What the packets of a track, in decoding order, say about its pictures. */
export function datedIndex(
  packets: readonly PacketLine[],
  { base, oneFrame, firstTick }: IndexBasis,
): FromPackets {
  const dated = packets.filter(isDated);
  const isComplete = dated.every(({ ptsTick }) => ptsTick !== null);
  const isOnlyFromStart = startsAnew(dated, base);
  const times = new Map<number, number>();
  const note = (tick: number | null, duration: number) => {
    if (tick !== null && (tick >= firstTick || isOnlyFromStart) && !times.has(tick))
      times.set(tick, duration);
  };
  for (const { ptsTick, durationTicks } of dated) note(ptsTick, durationTicks);
  // A reordered picture without a time of its own is shown when the next such one is decoded: together, the decoding times are
  // the presentation times, but for the first.
  if (!isComplete) for (const { dtsTick, durationTicks } of dated) note(dtsTick, durationTicks);
  const ticks = Float64Array.from(times.keys()).sort();
  const lastTick = ticks.at(-1) ?? 0;
  const keyTicks = Float64Array.from(
    dated.filter(({ isKey }) => isKey),
    ({ ptsTick, dtsTick }) => ptsTick ?? dtsTick ?? 0,
  ).sort();
  return {
    ...{ base, ticks, keyTicks, endTick: lastTick + (times.get(lastTick) || oneFrame) },
    ...{ isUndated: false, isOnlyFromStart },
  };
}

export function isDated({ ptsTick, dtsTick }: PacketLine): boolean {
  return ptsTick !== null || dtsTick !== null;
}

/** Decoding times only ever grow, except where a file was put together from pieces with times of their own. */
function startsAnew(packets: readonly PacketLine[], { num, den }: TimeBase): boolean {
  let latest = Number.NEGATIVE_INFINITY;
  for (const { dtsTick } of packets) {
    if (dtsTick === null) continue;
    if (((latest - dtsTick) * num) / den > BACK_SEC) return true;
    latest = Math.max(latest, dtsTick);
  }
  return false;
}

/** The index in the form of a Frame: `ticks / timescale` seconds. */
export function framesOf({ base, ticks, endTick }: PacketIndex): {
  ticks: Float64Array;
  timescale: number;
  endTick: number;
} {
  return {
    ticks: ticks.map((tick) => tick * base.num),
    timescale: base.den,
    endTick: endTick * base.num,
  };
}
