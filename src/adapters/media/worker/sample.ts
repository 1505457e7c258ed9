import { StudioError } from '../../../core/errors.ts';
import type { DecoderName, VideoFacts } from '../../../core/flow.ts';
import { resolveColour } from '../../../core/picture/colour.ts';
import { pictureSize, type Size, statedTurn } from '../../../core/picture/geometry.ts';
import { renderPicture } from '../../../core/picture/render.ts';
import type { RgbaPicture } from '../../../core/picture/rotate.ts';
import type { DecodedFrame, SampleStats } from '../../../core/ports.ts';
import type { CallContext } from '../../../rpc/serve.ts';
import type { SampleItem, SampleParams } from '../protocol.ts';
import { encodePicture } from './encode-picture.ts';
import { sampleWithFfmpeg } from './ffmpeg-sampler.ts';
import { FINAL, toMediaError } from './media-error.ts';
import type { RawFrame } from './raw-frame.ts';
import { sampleWithWebCodecs } from './webcodecs-sampler.ts';

/** Finished pictures that wait for the reader, of each part of the video that is decoded; small ones, already encoded. */
const FINISHED_AHEAD = 16;

/**
 * Streams the pictures on screen at the asked times. With `auto`, a decoder that fails is left for the next one, which takes
 * over at the first time without an answer.
 */
export async function sampleFile(
  params: SampleParams,
  context: CallContext<SampleItem>,
): Promise<SampleStats> {
  const { facts, timesSec } = params;
  if (timesSec.some((time, i) => !(time >= (timesSec[i - 1] ?? Number.NEGATIVE_INFINITY)))) {
    throw new StudioError('input/invalid', 'Asked times have to be numbers in ascending order.');
  }
  const decoders = decodersFor(params);
  const stats: SampleStats = {
    decoder: decoders[0],
    framesDecoded: 0,
    bytesRead: 0,
    fellBackBecause: null,
    missingSec: [],
  };
  let answered = 0;
  for (const [turn, decoder] of decoders.entries()) {
    stats.decoder = decoder;
    try {
      const sampler = decoder === 'webcodecs' ? sampleWithWebCodecs : sampleWithFfmpeg;
      for await (const finished of sampler(
        params.file,
        timesSec.slice(answered + stats.missingSec.length),
        {
          counts: stats,
          signal: context.signal,
          isKeysOnly: params.only === 'keyframes',
          finish: (raw) => finish(raw, params),
          ahead: FINISHED_AHEAD,
        },
      )) {
        await send(finished, stats, context);
        answered += finished.askedSec.length;
      }
      break;
    } catch (thrown) {
      const error = toMediaError(thrown);
      if (turn === decoders.length - 1 || FINAL.has(error.code)) throw error;
      stats.fellBackBecause = error.code;
    }
  }
  stats.missingSec.sort((a, b) => a - b);
  if (timesSec.length > 0 && stats.missingSec.length === timesSec.length) {
    throw new StudioError('video/no-frames', 'No picture of this video can be decoded.', {
      details: { codec: facts.codec },
    });
  }
  return stats;
}

function decodersFor({ decoder, facts }: SampleParams): [DecoderName, ...DecoderName[]] {
  if (decoder !== 'auto') return [decoder];
  const [first, ...rest] = facts.decoders;
  if (!first)
    throw new StudioError(
      'video/unsupported-codec',
      `No decoder here can read ${facts.codec} video.`,
    );
  return [first, ...rest];
}

/** A picture ready to leave the worker, and the asked times that it answers. */
interface Finished {
  askedSec: number[];
  frame: DecodedFrame['frame'];
  jpeg: Uint8Array;
}

async function finish(
  raw: RawFrame,
  { facts, longSidePx }: Pick<SampleParams, 'facts' | 'longSidePx'>,
): Promise<Finished> {
  const rgba = renderFrame(raw, facts, pictureSize(facts, longSidePx));
  const { jpeg, ...picture } = await encodePicture(rgba);
  const { askedSec, ptsTicks, timescale, decoder } = raw;
  const ptsSec = ptsTicks / timescale;
  const frame = { ptsSec, ptsTicks, timescale, decodeIndex: null, ...picture, decoder };
  return { askedSec, frame, jpeg };
}

async function send(
  { askedSec: all, frame, jpeg }: Finished,
  stats: SampleStats,
  context: CallContext<SampleItem>,
): Promise<void> {
  for (const askedSec of all) {
    const copy = jpeg.slice();
    const item = {
      decoded: { askedSec, frame, jpeg: copy },
      stats: { ...stats, missingSec: [...stats.missingSec] },
    };
    await context.emit(item, [copy.buffer]);
  }
}

/** The common conversion with what the facts say; `size` is that of the finished picture. */
export function renderFrame(raw: RawFrame, facts: VideoFacts, size: Size): RgbaPicture {
  return renderPicture(raw.picture, {
    size,
    geometry: geometryOf(facts),
    field: fieldOf(facts),
    colour: resolveColour(raw.colour, raw.picture.heightPx),
  });
}

/** Of interlaced pictures the field that is shown first is kept: one moment, no comb. */
function fieldOf({ remarks }: VideoFacts): 'top' | 'bottom' | null {
  if (!remarks.includes('interlaced')) return null;
  return remarks.includes('bottom-field-first') ? 'bottom' : 'top';
}

function geometryOf(facts: VideoFacts): Parameters<typeof renderPicture>[1]['geometry'] {
  const isMirrored = facts.remarks.includes('mirrored');
  // The displayed size already contains the pixel aspect.
  return {
    pixelAspect: 1,
    rotationDeg: statedTurn({ rotationDeg: facts.rotationDeg, isMirrored }),
    isMirrored,
  };
}
