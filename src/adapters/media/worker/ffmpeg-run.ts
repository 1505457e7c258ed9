import type { Size } from '../../../core/picture/geometry.ts';
import { pixelLayout } from '../../../core/picture/pixel-formats.ts';
import {
  type PixelLayout,
  packedPlaces,
  type RawPicture,
} from '../../../core/picture/raw-picture.ts';
import { indexOnScreen, type TimeBase } from '../../../core/time.ts';
import { type FfmpegSession, INPUT_PATH } from './ffmpeg-host.ts';
import { parseFfmpegLog, type ShownFrame } from './ffmpeg-log.ts';

/** Formats that the common conversion does not know leave FFmpeg as this one. */
const EXCHANGE_FORMAT = 'rgb24';
const OUTPUT_PATH = '/pictures.raw';

export interface RunPlan {
  /** Ascending, distinct. */
  ticks: readonly number[];
  /** Where the demuxer starts; `null` = at the beginning. */
  seekSec: number | null;
  /** The mounted file begins where the video begins, and nothing is sought: its first picture is whole. */
  isFromStart: boolean;
  /** After a seek the first times are guesses: only a key picture whose time the container states begins what is believed. */
  needsDatedKey: boolean;
  countedRate: string | null;
  /** Pictures do not come in the order of their times: none ends the run early. */
  startsAnew: boolean;
  /** Of the pictures that are meant; where the common conversion does not know it, they leave FFmpeg as RGB. */
  pixelFormat: string | undefined;
  /** Samples are picked to this size; `null` = whole pictures. */
  size: Size | null;
}

export interface RunResult {
  /** Of all pictures that were decoded whole, ascending. */
  decodedTicks: number[];
  /** Their pixel formats. */
  formats: Map<number, string>;
  /** The pictures that left FFmpeg in their own format or, where the common conversion does not know that, as RGB; by their tick. */
  pictures: Map<number, { picture: RawPicture; shown: ShownFrame }>;
  base: TimeBase | null;
}

/**
 * Decodes once from `seekSec` on and returns the planes of the wanted pictures. Decoding stops as soon as the last of them is
 * out: where one does not exist, the first picture after the last wanted one takes its place, so that it stops all the same.
 */
export async function runFfmpeg(session: FfmpegSession, plan: RunPlan): Promise<RunResult> {
  const layout = plan.pixelFormat === undefined ? null : pixelLayout(plan.pixelFormat);
  const log = parseFfmpegLog(await session.run(argumentsFor(plan, layout === null)));
  const bytes = await session.take(OUTPUT_PATH);
  const wanted = new Set(plan.ticks);
  const last = plan.ticks.at(-1) ?? 0;
  const decodedTicks: number[] = [];
  const formats = new Map<number, string>();
  const left: Left[] = [];
  // Where a demuxer lands between two key pictures, decoders show guesses up to the next one, under the right times.
  let isWhole = plan.isFromStart;
  for (const shown of log.frames) {
    if (shown.pts === null) continue;
    isWhole ||= shown.isKey && (shown.isDated || !plan.needsDatedKey);
    if (isWhole) {
      decodedTicks.push(shown.pts);
      formats.set(shown.pts, shown.pixelFormat);
    }
    const hasLeft = wanted.has(shown.pts) || (!plan.startsAnew && shown.pts > last);
    if (hasLeft && left.length < plan.ticks.length) left.push({ tick: shown.pts, shown, isWhole });
  }
  return {
    decodedTicks: decodedTicks.sort((a, b) => a - b),
    formats,
    pictures: cutOutAll(bytes, left, { size: plan.size, isConverted: layout === null }),
    base: log.timeBase,
  };
}

/** A picture that came through FFmpeg's filters. */
interface Left {
  tick: number;
  shown: ShownFrame;
  /** Decoding had reached a key picture. */
  isWhole: boolean;
}

/**
 * All pictures leave FFmpeg in the format of the first one: those in another one have been converted by FFmpeg, which is not our
 * conversion. They are left out, for a run of their own.
 */
function cutOutAll(
  bytes: Uint8Array,
  left: readonly Left[],
  { size, isConverted }: { size: Size | null; isConverted: boolean },
): RunResult['pictures'] {
  const pictures: RunResult['pictures'] = new Map();
  const ofFirst = left[0]?.shown.pixelFormat ?? '';
  const layout = pixelLayout(isConverted ? EXCHANGE_FORMAT : ofFirst);
  if (!layout) return pictures;
  let at = 0;
  for (const { tick, shown, isWhole } of left) {
    const picture = cutOut(bytes, at, { shown: { ...shown, ...size }, layout });
    if (!picture) break;
    at += picture.data.byteLength;
    const isOwn = isConverted
      ? pixelLayout(shown.pixelFormat) === null
      : shown.pixelFormat === ofFirst;
    if (isWhole && isOwn) pictures.set(tick, { picture, shown });
  }
  return pictures;
}

/** The one tested list of arguments (some others crash the core); only times and counts vary. */
function argumentsFor(plan: RunPlan, convert: boolean): string[] {
  const last = plan.ticks.at(-1) ?? 0;
  const isWanted = [
    ...plan.ticks.map((tick) => `eq(pts,${tick})`),
    ...(plan.startsAnew ? [] : [`gt(pts,${last})`]),
  ].join('+');
  const filters = ['showinfo=checksum=0', `select='${isWanted}'`];
  if (plan.size) filters.push(`scale=${plan.size.widthPx}:${plan.size.heightPx}:flags=neighbor`);
  if (convert) filters.push(`format=${EXCHANGE_FORMAT}`);
  return [
    ...['-hide_banner', '-nostats', '-loglevel', 'verbose'],
    ...['-noaccurate_seek', '-seek_timestamp', '1', '-copyts', '-noautorotate'],
    ...(plan.seekSec === null ? [] : ['-ss', plan.seekSec.toFixed(6)]),
    ...(plan.countedRate === null ? [] : ['-r', plan.countedRate]),
    // Pictures are cut as far on the left as the stream says, not to a round number of samples.
    ...['-flags', 'unaligned', '-i', INPUT_PATH, '-map', '0:V:0', '-vf', filters.join(',')],
    ...['-fps_mode', 'passthrough', '-autoscale', '0', '-frames:v', String(plan.ticks.length)],
    ...['-f', 'rawvideo', '-y', OUTPUT_PATH],
  ];
}

/** The picture at `at` of rawvideo output; `null` when it is not whole. */
export function cutOut(
  bytes: Uint8Array,
  at: number,
  { shown, layout }: { shown: ShownFrame; layout: PixelLayout },
): RawPicture | null {
  const { widthPx, heightPx } = shown;
  const { places, totalBytes } = packedPlaces(layout, shown);
  if (at + totalBytes > bytes.byteLength) return null;
  return { widthPx, heightPx, layout, places, data: bytes.subarray(at, at + totalBytes) };
}

/** The decoded picture that is on screen at `tick`; `null` when decoding began after it. */
export function decodedOnScreen(decodedTicks: readonly number[], tick: number): number | null {
  const found = decodedTicks[indexOnScreen(decodedTicks, tick)];
  return found !== undefined && found <= tick ? found : null;
}
