import { readAviIndex } from './avi-index.ts';
import type { FfmpegSession } from './ffmpeg-host.ts';
import { type ProbedStream, parseRational, probePackets } from './ffprobe.ts';
import { firstDecoded } from './first-decoded.ts';
import { countedIndex, datedIndex, isDated, type PacketIndex } from './packet-index.ts';

/** A file without an index is read through in a few seconds up to this size. */
const QUICKLY_READ_BYTES = 256 * 1024 * 1024;
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
  const listed = await readAviIndex(file);
  const packets = listed ?? (await probePackets(session));
  const isSlowToOpen = listed === null && file.size > QUICKLY_READ_BYTES;
  const rate =
    parseRational(video.avg_frame_rate) ?? parseRational(video.r_frame_rate) ?? FALLBACK_RATE;
  if (packets.filter(isDated).length * 2 < packets.length)
    return { ...countedIndex(packets.length, rate), isSlowToOpen };
  const base = parseRational(video.time_base) ?? { num: 1, den: 1000 };
  const oneFrame = Math.round((rate.den / rate.num) * (base.den / base.num));
  const firstTick = first?.pts ?? Number.NEGATIVE_INFINITY;
  return { ...datedIndex(packets, { base, oneFrame, firstTick }), isSlowToOpen };
}
