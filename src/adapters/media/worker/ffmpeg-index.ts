import { readAviIndex } from './avi-index.ts';
import type { FfmpegSession } from './ffmpeg-host.ts';
import { type ProbedStream, type ProbeReport, parseRational, probePackets } from './ffprobe.ts';
import { firstDecoded } from './first-decoded.ts';
import { FlvTags } from './flv-tags.ts';
import {
  countedIndex,
  datedIndex,
  type IndexBasis,
  isDated,
  type PacketIndex,
} from './packet-index.ts';
import { type AskedSpan, PacketWindows } from './packet-windows.ts';
import { RangedReader } from './ranged-reader.ts';
import { RecentFiles } from './recent-files.ts';
import { timesAscend } from './times-ascend.ts';

/** Up to this size a file without an index is read through in a second or two. */
const QUICKLY_READ_BYTES = 64 * 1024 * 1024;
/** From this size on the facts say that it takes long. */
const SLOWLY_READ_BYTES = 256 * 1024 * 1024;
/** FFmpeg's names of the formats that are listed in pieces. */
const LISTED_IN_PIECES = new Set(['flv', 'asf', 'ogg', 'mpeg']);
const FALLBACK_RATE = { num: 25, den: 1 };

/** Indexes of a file. */
interface Known {
  whole: PacketIndex;
  /** `null` = cannot be listed in pieces. */
  windows: PacketWindows | null;
}
const recent = new RecentFiles<Known>();

/** A file, what ffprobe said about it, and the times whose pictures have to be known. */
export interface IndexRequest {
  file: Blob;
  report: ProbeReport;
  video: ProbedStream;
  asked: readonly AskedSpan[];
}

/** The index of a file, made at most once while it is in use; of a large one perhaps only the parts that are asked for. */
export async function indexPackets(
  session: FfmpegSession,
  request: IndexRequest,
): Promise<PacketIndex> {
  const known = recent.about(request.file);
  if (known.whole) return known.whole;
  if (canBeListedInPieces(request)) {
    const index = await indexPieces(session, request, known);
    if (index) return index;
  }
  known.whole = await readIndex(session, request);
  return known.whole;
}

function canBeListedInPieces({ file, report }: IndexRequest): boolean {
  return file.size > QUICKLY_READ_BYTES && LISTED_IN_PIECES.has(report.formatName ?? '');
}

/** `null` where the file has to be read through. */
async function indexPieces(
  session: FfmpegSession,
  request: IndexRequest,
  known: Partial<Known>,
): Promise<PacketIndex | null> {
  if (known.windows === undefined) known.windows = await openWindows(session, request);
  const index = (await known.windows?.around(session, request.asked)) ?? null;
  return index;
}

/** Ends with `null` where times do not only grow, or the container does not say where they end. */
export async function openWindows(
  session: FfmpegSession,
  { file, report, video }: Omit<IndexRequest, 'asked'>,
): Promise<PacketWindows | null> {
  const { formatName, formatStartSec, formatDurationSec } = report;
  if (formatName === null || formatDurationSec === null) return null;
  const reader = new RangedReader(file);
  const flv = formatName === 'flv' ? await FlvTags.open(reader) : null;
  const isOrdered = (formatName !== 'flv' || flv) && (await timesAscend(reader, formatName, flv));
  session.bytesRead += reader.bytesRead;
  if (!isOrdered) return null;
  return PacketWindows.open(session, {
    ...basisOf(video, (await firstDecoded(session))?.pts),
    endSec: (formatStartSec ?? 0) + formatDurationSec,
    isPartlyTimed: formatName === 'mpeg' && /^mpeg[12]video$/.test(video.codec_name ?? ''),
    flv,
  });
}

/** Decodes the first picture and takes the packets from the container's own index, or reads every packet's header. */
export async function readIndex(
  session: FfmpegSession,
  { file, video }: Pick<IndexRequest, 'file' | 'video'>,
): Promise<PacketIndex> {
  const first = await firstDecoded(session);
  const reader = new RangedReader(file);
  const listed = await readAviIndex(reader);
  session.bytesRead += reader.bytesRead;
  const packets = listed ?? (await probePackets(session));
  const isSlowToOpen = listed === null && file.size > SLOWLY_READ_BYTES;
  const rest = { isSlowToOpen, firstTicks: null };
  if (packets.filter(isDated).length * 2 < packets.length)
    return { ...countedIndex(packets.length, rateOf(video)), ...rest };
  return { ...datedIndex(packets, basisOf(video, first?.pts)), ...rest };
}

function rateOf(video: ProbedStream): { num: number; den: number } {
  return parseRational(video.avg_frame_rate) ?? parseRational(video.r_frame_rate) ?? FALLBACK_RATE;
}

function basisOf(video: ProbedStream, firstTick: number | null | undefined): IndexBasis {
  const base = parseRational(video.time_base) ?? { num: 1, den: 1000 };
  const rate = rateOf(video);
  const oneFrame = Math.round((rate.den / rate.num) * (base.den / base.num));
  return { base, oneFrame, firstTick: firstTick ?? Number.NEGATIVE_INFINITY };
}
