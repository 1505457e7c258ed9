import { dHash } from '../../../core/dhash.ts';
import { StudioError, toStudioError } from '../../../core/errors.ts';
import type { DecoderName, VideoFacts } from '../../../core/flow.ts';
import { resolveColour } from '../../../core/picture/colour.ts';
import { renderPicture } from '../../../core/picture/render.ts';
import type { FrameScan } from '../../../core/ports.ts';
import {
  type ColourPlanes,
  changeBetween,
  colourPlanes,
  SHOT_PICTURE,
} from '../../../core/shots/change.ts';
import { sparsePicture, sparseSize } from '../../../core/shots/sparse.ts';
import { type CallContext, Transfer } from '../../../rpc/serve.ts';
import type { ScanParams } from '../protocol.ts';
import { sampleWithFfmpeg } from './ffmpeg-sampler.ts';
import { frameTimes } from './frame-times.ts';
import type { RawFrame } from './raw-frame.ts';
import { sampleWithWebCodecs } from './webcodecs-sampler.ts';

/** Shrunken pictures that wait for the one before; each is a few kilobytes. */
const AHEAD = 64;
/** One hash in this time: motion is stated per second. */
const HASH_EVERY_SEC = 1;
const PROGRESS_EVERY_MS = 100;

/**
 * Decodes every frame once and says how much each changed against the one before. Pictures are shrunk as soon as they are decoded and
 * never leave the worker. With `auto`, a decoder that fails is left for the next one, which goes on where it stopped.
 * @throws `video/no-frames`, `job/cancelled`, and what decoding throws
 */
export async function scanFrames(
  { file, facts, decoder }: ScanParams,
  { signal, progress }: CallContext<never>,
): Promise<Transfer<FrameScan>> {
  const whole = { startSec: facts.startSec - 1, endSec: facts.startSec + facts.durationSec + 1 };
  const timesSec = (await frameTimes(file, whole, signal)).map(({ ptsSec }) => ptsSec);
  const decoders = decoder === 'auto' ? facts.decoders : [decoder];
  const tally = new ScanTally(timesSec.length);
  const counts = { framesDecoded: 0, bytesRead: 0, missingSec: [] as number[] };
  let toldMs = 0;
  let used: DecoderName | null = null;
  let fellBackBecause: string | null = null;
  for (const [turn, name] of decoders.entries()) {
    used = name;
    const sampler = name === 'webcodecs' ? sampleWithWebCodecs : sampleWithFfmpeg;
    const rest = timesSec.slice(tally.answered + counts.missingSec.length);
    const run = {
      counts,
      signal,
      finish: async (raw: RawFrame) => tally.timed(() => shrink(raw, facts)),
      sparse: sparseSize(SHOT_PICTURE),
      ahead: AHEAD,
    };
    try {
      for await (const picture of sampler(file, rest, run)) {
        if (signal.aborted) throw new StudioError('job/cancelled', 'The work was cancelled.');
        tally.timed(() => tally.add(picture));
        if (performance.now() - toldMs < PROGRESS_EVERY_MS) continue;
        toldMs = performance.now();
        progress({ done: tally.answered, total: timesSec.length, unit: 'frame' });
      }
      break;
    } catch (thrown) {
      const error = toStudioError(thrown, 'video/decode-failed');
      if (turn === decoders.length - 1 || error.code === 'job/cancelled') throw error;
      fellBackBecause = error.code;
    }
  }
  if (!used || tally.length === 0)
    throw new StudioError('video/no-frames', 'No picture of this video can be decoded.');
  const missing = counts.missingSec.length;
  const scan = { ...tally.result(), decoder: used, fellBackBecause, missing };
  return new Transfer(scan, [scan.ticks.buffer, scan.changes.buffer]);
}

interface SmallPicture {
  answers: number;
  tick: number;
  timescale: number;
  rgba: Uint8ClampedArray;
}

/** Not turned and not cut to a field: neither makes a difference to whether a picture is another one. */
function shrink(raw: RawFrame, facts: VideoFacts): SmallPicture {
  const { askedSec, ptsTicks, timescale, picture, colour } = raw;
  const { data } = renderPicture(sparsePicture(picture, SHOT_PICTURE), {
    size: SHOT_PICTURE,
    geometry: { pixelAspect: 1, rotationDeg: 0, isMirrored: false },
    colour: resolveColour(colour, facts.heightPx),
    field: null,
  });
  return { answers: askedSec.length, tick: ptsTicks, timescale, rgba: data };
}

/** What remains of the pictures, in the order in which they are shown. */
class ScanTally {
  /** Asked times that have their picture. */
  answered = 0;
  length = 0;
  #detectorMs = 0;
  readonly #ticks: Float64Array<ArrayBuffer>;
  readonly #changes: Float32Array<ArrayBuffer>;
  readonly #hashes: { timeSec: number; perceptualHash: string }[] = [];
  #timescale = 1;
  #before: ColourPlanes | null = null;

  constructor(most: number) {
    this.#ticks = new Float64Array(most);
    this.#changes = new Float32Array(most);
  }

  /** Adds what `work` takes to the time that is not decoding. */
  timed<T>(work: () => T): T {
    const startedMs = performance.now();
    const result = work();
    this.#detectorMs += performance.now() - startedMs;
    return result;
  }

  add({ answers, tick, timescale, rgba }: SmallPicture): void {
    this.answered += answers;
    const last = this.#ticks[this.length - 1];
    // A picture that does not decode is answered by the one before it, which was counted.
    if (this.length > 0 && last !== undefined && tick <= last) return;
    const planes = colourPlanes(rgba);
    this.#timescale = timescale;
    this.#ticks[this.length] = tick;
    this.#changes[this.length] = this.#before ? changeBetween(this.#before, planes) : 0;
    this.#before = planes;
    this.length += 1;
    const timeSec = tick / timescale;
    const hashed = this.#hashes.at(-1);
    if (hashed && timeSec - hashed.timeSec < HASH_EVERY_SEC) return;
    const { widthPx, heightPx } = SHOT_PICTURE;
    this.#hashes.push({ timeSec, perceptualHash: dHash(rgba, widthPx, heightPx) });
  }

  result(): Pick<FrameScan, 'timescale' | 'hashes' | 'detectorMs'> & {
    ticks: Float64Array<ArrayBuffer>;
    changes: Float32Array<ArrayBuffer>;
  } {
    return {
      ticks: this.#ticks.slice(0, this.length),
      changes: this.#changes.slice(0, this.length),
      timescale: this.#timescale,
      hashes: this.#hashes,
      detectorMs: this.#detectorMs,
    };
  }
}
