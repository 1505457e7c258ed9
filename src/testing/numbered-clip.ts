import { dHash } from '../core/dhash.ts';
import type { Frame, VideoFile } from '../core/flow.ts';
import type { FileLike, MediaPort, SampleStats } from '../core/ports.ts';
import { indexOnScreen } from '../core/time.ts';
import type { Pixels } from '../core/verify/thumbnail.ts';
import { byteTools } from '../pipeline/bytes.ts';
import { buildVideo } from './builders.ts';

/** A made-up clip of 25 frames a second: the bytes of a picture are its number and how it was encoded. */
export const FPS = 25;
export const FRAMES = 250;
export const START_SEC = 0.5;
export const secOf = (frame: number): number => START_SEC + frame / FPS;

export const clipVideo = (changes: Partial<VideoFile> = {}): VideoFile =>
  buildVideo(1, {
    startSec: START_SEC,
    durationSec: FRAMES / FPS,
    averageFps: FPS,
    ...changes,
  });

export const pictureOf = (frame: number, encoder = 'a', sizePx = 64): Uint8Array =>
  byteTools.encode(JSON.stringify({ frame, encoder, sizePx }));

/** Pictures of neighbouring frames differ clearly; those of another encoder by a grey level here and there. */
export async function readPixels(bytes: Uint8Array): Promise<Pixels> {
  const { frame, encoder, sizePx } = JSON.parse(byteTools.decode(bytes)) as {
    frame: number;
    encoder: string;
    sizePx: number;
  };
  const noise = encoder === 'a' ? 0 : 1;
  const [widthPx, heightPx] = [sizePx, sizePx / 2];
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let at = 0; at < rgba.length; at++) {
    const [x, y] = [(at >> 2) % widthPx, Math.floor((at >> 2) / widthPx)];
    const wave =
      Math.sin((x / widthPx) * 7 + frame * 0.7) + Math.cos((y / heightPx) * 5 + frame * 1.3);
    rgba[at] = 128 + 55 * wave + (at % 3 === 0 ? noise : 0);
  }
  return { rgba, widthPx, heightPx };
}

export async function frameOf(frame: number, encoder = 'a'): Promise<Frame> {
  const bytes = pictureOf(frame, encoder);
  const { rgba, widthPx, heightPx } = await readPixels(bytes);
  return {
    videoId: 'video:1',
    ptsSec: secOf(frame),
    ptsTicks: Math.round(secOf(frame) * 90_000),
    timescale: 90_000,
    decodeIndex: null,
    widthPx,
    heightPx,
    imageSha256: await byteTools.sha256(bytes),
    perceptualHash: dHash(rgba, widthPx, heightPx),
    lumaSpread: 0.2,
    decoder: 'webcodecs',
  };
}

const TIMES = Array.from({ length: FRAMES }, (_, i) => secOf(i));

/** @param missing frames that do not decode */
export function clipMedia(missing: ReadonlySet<number> = new Set()) {
  const decoded: number[] = [];
  const media = {
    probe: async () => clipVideo(),
    frameTimes: async (
      _file: FileLike,
      _facts: unknown,
      { startSec, endSec }: { startSec: number; endSec: number },
    ) =>
      TIMES.filter((sec) => sec >= startSec && sec < endSec).map((ptsSec) => ({
        ptsSec,
        ptsTicks: Math.round(ptsSec * 90_000),
        timescale: 90_000,
      })),
    sample(_file: FileLike, _facts: unknown, { timesSec }: { timesSec: readonly number[] }) {
      const stats: SampleStats = {
        decoder: 'webcodecs',
        framesDecoded: 0,
        bytesRead: 0,
        fellBackBecause: null,
        missingSec: [],
      };
      async function* frames() {
        for (const askedSec of timesSec) {
          const place = indexOnScreen(TIMES, askedSec + 6e-7);
          if (missing.has(place)) continue;
          decoded.push(place);
          const { videoId: _videoId, ...frame } = await frameOf(place);
          yield { askedSec, frame, jpeg: pictureOf(place) };
        }
      }
      return { frames: frames(), stats };
    },
  };
  return { media: media as unknown as MediaPort, decoded };
}
