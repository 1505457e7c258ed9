import { StudioError } from '../../../core/errors.ts';
import type { VideoFacts } from '../../../core/flow.ts';
import {
  displayedSize,
  type Geometry,
  type Size,
  statedTurn,
} from '../../../core/picture/geometry.ts';
import { isVariableRate, TIME_TOLERANCE_SEC } from '../../../core/time.ts';
import { readDisplayMatrix } from './display-matrix.ts';
import { type FfmpegSession, withFfmpeg } from './ffmpeg-host.ts';
import { indexPackets } from './ffmpeg-index.ts';
import {
  hasPaletteAtStart,
  numberOrNull,
  type ProbedStream,
  type ProbeReport,
  parseRational,
  probeStreams,
} from './ffprobe.ts';
import { firstDecoded } from './first-decoded.ts';
import { framesOf, type PacketIndex } from './packet-index.ts';

/** Decoders that the FFmpeg core was built without. */
const NOT_IN_CORE = new Set(['av1', 'vvc', 'none', 'unknown']);

/** FFmpeg names a format by all its names. */
const CONTAINER_NAMES: Record<string, string> = {
  'mov,mp4,m4a,3gp,3g2,mj2': 'mp4',
  'matroska,webm': 'matroska',
};

/**
 * Facts by ffprobe: all of them, or, where mediabunny has read the file (`known`), those that it does not know: codec,
 * pixel aspect and field order.
 */
export async function probeWithFfmpeg(
  file: Blob,
  { signal, known }: { signal: AbortSignal; known: VideoFacts | null },
): Promise<VideoFacts> {
  return withFfmpeg(file, signal, async (session) => {
    const report = await probeStreams(session);
    const video = checkedVideo(report, known);
    return known
      ? startingAt(completed(known, video), await firstShown(session, known, video))
      : ffmpegFacts(session, { file, report, video });
  });
}

/** @throws `video/not-a-video`, `video/no-video-track`, `video/zero-size`, `video/unsupported-codec` */
function checkedVideo(report: ProbeReport, known: VideoFacts | null): ProbedStream {
  if (!report.formatName) {
    throw known
      ? new StudioError('video/corrupt', 'FFmpeg cannot read the file.')
      : new StudioError('video/not-a-video', 'No decoder here knows this kind of file.');
  }
  const { video } = report;
  if (!video) {
    throw new StudioError('video/no-video-track', 'The file has no video track.', {
      details: { cover: report.hasCover },
    });
  }
  const codec = video.codec_name ?? 'unknown';
  if (NOT_IN_CORE.has(codec) && !known?.decoders.includes('webcodecs')) {
    throw new StudioError('video/unsupported-codec', `No decoder here can read ${codec} video.`, {
      details: { codec },
    });
  }
  if (!video.width || !video.height) {
    throw new StudioError('video/zero-size', 'The picture has no size.');
  }
  return video;
}

function completed(known: VideoFacts, video: ProbedStream): VideoFacts {
  // The turn is in the container, and mediabunny knows more of those.
  const geometry = { ...geometryOf(video), rotationDeg: known.rotationDeg };
  const remarks = new Set(known.remarks);
  if (geometry.pixelAspect !== 1) remarks.add('non-square-pixels');
  for (const remark of fieldRemarks(video)) remarks.add(remark);
  return {
    ...known,
    ...displayedSize(storedSize(video), geometry),
    codec: video.codec_name ?? known.codec,
    remarks: [...remarks],
  };
}

/** Where the pictures begin that FFmpeg decodes, in seconds; `null` = as the container says. */
async function firstShown(
  session: FfmpegSession,
  known: VideoFacts,
  { time_base }: ProbedStream,
): Promise<number | null> {
  const base = parseRational(time_base);
  if (known.decoders[0] !== 'ffmpeg' || !base) return null;
  const first = await firstDecoded(session);
  return first === null || first.pts === null ? null : (first.pts * base.num) / base.den;
}

/** Pictures at the beginning that lack what they refer to are not shown. */
function startingAt(facts: VideoFacts, startSec: number | null): VideoFacts {
  const lateSec = startSec === null ? 0 : startSec - facts.startSec;
  if (startSec === null || lateSec <= TIME_TOLERANCE_SEC) return facts;
  return {
    ...facts,
    startSec,
    durationSec: Math.max(0, facts.durationSec - lateSec),
    remarks: [...new Set([...facts.remarks, 'start-not-zero'])],
  };
}

async function ffmpegFacts(
  session: FfmpegSession,
  { file, report, video }: { file: Blob; report: ProbeReport; video: ProbedStream },
): Promise<VideoFacts> {
  const index = await indexPackets(session, { file, report, video, asked: [] });
  const { ticks, timescale, endTick } = framesOf(index);
  if (ticks.length === 0)
    throw new StudioError('video/no-frames', 'The video track has no picture.');
  const startTick = ticks[0] as number;
  const geometry = geometryOf(video);
  const isVariable = !index.isUndated && isVariableRate(index.firstTicks ?? ticks);
  const durationSec = (endTick - startTick) / timescale;
  const statedSec = numberOrNull(video.duration) ?? report.formatDurationSec;
  const name = report.formatName ?? 'unknown';
  return {
    container: CONTAINER_NAMES[name] ?? name,
    codec: video.codec_name ?? 'unknown',
    hasAudio: report.hasAudio,
    startSec: startTick / timescale,
    durationSec,
    ...displayedSize(storedSize(video), geometry),
    rotationDeg: statedTurn(geometry),
    averageFps: averageRate(index, durationSec),
    // The beginning of a file can show that it varies, but not that it never does.
    isVariableFrameRate: index.firstTicks && !isVariable ? null : isVariable,
    decoders: ['ffmpeg'],
    remarks: remarksOf({ index, video, geometry, startTick, isVariable, durationSec, statedSec }),
  };
}

/** Pictures a second: of all of them, or of those at the beginning where not all are listed. */
function averageRate({ ticks, firstTicks, base }: PacketIndex, durationSec: number): number {
  if (!firstTicks) return durationSec > 0 ? ticks.length / durationSec : 0;
  const span = (((firstTicks.at(-1) ?? 0) - (firstTicks[0] ?? 0)) * base.num) / base.den;
  return span > 0 ? (firstTicks.length - 1) / span : 0;
}

function remarksOf(found: {
  index: PacketIndex;
  video: ProbedStream;
  geometry: Geometry;
  startTick: number;
  isVariable: boolean;
  durationSec: number;
  statedSec: number | null;
}): string[] {
  const { statedSec, durationSec } = found;
  const isWrong =
    statedSec !== null && Math.abs(statedSec - durationSec) > Math.max(1, durationSec * 0.1);
  const remarks: readonly (readonly [boolean, string])[] = [
    [found.startTick !== 0, 'start-not-zero'],
    [statedTurn(found.geometry) !== 0, 'rotated'],
    [found.geometry.isMirrored, 'mirrored'],
    [found.geometry.pixelAspect !== 1, 'non-square-pixels'],
    [found.isVariable, 'variable-frame-rate'],
    [/^(smpte2084|arib-std-b67)$/.test(found.video.color_transfer ?? ''), 'hdr'],
    [found.index.isUndated, 'no-timestamps'],
    [found.index.isOnlyFromStart || hasPaletteAtStart(found.video), 'slow-seeking'],
    [found.index.isSlowToOpen, 'slow-opening'],
    [isWrong && !found.index.isUndated, 'header-duration-wrong'],
  ];
  return [
    ...remarks.filter(([applies]) => applies).map(([, code]) => code),
    ...fieldRemarks(found.video),
  ];
}

function storedSize(video: ProbedStream): Size {
  return { widthPx: video.width ?? 0, heightPx: video.height ?? 0 };
}

function geometryOf(video: ProbedStream): Geometry {
  const aspect = parseRational(video.sample_aspect_ratio);
  const matrix = video.side_data_list?.find((data) => data.displaymatrix)?.displaymatrix;
  return {
    pixelAspect: aspect ? aspect.num / aspect.den : 1,
    ...(matrix === undefined ? { rotationDeg: 0, isMirrored: false } : readDisplayMatrix(matrix)),
  };
}

/** By the field that is shown first (`tt`, `tb` = top; `bb`, `bt` = bottom). */
function fieldRemarks({ field_order: order }: ProbedStream): string[] {
  if (order === 'tt' || order === 'tb') return ['interlaced'];
  return order === 'bb' || order === 'bt' ? ['interlaced', 'bottom-field-first'] : [];
}
