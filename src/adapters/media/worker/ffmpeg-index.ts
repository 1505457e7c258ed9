import type { TimeBase } from '../../../core/time.ts';
import type { FfmpegSession } from './ffmpeg-host.ts';
import { type ProbedStream, parseRational, probePackets } from './ffprobe.ts';

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
}

const FALLBACK_RATE = { num: 25, den: 1 };

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
  const index = known ?? (await readIndex(session, video));
  if (key !== null) {
    recent.delete(key);
    recent.set(key, index);
    const [oldest] = recent.keys();
    if (recent.size > RECENT_LIMIT && oldest !== undefined) recent.delete(oldest);
  }
  return index;
}

/** Reads every packet header once. */
async function readIndex(session: FfmpegSession, video: ProbedStream): Promise<PacketIndex> {
  const packets = await probePackets(session);
  const rate =
    parseRational(video.avg_frame_rate) ?? parseRational(video.r_frame_rate) ?? FALLBACK_RATE;
  const dated = packets.filter((packet) => packet.tick !== null);
  if (packets.length > 0 && dated.length * 2 < packets.length) {
    const ticks = Float64Array.from(packets, (_, i) => i);
    const base = { num: rate.den, den: rate.num };
    return { base, ticks, keyTicks: ticks.slice(0, 1), endTick: packets.length, isUndated: true };
  }
  const base = parseRational(video.time_base) ?? { num: 1, den: 1000 };
  const ticks = Float64Array.from(dated, (packet) => packet.tick ?? 0).sort();
  const keyTicks = Float64Array.from(
    dated.filter((packet) => packet.isKey),
    (packet) => packet.tick ?? 0,
  ).sort();
  const last = dated.reduce(
    (best, packet) => ((packet.tick ?? 0) >= (best?.tick ?? -Infinity) ? packet : best),
    dated[0],
  );
  const oneFrame = (rate.den / rate.num) * (base.den / base.num);
  const endTick =
    (last?.tick ?? 0) +
    (last && last.durationTicks > 0 ? last.durationTicks : Math.round(oneFrame));
  return { base, ticks, keyTicks, endTick, isUndated: false };
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
