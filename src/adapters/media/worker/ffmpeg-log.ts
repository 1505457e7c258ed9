import type { TimeBase } from '../../../core/time.ts';

/** One decoded picture as FFmpeg's `showinfo` filter tells it, in presentation order. */
export interface ShownFrame {
  /** In ticks of the log's time base; `null` for a picture without a time. */
  pts: number | null;
  /** The container states this picture's time. Those of others are counted on from the last one that is stated, or guessed. */
  isDated: boolean;
  pixelFormat: string;
  widthPx: number;
  heightPx: number;
  /** Decoding could have begun with it. */
  isKey: boolean;
  range: string | null;
  matrix: string | null;
  primaries: string | null;
  transfer: string | null;
}

export interface FfmpegLog {
  timeBase: TimeBase | null;
  frames: ShownFrame[];
}

const FRAME =
  /Parsed_showinfo_\d+ @ \S+\] n:\s*\d+ pts:\s*(-?\d+|NOPTS) .*pos:\s*(-?\d+) .*fmt:(\S+) .*\bs:(\d+)x(\d+) .*iskey:(\d)/;
const COLOUR =
  /Parsed_showinfo_\d+ @ \S+\] color_range:(\S+) color_space:(\S+) color_primaries:(\S+) color_trc:(\S+)/;
const TIME_BASE = /Parsed_showinfo_\d+ @ \S+\] config in time_base: (\d+)\/(\d+)/;
const BYTES = /AVIOContext @ \S+\] Statistics: (\d+) bytes read/;

/** Reads what a run of FFmpeg at log level `verbose` says about the pictures that it decoded. */
export function parseFfmpegLog(lines: readonly string[]): FfmpegLog {
  const log: FfmpegLog = { timeBase: null, frames: [] };
  for (const line of lines) {
    if (line.includes('showinfo')) readShowinfo(line, log);
  }
  return log;
}

/** Bytes that FFmpeg or ffprobe read from its input, by its log at level `verbose`. */
export function bytesReadIn(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Number(BYTES.exec(line)?.[1] ?? 0), 0);
}

function readShowinfo(line: string, log: FfmpegLog): void {
  const frame = FRAME.exec(line);
  if (frame) {
    const [, pts, position, pixelFormat, width, height, isKey] = frame as unknown as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    log.frames.push({
      pts: pts === 'NOPTS' ? null : Number(pts),
      isDated: Number(position) >= 0,
      pixelFormat,
      widthPx: Number(width),
      heightPx: Number(height),
      isKey: isKey === '1',
      range: null,
      matrix: null,
      primaries: null,
      transfer: null,
    });
    return;
  }
  const colour = COLOUR.exec(line);
  const last = log.frames.at(-1);
  if (colour && last) {
    last.range = known(colour[1]);
    last.matrix = known(colour[2]);
    last.primaries = known(colour[3]);
    last.transfer = known(colour[4]);
    return;
  }
  const base = TIME_BASE.exec(line);
  if (base) log.timeBase = { num: Number(base[1]), den: Number(base[2]) };
}

function known(value: string | undefined): string | null {
  return value === undefined || value === 'unknown' || value === 'reserved' ? null : value;
}
