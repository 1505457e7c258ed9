import { z } from '../../../core/zod.ts';
import type { FfmpegSession } from './ffmpeg-host.ts';

const streamSchema = z.object({
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: z.string().optional(),
  pix_fmt: z.string().optional(),
  color_range: z.string().optional(),
  color_space: z.string().optional(),
  color_transfer: z.string().optional(),
  field_order: z.string().optional(),
  time_base: z.string().optional(),
  r_frame_rate: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  start_pts: z.number().optional(),
  duration: z.string().optional(),
  disposition: z.object({ attached_pic: z.number().optional() }).optional(),
  side_data_list: z
    .array(z.object({ rotation: z.number().optional(), displaymatrix: z.string().optional() }))
    .optional(),
});

const reportSchema = z.object({
  streams: z.array(streamSchema).default([]),
  format: z
    .object({
      format_name: z.string().optional(),
      start_time: z.string().optional(),
      duration: z.string().optional(),
    })
    .optional(),
});

/** At this level ffprobe says how much it has read. */
const VERBOSE = ['-v', 'verbose'];

export type ProbedStream = z.infer<typeof streamSchema>;

/** Their pictures bring their palettes along. */
const OWN_PALETTES = new Set(['gif', 'png', 'apng', 'bmp', 'pcx', 'tiff', 'targa', 'sgi']);

/** The container hands its palette over with the first packet alone: who begins later has other colours, or none. */
export const hasPaletteAtStart = ({ pix_fmt, codec_name }: ProbedStream): boolean =>
  pix_fmt === 'pal8' && !OWN_PALETTES.has(codec_name ?? '');

export interface ProbeReport {
  /** FFmpeg's name of the format, e.g. `avi` or `matroska,webm`; `null` when it does not know the file. */
  formatName: string | null;
  /** When its first stream begins, and how long it says it is; `null` = it does not say. */
  formatStartSec: number | null;
  formatDurationSec: number | null;
  /** The first video track that is not a cover picture. */
  video: ProbedStream | null;
  hasAudio: boolean;
  hasCover: boolean;
}

/** What ffprobe reads from the headers. Never throws for what the file contains. */
export async function probeStreams(session: FfmpegSession): Promise<ProbeReport> {
  const text = await session.probe([
    ...VERBOSE,
    '-print_format',
    'json',
    '-show_format',
    '-show_streams',
  ]);
  const parsed = reportSchema.safeParse(parseJson(text));
  const streams = parsed.data?.streams ?? [];
  const videos = streams.filter((stream) => stream.codec_type === 'video');
  const isCover = (stream: ProbedStream) => stream.disposition?.attached_pic === 1;
  return {
    formatName: parsed.data?.format?.format_name ?? null,
    formatStartSec: numberOrNull(parsed.data?.format?.start_time),
    formatDurationSec: numberOrNull(parsed.data?.format?.duration),
    video: videos.find((stream) => !isCover(stream)) ?? null,
    hasAudio: streams.some((stream) => stream.codec_type === 'audio'),
    hasCover: videos.some(isCover),
  };
}

export interface PacketLine {
  /** Presentation and decoding time in ticks of the stream; `null` = it has none. */
  ptsTick: number | null;
  dtsTick: number | null;
  durationTicks: number;
  isKey: boolean;
  /** A time in the container belongs to this very packet: it was not counted on from another one. */
  isStamped: boolean;
}

/**
 * Packets of the video track in decoding order, without those that an edit list hides. Reads the file once through, or the part of it
 * that `interval` names (FFmpeg's `-read_intervals`).
 */
export async function probePackets(
  session: FfmpegSession,
  interval?: string,
): Promise<PacketLine[]> {
  session.isSpent = true;
  const entries = 'packet=pts,dts,duration,pos,flags';
  const text = await session.probe([
    ...VERBOSE,
    ...['-select_streams', 'V:0', '-show_entries', entries, '-of', 'csv'],
    ...(interval === undefined ? [] : ['-read_intervals', interval]),
  ]);
  const packets: PacketLine[] = [];
  for (const line of text.split('\n')) {
    const [section, pts, dts, duration, position, flags] = line.trim().split(',');
    if (section !== 'packet' || pts === undefined || flags === undefined || flags.includes('D'))
      continue;
    packets.push({
      ptsTick: numberOrNull(pts),
      dtsTick: numberOrNull(dts),
      durationTicks: numberOrNull(duration) ?? 0,
      isKey: flags.startsWith('K'),
      isStamped: numberOrNull(position) !== null,
    });
  }
  return packets;
}

/** `30000/1001` → 30000 and 1001; `null` for what says nothing (`0/0`). */
export function parseRational(text: string | undefined): { num: number; den: number } | null {
  const [num, den] = (text ?? '').split(/[/:]/).map(Number);
  return num !== undefined && den !== undefined && num > 0 && den > 0 ? { num, den } : null;
}

export function numberOrNull(text: string | undefined): number | null {
  if (text === undefined || text === '' || text === 'N/A') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
