import type { TimeBase } from '../../../core/time.ts';
import { readAviIndex } from './avi-index.ts';
import type { FfmpegSession } from './ffmpeg-host.ts';
import { type PacketLine, type ProbedStream, parseRational, probePackets } from './ffprobe.ts';
import { firstDecoded } from './first-decoded.ts';

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
}

const FALLBACK_RATE = { num: 25, den: 1 };
/** A step back in decoding times by more than this is a new beginning and not an inaccuracy. */
const BACK_SEC = 1;

/** Indexes of the files that were read last, because making one means reading the whole file. */
const recent = new Map<string, PacketIndex>();
const RECENT_LIMIT = 8;

/** The index of a file, made at most once while it is in use. */
export async function indexPackets(
  session: FfmpegSession,
  file: Blob,
  video: ProbedStream,
): Promise<PacketIndex> {
  const key = file instanceof File ? `${file.name}\n${file.size}\n${file.lastModified}` : null;
  const known = key === null ? undefined : recent.get(key);
  const index = known ?? (await readIndex(session, file, video));
  if (key !== null) {
    recent.delete(key);
    recent.set(key, index);
    const [oldest] = recent.keys();
    if (recent.size > RECENT_LIMIT && oldest !== undefined) recent.delete(oldest);
  }
  return index;
}

/** Decodes the first picture and takes the packets from the container's own index, or reads every packet's header. */
async function readIndex(
  session: FfmpegSession,
  file: Blob,
  video: ProbedStream,
): Promise<PacketIndex> {
  const first = await firstDecoded(session);
  const packets = (await readAviIndex(file)) ?? (await probePackets(session));
  const rate =
    parseRational(video.avg_frame_rate) ?? parseRational(video.r_frame_rate) ?? FALLBACK_RATE;
  if (packets.filter(isDated).length * 2 < packets.length)
    return countedIndex(packets.length, rate);
  const base = parseRational(video.time_base) ?? { num: 1, den: 1000 };
  const oneFrame = Math.round((rate.den / rate.num) * (base.den / base.num));
  return datedIndex(packets, { base, oneFrame, firstTick: first?.pts ?? Number.NEGATIVE_INFINITY });
}

/** A raw elementary stream: picture _i_ is at _i_ ÷ rate. */
function countedIndex(count: number, rate: { num: number; den: number }): PacketIndex {
  const ticks = Float64Array.from({ length: count }, (_, i) => i);
  const base = { num: rate.den, den: rate.num };
  return {
    ...{ base, ticks, keyTicks: ticks.slice(0, 1), endTick: count },
    ...{ isUndated: true, isOnlyFromStart: true },
  };
}

/** Pure: what the packets of a track, in decoding order, say about its pictures. */
export function datedIndex(
  packets: readonly PacketLine[],
  { base, oneFrame, firstTick }: { base: TimeBase; oneFrame: number; firstTick: number },
): PacketIndex {
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

function isDated({ ptsTick, dtsTick }: PacketLine): boolean {
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
