import { StudioError } from '../../../core/errors.ts';
import type { DecoderName, VideoFacts } from '../../../core/flow.ts';
import { resolveColour } from '../../../core/picture/colour.ts';
import { renderPicture } from '../../../core/picture/render.ts';
import type { FrameScan } from '../../../core/ports.ts';
import { SHOT_PICTURE } from '../../../core/shots/change.ts';
import { sparsePicture, sparseSize } from '../../../core/shots/sparse.ts';
import { type CallContext, Transfer } from '../../../rpc/serve.ts';
import type { ScanParams } from '../protocol.ts';
import { sampleWithFfmpeg } from './ffmpeg-sampler.ts';
import { frameTimes } from './frame-times.ts';
import { FINAL, toMediaError } from './media-error.ts';
import type { RawFrame } from './raw-frame.ts';
import { ScanTally, type SmallPicture } from './scan-tally.ts';
import { sampleWithWebCodecs } from './webcodecs-sampler.ts';

/** Shrunken pictures that wait for the one before; each is a few kilobytes. */
const AHEAD = 64;
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
      const error = toMediaError(thrown);
      if (turn === decoders.length - 1 || FINAL.has(error.code)) throw error;
      fellBackBecause = error.code;
    }
  }
  if (!used || tally.length === 0)
    throw new StudioError('video/no-frames', 'No picture of this video can be decoded.');
  const missing = counts.missingSec.length;
  const scan = { ...tally.result(), decoder: used, fellBackBecause, missing };
  return new Transfer(scan, [scan.ticks.buffer, scan.changes.buffer]);
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
