import {
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_MEDIUM,
  StreamTarget,
  VideoSample,
  VideoSampleSource,
} from 'mediabunny';
import { StudioError } from '../../../core/errors.ts';
import type { VideoFacts } from '../../../core/flow.ts';
import { pictureSize, type Size } from '../../../core/picture/geometry.ts';
import type { CallContext } from '../../../rpc/serve.ts';
import type { FrameTime, ProxyParams } from '../protocol.ts';
import { BlobBuilder } from './blob-builder.ts';
import { sampleWithFfmpeg } from './ffmpeg-sampler.ts';
import { frameTimes } from './frame-times.ts';
import { renderFrame } from './sample.ts';
import { sampleWithWebCodecs } from './webcodecs-sampler.ts';

/** All of them play from MP4, whose ticks can be those of the file; WebM knows only milliseconds. */
const CODECS = ['avc', 'vp9', 'av1'] as const;
/** Jumps land on one of these; one a second keeps them quick. */
const KEY_EVERY_SEC = 1;
/** Clocks finer than this are rounded to the writer's own. */
const FINEST_TIMESCALE = 1_000_000;
const FALLBACK_FPS = 25;
/** A page that is told of every frame has less time for its own. */
const PROGRESS_EVERY_MS = 100;

/**
 * A small MP4 of a video that no `<video>` plays: every frame decoded, none added or left out, each at its own tick.
 * Without sound, because the players here have none.
 * @throws `video/no-frames`, `video/decoder-unavailable` where the browser encodes no video, and what decoding throws
 */
export async function makeProxy(
  { file, facts, longSidePx }: ProxyParams,
  context: CallContext<never>,
): Promise<Blob> {
  const whole = { startSec: facts.startSec - 1, endSec: facts.startSec + facts.durationSec + 1 };
  const times = await frameTimes(file, whole, context.signal);
  const first = times[0];
  if (!first) throw new StudioError('video/no-frames', 'The video has no picture to copy.');
  const size = evenSize(pictureSize(facts, longSidePx));
  const { output, source, bytes } = await openOutput(size, first.timescale);
  try {
    await output.start();
    await copyFrames({ file, facts, size, times }, source, context);
    await output.finalize();
    return bytes.blob('video/mp4');
  } catch (thrown) {
    await output.cancel();
    throw thrown;
  }
}

async function openOutput(size: Size, timescale: number) {
  const codec = await getFirstEncodableVideoCodec([...CODECS], {
    width: size.widthPx,
    height: size.heightPx,
  });
  if (!codec)
    throw new StudioError('video/decoder-unavailable', 'This browser cannot encode video.');
  const bytes = new BlobBuilder();
  const target = new StreamTarget(bytes.stream());
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: false }), target });
  const source = new VideoSampleSource({
    codec,
    quality: QUALITY_MEDIUM,
    keyFrameInterval: KEY_EVERY_SEC,
  });
  // The writer snaps times to this rate: with the file's clock as the rate, every tick stays what it is.
  output.addVideoTrack(source, timescale <= FINEST_TIMESCALE ? { frameRate: timescale } : {});
  return { output, source, bytes };
}

interface Copied {
  file: Blob;
  facts: VideoFacts;
  size: Size;
  times: readonly FrameTime[];
}

async function copyFrames(
  { file, facts, size, times }: Copied,
  source: VideoSampleSource,
  { signal, progress }: CallContext<never>,
): Promise<void> {
  const counts = { framesDecoded: 0, bytesRead: 0, missingSec: [] };
  const sampler = facts.decoders[0] === 'webcodecs' ? sampleWithWebCodecs : sampleWithFfmpeg;
  const timesSec = times.map(({ ptsSec }) => ptsSec);
  let lastSec = Number.NEGATIVE_INFINITY;
  let stepSec = 1 / (facts.averageFps || FALLBACK_FPS);
  let done = 0;
  let toldMs = 0;
  for await (const { askedSec, ptsSec, data } of sampler(file, timesSec, {
    counts,
    signal,
    finish: async (raw) => ({
      askedSec: raw.askedSec,
      ptsSec: raw.ptsTicks / raw.timescale,
      data: renderFrame(raw, facts, size).data,
    }),
    ahead: 3,
  })) {
    if (signal.aborted) throw new StudioError('job/cancelled', 'The work was cancelled.');
    done += askedSec.length;
    // A frame that does not decode is answered by the one before it, which is there already.
    if (ptsSec <= lastSec) continue;
    lastSec = ptsSec;
    // Files may give their last frame no duration; written like that, players and edit lists would leave it out.
    stepSec = (timesSec[done] ?? ptsSec + stepSec) - ptsSec;
    const sample = new VideoSample(new Uint8Array(data.buffer), {
      format: 'RGBA',
      codedWidth: size.widthPx,
      codedHeight: size.heightPx,
      timestamp: ptsSec,
      duration: stepSec,
    });
    try {
      await source.add(sample);
    } finally {
      sample.close();
    }
    const isLast = done === timesSec.length;
    if (!isLast && performance.now() - toldMs < PROGRESS_EVERY_MS) continue;
    toldMs = performance.now();
    progress({ done, total: timesSec.length, unit: 'frame' });
  }
}

/** Encoders of 4:2:0 want even sides. */
function evenSize({ widthPx, heightPx }: Size): Size {
  const even = (side: number) => Math.max(2, 2 * Math.round(side / 2));
  return { widthPx: even(widthPx), heightPx: even(heightPx) };
}
