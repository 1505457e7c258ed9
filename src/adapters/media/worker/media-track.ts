import {
  EncodedPacketSink,
  type InputVideoTrack,
  IsobmffInputFormat,
  MatroskaInputFormat,
  MpegTsInputFormat,
} from 'mediabunny';
import { StudioError } from '../../../core/errors.ts';
import { firstStated, NOTHING_STATED, type StatedColour } from '../../../core/picture/colour.ts';
import type { Geometry, Size } from '../../../core/picture/geometry.ts';
import { type OpenContainer, openContainer } from './container.ts';
import { findSps, readSps, sizeInStream } from './h264-sps.ts';
import { countIndexed, findIsoBox, firstListedKey, readEdits, readerOfBoxes } from './iso-boxes.ts';
import { fragmentDelay } from './iso-fragments.ts';
import { lacksBytes } from './matroska-length.ts';
import { rethrowIfGone } from './media-error.ts';
import { type EditWindow, Presentation, type TrackTiming } from './presentation.ts';
import type { RangedReader } from './ranged-reader.ts';
import { colourOf } from './video-frame.ts';
import { decodesOnlyFromStart } from './x264-quirk.ts';

/** The video track of a file that mediabunny reads, with all that decoding needs. Whoever opens it closes its container. */
export interface MediaTrack {
  container: OpenContainer;
  track: InputVideoTrack;
  presentation: Presentation;
  stored: Size;
  geometry: Geometry;
  colour: StatedColour;
  /** Pictures may be coded as two fields: ffprobe has to say which comes first. */
  hasFields: boolean;
  /** The stream cuts its pictures on the left or above, which FFmpeg alone gets right: browsers show the wrong part. */
  isCutAtStart: boolean;
  /** Decoding has to begin with the first picture, whatever is asked for. */
  isOnlyFromStart: boolean;
}

/**
 * @returns `null` when mediabunny does not read the format, finds no video track, or does not do justice to it (several
 *   edits, no packet that is shown, times that start anew within the file, damage that it gives up on); FFmpeg has to look then
 */
export async function openMediaTrack(file: Blob): Promise<MediaTrack | null> {
  const container = await openContainer(file);
  if (!container) return null;
  try {
    const media = await describeTrack(file, container);
    if (!media) container.close();
    return media;
  } catch (thrown) {
    container.close();
    if (thrown instanceof StudioError) throw thrown;
    rethrowIfGone(thrown);
    // Mediabunny gave up on a damaged file.
    return null;
  }
}

async function describeTrack(file: Blob, container: OpenContainer): Promise<MediaTrack | null> {
  const { track } = container;
  if (!track) return null;
  if ((await track.getInternalCodecId()) === 'encv') {
    throw new StudioError('video/encrypted', 'The video track is encrypted.');
  }
  const stored = { widthPx: await track.getCodedWidth(), heightPx: await track.getCodedHeight() };
  // Before anything divides by it.
  if (stored.widthPx < 1 || stored.heightPx < 1) {
    throw new StudioError('video/zero-size', 'The picture has no size.');
  }
  // Mediabunny ends before the cluster that is cut off, or at the hole. FFmpeg reads on, but knows no AV1.
  const isLeftToFfmpeg =
    container.format instanceof MatroskaInputFormat && (await lacksBytes(file));
  if (isLeftToFfmpeg && (await track.getCodec()) !== 'av1') return null;
  const timing =
    container.format instanceof IsobmffInputFormat
      ? await isoTiming(file, track)
      : {
          ...{ edit: null, delayTicks: 0, firstKeySequence: 0, isFragmented: false },
          isShownBelowZero: container.format instanceof MpegTsInputFormat,
        };
  const presentation = timing && (await Presentation.of(track, timing));
  if (!presentation) return null;
  const sps = await spsOf(track, presentation);
  const { num, den } = await track.getPixelAspectRatio();
  return {
    container,
    track,
    presentation,
    stored: sps ? sizeInStream(sps, stored) : stored,
    geometry: {
      // The container's word, else the stream's own; codecs other than H.264 are completed by ffprobe.
      pixelAspect: num === den ? (sps?.pixelAspect ?? 1) : num / den,
      rotationDeg: await track.getRotation(),
      isMirrored: await track.getFlip(),
    },
    colour: firstStated(colourOf(await track.getColorSpace()), sps?.colour ?? NOTHING_STATED),
    hasFields: sps?.hasFields ?? false,
    isCutAtStart: sps?.isMoved ?? false,
    isOnlyFromStart: await decodesOnlyFromStart(track, await presentation.sink.getFirstKeyPacket()),
  };
}

/** `null` = several edits, or pictures in fragments beside those of the index, of which mediabunny sees only the latter. */
async function isoTiming(blob: Blob, track: InputVideoTrack): Promise<TrackTiming | null> {
  const file = readerOfBoxes(blob);
  const isFragmented = (await findIsoBox(file, ['moov', 'mvex'])) !== null;
  if (isFragmented && (await countIndexed(file, track.id)) > 0) {
    if (await findIsoBox(file, ['moof'])) return null;
  }
  const edit = await editWindow(file, track.id, isFragmented);
  if (edit === 'several-edits') return null;
  return {
    edit,
    isShownBelowZero: false,
    delayTicks: isFragmented ? await fragmentDelay(file, track.id) : 0,
    firstKeySequence: await firstKeySequence(file, track),
    isFragmented,
  };
}

/** The one edit that is shown. `null` = no edit list says anything. */
async function editWindow(
  file: RangedReader,
  trackId: number,
  isFragmented: boolean,
): Promise<EditWindow | null | 'several-edits'> {
  const edits = await readEdits(file, trackId);
  const firstShown = edits.findIndex((edit) => edit.mediaTicks >= 0);
  const shown = edits[firstShown];
  if (!shown) return null;
  if (edits.slice(firstShown + 1).some((edit) => edit.durationSec > 0)) return 'several-edits';
  const emptySec = edits.slice(0, firstShown).reduce((sum, edit) => sum + edit.durationSec, 0);
  return {
    emptySec,
    cutSec: shown.durationSec === 0 ? null : emptySec + shown.durationSec,
    // Like FFmpeg: the first whole picture of the edit is shown from its start on. It cannot know it in fragmented files.
    isAligned: !isFragmented,
  };
}

/**
 * Mediabunny takes a first sample for a key picture that the list of key pictures leaves out. Where its bytes do not say so
 * either, the track begins with the first listed one. HEVC is left alone: FFmpeg shows such a beginning.
 */
async function firstKeySequence(file: RangedReader, track: InputVideoTrack): Promise<number> {
  const listed = await firstListedKey(file, track.id);
  if (listed === null || listed === 0 || (await track.getCodec()) === 'hevc') return 0;
  const first = await new EncodedPacketSink(track).getFirstPacket();
  return first && (await track.determinePacketType(first)) === 'delta' ? listed : 0;
}

/** The parameter set of H.264; of all other codecs nothing is read here. */
async function spsOf(
  track: InputVideoTrack,
  presentation: Presentation,
): Promise<ReturnType<typeof readSps> | null> {
  if ((await track.getCodec()) !== 'avc') return null;
  const description = (await track.getDecoderConfig())?.description;
  const data = description
    ? new Uint8Array(
        description instanceof ArrayBuffer ? description : (description as Uint8Array).slice(),
      )
    : (await presentation.sink.getFirstKeyPacket())?.data;
  const sps = data ? findSps(data) : null;
  return sps ? readSps(sps) : null;
}
