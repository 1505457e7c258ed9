import type { Size } from '../../../core/picture/geometry.ts';
import { pixelLayout } from '../../../core/picture/pixel-formats.ts';
import type { DecodedPicture } from './decoded-picture.ts';
import type { FfmpegSession } from './ffmpeg-host.ts';
import { parseFfmpegLog } from './ffmpeg-log.ts';
import { cutOut } from './ffmpeg-run.ts';
import { writeIvf } from './ivf.ts';
import type { MediaTrack } from './media-track.ts';
import type { Batch } from './packet-batches.ts';
import type { PacketFraming } from './packet-framing.ts';

const PACKETS_PATH = '/packets.ivf';
/** A room of its own: other runs take away what they have written. */
const PICTURES_PATH = '/room.raw';
/** At this log level a decoder that finds nothing wrong says nothing. */
const TROUBLE = /\[(warning|error|fatal|panic)\]/;
/** What FFmpeg says about every file that is so short. */
const HARMLESS =
  /Could not find codec parameters|Consider increasing the value|not enough frames to estimate rate/;
/** How much FFmpeg says at the end that it wrote. */
const WRITTEN_KB = /video:\s*(\d+)k/;
/** Samples of a pixel in 4:2:0 with 8 bits, which most pictures have; the room for others grows. */
const USUAL_SAMPLES = 1.5;

/**
 * Decodes packets, and gives the planes of the wanted pictures by their ticks.
 * @returns `null` when not all of them came out, or FFmpeg found anything wrong: then the file itself has to be looked at
 */
export async function decodePackets(
  session: FfmpegSession,
  { wanted, packets }: Batch,
  { framing, media, size }: { framing: PacketFraming; media: MediaTrack; size: Size | null },
): Promise<Map<number, DecodedPicture> | null> {
  const earliest = packets.reduce((least, { tick }) => Math.min(least, tick), Infinity);
  const timed = packets.map(({ tick, data }) => ({ time: tick - earliest, data }));
  await session.put(PACKETS_PATH, writeIvf(framing.fourCc, media.stored, timed));
  const times = wanted.map(({ tick }) => tick - earliest);
  // Room for all pictures beforehand: a file that grows while it is written leaves nine times its size behind as garbage.
  const { widthPx, heightPx } = size ?? media.stored;
  const room = wanted.length * widthPx * heightPx * USUAL_SAMPLES;
  await session.makeRoom(PICTURES_PATH, Math.ceil(room));
  const log = await session.run(argumentsFor(times, size));
  await session.discard(PACKETS_PATH);
  const bytes = await session.readRoom(PICTURES_PATH);
  if (log.some((line) => TROUBLE.test(line) && !HARMLESS.test(line))) return null;
  const { frames } = parseFfmpegLog(log.map((line) => line.replace('] [info] ', '] ')));
  const pictures = new Map<number, DecodedPicture>();
  let at = 0;
  for (const shown of frames) {
    const layout = pixelLayout(shown.pixelFormat);
    const picture = layout && cutOut(bytes, at, { shown, layout });
    if (!picture || shown.pts === null) return null;
    at += picture.data.byteLength;
    pictures.set(shown.pts + earliest, { picture, shown });
  }
  return wroteAll(log, at) && wanted.every(({ tick }) => pictures.has(tick)) ? pictures : null;
}

/** Behind what was written lie pictures of the run before, which must not pass for ones of this run. */
function wroteAll(log: readonly string[], bytes: number): boolean {
  const line = log.findLast((one) => WRITTEN_KB.test(one)) ?? '';
  return Math.abs(Number(WRITTEN_KB.exec(line)?.[1]) - bytes / 1024) <= 1;
}

/** One tested list of arguments (some others crash the core); only the times vary, and whether samples are picked. */
function argumentsFor(times: readonly number[], size: Size | null): string[] {
  const pick = size ? `scale=${size.widthPx}:${size.heightPx}:flags=neighbor,` : '';
  const isWanted = times.map((time) => `eq(pts,${time})`).join('+');
  return [
    ...['-hide_banner', '-nostats', '-loglevel', 'level+info', '-copyts', '-noautorotate'],
    // Not to decode the first pictures twice, once only to look at them.
    ...['-analyzeduration', '0', '-probesize', '32'],
    // As far on the left as the stream says, not to a round number of samples.
    ...['-flags', 'unaligned', '-f', 'ivf', '-i', PACKETS_PATH, '-map', '0:V:0'],
    ...['-vf', `select='${isWanted}',${pick}showinfo=checksum=0`],
    ...['-fps_mode', 'passthrough', '-autoscale', '0', '-f', 'rawvideo'],
    ...['-truncate', '0', '-y', PICTURES_PATH],
  ];
}
