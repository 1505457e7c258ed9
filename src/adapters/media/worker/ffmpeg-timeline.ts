import { StudioError } from '../../../core/errors.ts';
import { NOTHING_STATED, type StatedColour } from '../../../core/picture/colour.ts';
import { indexOnScreen, lastTickAt, type TimeBase, toTimeBase } from '../../../core/time.ts';
import { type FfmpegSession, withFfmpeg } from './ffmpeg-host.ts';
import { indexPackets } from './ffmpeg-index.ts';
import { hasPaletteAtStart, type ProbedStream, parseRational, probeStreams } from './ffprobe.ts';
import { FlvTags } from './flv-tags.ts';
import { keyPacketAt } from './key-packets.ts';
import { type MediaTrack, openMediaTrack } from './media-track.ts';
import type { PacketIndex } from './packet-index.ts';
import { RangedReader } from './ranged-reader.ts';
import { unlessFailed } from './unless-failed.ts';

/** Which picture an asked time means, in FFmpeg's own ticks. */
export interface Target {
  tick: number;
  /** Where decoding has to begin at the latest; `null` = unknown. */
  keyTick: number | null;
}

export interface Timeline {
  video: ProbedStream;
  base: TimeBase;
  /** Frames per second of a stream without times; `null` for all others. */
  countedRate: string | null;
  isOnlyFromStart: boolean;
  /** Times jump back in mid-stream: a later picture may come first. */
  startsAnew: boolean;
  /** Several pictures may share one time in the container, which is that of the first. */
  isPartlyDated: boolean;
  /** What the container says about colours; it goes before what the stream says, as in the other decoder. */
  colour: StatedColour;
  targetAt(sec: number): Promise<Target>;
  /** The file from a key picture before `sec` on, for formats in which FFmpeg finds none by itself; `null` = it does. */
  excerptAt(sec: number): Promise<Blob> | null;
  close(): void;
}

/** Times from mediabunny where it reads the file (no pass over the whole file), from ffprobe's packet list otherwise. */
export async function openTimeline(
  session: FfmpegSession,
  file: Blob,
  { timesSec, signal }: { timesSec: readonly number[]; signal: AbortSignal },
): Promise<Timeline> {
  const report = await probeStreams(session);
  const { video } = report;
  if (!video) throw new StudioError('video/no-video-track', 'FFmpeg finds no video track.');
  const isPartlyDated = report.formatName === 'mpeg';
  const indexed = async (own: FfmpegSession, times: readonly number[]) => {
    const asked = times.map((sec) => ({ fromSec: sec, toSec: sec }));
    const index = await indexPackets(own, { file, report, video, asked });
    // Where FFmpeg looks for the beginning of a run itself, but for a format in which it would read all that lies before.
    const flv = index.firstTicks ? await FlvTags.open(new RangedReader(file)) : null;
    return indexedTimeline(index, { video, flv, isPartlyDated });
  };
  const media = await openMediaTrack(file);
  if (!media) return indexed(session, timesSec);
  const instead = (sec: number) => withFfmpeg(file, signal, (own) => indexed(own, [sec]));
  return mediaTimeline(media, video, instead);
}

/** @param instead what is asked about times over which mediabunny fails: damage lies there */
function mediaTimeline(
  { presentation, container, isOnlyFromStart, colour }: MediaTrack,
  video: ProbedStream,
  instead: (sec: number) => Promise<Timeline>,
): Timeline {
  const { timescale, sink } = presentation;
  const base = parseRational(video.time_base) ?? { num: 1, den: timescale };
  const toBase = (tick: number) => toTimeBase(tick, timescale, base);
  return {
    video,
    base,
    countedRate: null,
    isOnlyFromStart: isOnlyFromStart || hasPaletteAtStart(video),
    startsAnew: false,
    isPartlyDated: false,
    colour,
    targetAt: async (sec) => {
      const target = await unlessFailed(async () => {
        const packet = await presentation.packetAt(sec);
        if (!packet) return { tick: toBase(presentation.firstTick), keyTick: null };
        const tick = presentation.tickOf(packet);
        const key = await keyPacketAt(sink, presentation.lookupSec(tick));
        return { tick: toBase(tick), keyTick: key ? toBase(presentation.tickOf(key)) : null };
      });
      return target ?? (await instead(sec)).targetAt(sec);
    },
    excerptAt: () => null,
    close: () => container.close(),
  };
}

function indexedTimeline(
  index: PacketIndex,
  {
    video,
    flv,
    isPartlyDated,
  }: { video: ProbedStream; flv: FlvTags | null; isPartlyDated: boolean },
): Timeline {
  if (index.ticks.length === 0)
    throw new StudioError('video/no-frames', 'The video track has no picture.');
  const { base, ticks, keyTicks } = index;
  return {
    video,
    base,
    isOnlyFromStart: index.isOnlyFromStart || hasPaletteAtStart(video),
    startsAnew: index.isOnlyFromStart && !index.isUndated,
    isPartlyDated,
    colour: NOTHING_STATED,
    countedRate: index.isUndated ? `${base.den}/${base.num}` : null,
    targetAt: async (sec) => {
      const tick = ticks[indexOnScreen(ticks, lastTickAt(sec, base.den / base.num))] ?? 0;
      return { tick, keyTick: keyTicks[indexOnScreen(keyTicks, tick)] ?? null };
    },
    excerptAt: (sec) => flv?.excerptAt(sec) ?? null,
    close: () => undefined,
  };
}
