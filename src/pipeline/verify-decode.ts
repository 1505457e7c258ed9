import { throwIfCancelled } from '../core/cancel.ts';
import { dHash, hashDistance } from '../core/dhash.ts';
import { type ErrorCode, toStudioError } from '../core/errors.ts';
import type { DecoderName } from '../core/flow.ts';
import type { DecodedFrame } from '../core/ports.ts';
import type { Neighbour } from '../core/verify/judge.ts';
import { lumaThumbnail, type Pixels, psnrDb } from '../core/verify/thumbnail.ts';
import type { VerifyDeps, VerifyOptions } from './verify-types.ts';
import type { OpenVideo } from './verify-videos.ts';

/** A picture of a dataset, ready to be compared. */
export interface ReadPicture {
  pixels: Pixels;
  perceptualHash: string;
  thumbnail: Float32Array;
  sha256: string | null;
}

/** @returns `null` for bytes that are no picture */
export async function readPicture(
  { readPixels }: VerifyDeps,
  bytes: Uint8Array,
  sha256: string | null = null,
): Promise<ReadPicture | null> {
  const pixels = await readPixels(bytes).catch(() => null);
  if (!pixels) return null;
  return {
    pixels,
    perceptualHash: dHash(pixels.rgba, pixels.widthPx, pixels.heightPx),
    thumbnail: lumaThumbnail(pixels),
    sha256,
  };
}

/** How a picture of the dataset compares with a decoded frame. */
export function likeness(
  picture: ReadPicture,
  { decoded, pixels }: { decoded: DecodedFrame; pixels: Pixels },
): Omit<Neighbour, 'offset'> {
  return {
    ptsSec: decoded.frame.ptsSec,
    psnrDb: psnrDb(picture.pixels, pixels),
    hashDistance: hashDistance(picture.perceptualHash, decoded.frame.perceptualHash),
    isSameBytes: picture.sha256 === decoded.frame.imageSha256,
  };
}

export interface DecodeRequest {
  timesSec: Iterable<number>;
  longSidePx: number;
  decoder: DecoderName | null;
}

/**
 * Decodes the frames at these times and hands each over as it comes. What cannot be decoded is skipped.
 * @returns why decoding ended early; `null` = it did not. @throws `job/cancelled`
 */
export async function decodeEach(
  { media, resources }: VerifyDeps,
  { file, facts }: OpenVideo,
  {
    request: { timesSec, longSidePx, decoder },
    each,
    signal,
  }: {
    request: DecodeRequest;
    each: (decoded: DecodedFrame) => Promise<void> | void;
    signal: VerifyOptions['signal'];
  },
): Promise<ErrorCode | null> {
  // The first decoder is what `auto` begins with; asking for it by name would take away what `auto` falls back on.
  const isSecond = decoder !== null && facts.decoders.indexOf(decoder) > 0;
  const query = {
    timesSec: [...new Set(timesSec)].sort((a, b) => a - b),
    longSidePx,
    decoder: isSecond ? decoder : ('auto' as const),
    ...(signal ? { signal } : {}),
  };
  try {
    await resources.decode.use(async () => {
      for await (const decoded of media.sample(file, facts, query).frames) {
        await each(decoded);
        throwIfCancelled(signal);
      }
    }, signal);
    return null;
  } catch (thrown) {
    throwIfCancelled(signal);
    return toStudioError(thrown, 'video/decode-failed').code;
  }
}
