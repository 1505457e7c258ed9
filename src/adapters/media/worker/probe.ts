import {
  IsobmffInputFormat,
  MatroskaInputFormat,
  QuickTimeInputFormat,
  type VideoCodec,
  WebMInputFormat,
} from 'mediabunny';
import { StudioError } from '../../../core/errors.ts';
import type { DecoderName, VideoFacts } from '../../../core/flow.ts';
import {
  firstStated,
  isHighRange,
  NOTHING_STATED,
  type StatedColour,
} from '../../../core/picture/colour.ts';
import { displayedSize, statedTurn } from '../../../core/picture/geometry.ts';
import { isVariableRate } from '../../../core/time.ts';
import { type OpenContainer, openContainer } from './container.ts';
import { probeWithFfmpeg } from './ffmpeg-facts.ts';
import { decodeFirstPicture } from './first-picture.ts';
import { findIsoBox, readerOfBoxes } from './iso-boxes.ts';
import { type MediaTrack, openMediaTrack } from './media-track.ts';
import { notAVideo, rejectNonVideo } from './sniff.ts';
import { unlessFailed } from './unless-failed.ts';

/** FFmpeg's short names of the codecs that mediabunny knows. */
const CODEC_NAMES: Record<VideoCodec, string> = {
  avc: 'h264',
  hevc: 'hevc',
  vp8: 'vp8',
  vp9: 'vp9',
  av1: 'av1',
  prores: 'prores',
};

/** Enough to tell a rate; of longer tracks no more is read. */
const RATE_PACKETS = 600;

/**
 * Reads headers and a few packets. Mediabunny first; FFmpeg where it cannot read the file, does not know the codec, or would
 * be the decoder anyway.
 * @throws `video/…` on what is not a decodable video
 */
export async function probeFile(file: Blob, signal: AbortSignal): Promise<VideoFacts> {
  await rejectNonVideo(file);
  const media = await openMediaTrack(file);
  if (!media) return probeRest(file, signal);
  try {
    const facts = await unlessFailed(() => factsOf(media));
    // Damage that mediabunny gives up on.
    if (!facts) return await probeRest(file, signal);
    return facts.decoders[0] === 'webcodecs' && !media.hasFields
      ? facts
      : await probeWithFfmpeg(file, { signal, known: facts });
  } finally {
    media.container.close();
  }
}

/** What mediabunny cannot take apart. */
async function probeRest(file: Blob, signal: AbortSignal): Promise<VideoFacts> {
  const container = await openContainer(file);
  if (container) {
    container.close();
    await rejectWithoutVideo(file, container);
  }
  const facts = await probeWithFfmpeg(file, { signal, known: null });
  if (facts.container.endsWith('_pipe') || facts.container === 'image2') throw notAVideo('picture');
  return facts;
}

/** These two formats list all their tracks: nothing is hidden from mediabunny. */
async function rejectWithoutVideo(file: Blob, { format, track }: OpenContainer): Promise<void> {
  if (track) return;
  if (format instanceof IsobmffInputFormat && !(await findIsoBox(readerOfBoxes(file), ['moov']))) {
    throw new StudioError('video/truncated', 'The file ends before its index (no moov box).');
  }
  if (format instanceof IsobmffInputFormat || format instanceof MatroskaInputFormat) {
    throw new StudioError('video/no-video-track', 'The file has no video track.');
  }
}

async function factsOf(media: MediaTrack): Promise<VideoFacts> {
  const { track, presentation, geometry, stored, container } = media;
  const codec = await track.getCodec();
  const size = displayedSize(stored, geometry);
  const rate = await rateOf(media);
  const { decoders, seen } = await decodersFor(media);
  const startSec = presentation.firstTick / presentation.timescale;
  const endSec = presentation.endTick / presentation.timescale;
  return {
    container: containerName(container.format),
    codec: codec ? CODEC_NAMES[codec] : 'unknown',
    hasAudio: (await container.input.getAudioTracks()).length > 0,
    startSec,
    durationSec: Math.max(0, endSec - startSec),
    ...size,
    rotationDeg: statedTurn(geometry),
    averageFps: rate.averageFps,
    isVariableFrameRate: rate.isVariable,
    decoders,
    remarks: await remarksOf(media, {
      startSec,
      endSec,
      isVariable: rate.isVariable,
      colour: firstStated(media.colour, seen ?? NOTHING_STATED),
    }),
  };
}

/** `webcodecs` where this browser decodes the first picture and gives the right part of it; FFmpeg for all but AV1, which its core was built without. */
async function decodersFor({
  track,
  presentation,
  isCutAtStart,
}: MediaTrack): Promise<{ decoders: DecoderName[]; seen: StatedColour | null }> {
  const decoders: DecoderName[] = [];
  const config = await track.getDecoderConfig();
  const seen = config && !isCutAtStart ? await decodeFirstPicture(config, presentation) : null;
  if (seen) decoders.push('webcodecs');
  if ((await track.getCodec()) !== 'av1') decoders.push('ffmpeg');
  if (decoders.length === 0) {
    throw new StudioError('video/unsupported-codec', 'No decoder here can read AV1 video.', {
      details: { codec: 'av1' },
    });
  }
  return { decoders, seen };
}

async function rateOf({
  presentation,
  container,
}: MediaTrack): Promise<{ averageFps: number; isVariable: boolean | null }> {
  const { sink, timescale } = presentation;
  const limit = container.format instanceof IsobmffInputFormat ? RATE_PACKETS * 10 : RATE_PACKETS;
  const ticks: number[] = [];
  let isWhole = true;
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    const tick = presentation.tickOf(packet);
    if (tick >= presentation.firstTick && tick <= presentation.lastTick) ticks.push(tick);
    if (ticks.length >= limit) {
      isWhole = false;
      break;
    }
  }
  ticks.sort((a, b) => a - b);
  // The last few of a cut-off reading may lack neighbours that come later in decoding order.
  const sure = isWhole ? ticks : ticks.slice(0, -32);
  const spanTicks = (sure.at(-1) ?? 0) - (sure[0] ?? 0);
  const isVariable = isVariableRate(sure);
  const lengthTicks = presentation.endTick - presentation.firstTick;
  const averageFps =
    isWhole && lengthTicks > 0
      ? (sure.length * timescale) / lengthTicks
      : spanTicks > 0
        ? ((sure.length - 1) * timescale) / spanTicks
        : 0;
  return { averageFps, isVariable: isWhole || isVariable ? isVariable : null };
}

async function remarksOf(
  media: MediaTrack,
  found: { startSec: number; endSec: number; isVariable: boolean | null; colour: StatedColour },
): Promise<string[]> {
  const { geometry, track, presentation } = media;
  const remarks: string[] = [];
  if (found.startSec !== 0) remarks.push('start-not-zero');
  if (statedTurn(geometry) !== 0) remarks.push('rotated');
  if (geometry.isMirrored) remarks.push('mirrored');
  if (geometry.pixelAspect !== 1) remarks.push('non-square-pixels');
  if (found.isVariable) remarks.push('variable-frame-rate');
  if (isHighRange(found.colour)) remarks.push('hdr');
  if (media.isOnlyFromStart) remarks.push('slow-seeking');
  const stated = await track.getDurationFromMetadata();
  if (stated !== null && Math.abs(stated - found.endSec) > Math.max(1, found.endSec * 0.1)) {
    remarks.push('header-duration-wrong');
  }
  if (presentation.isCutShort) remarks.push('truncated');
  return remarks;
}

function containerName(format: object): string {
  if (format instanceof QuickTimeInputFormat) return 'mov';
  if (format instanceof IsobmffInputFormat) return 'mp4';
  if (format instanceof WebMInputFormat) return 'webm';
  if (format instanceof MatroskaInputFormat) return 'matroska';
  return 'mpegts';
}
