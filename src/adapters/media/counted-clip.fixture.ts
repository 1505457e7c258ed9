import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import { pixelsOf } from './compare-pictures.fixture.ts';

const WIDTH = 160;
const HEIGHT = 96;
/** Black and white bars that spell the number of the frame, lowest bit on the left. */
const BITS = 8;

const CODECS = {
  vp8: { webCodecs: 'vp8', mediabunny: 'vp8' },
  vp9: { webCodecs: 'vp09.00.10.08', mediabunny: 'vp9' },
  av1: { webCodecs: 'av01.0.00M.08', mediabunny: 'av1' },
  h264: { webCodecs: 'avc1.42001e', mediabunny: 'avc' },
} as const;

export interface CountedClip {
  file: File;
  /** Presentation time of every frame, in seconds. */
  timesSec: number[];
}

/** A clip made here, whose every frame shows its own number, at the given times. */
export async function makeCountedClip(options: {
  codec: keyof typeof CODECS;
  container: 'mp4' | 'webm';
  timesMs: readonly number[];
  keyEvery: number;
  /** Temporal layers, as WebCodecs names them. */
  scalabilityMode?: string;
}): Promise<CountedClip> {
  const { codec, timesMs, keyEvery } = options;
  const format = options.container === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat();
  const output = new Output({ format, target: new BufferTarget() });
  const source = new EncodedVideoPacketSource(CODECS[codec].mediabunny);
  output.addVideoTrack(source);
  await output.start();
  const pending: Promise<void>[] = [];
  const encoder = new VideoEncoder({
    output: (chunk, meta) => pending.push(source.add(EncodedPacket.fromEncodedChunk(chunk), meta)),
    error: (cause) => pending.push(Promise.reject(cause)),
  });
  encoder.configure({
    codec: CODECS[codec].webCodecs,
    width: WIDTH,
    height: HEIGHT,
    bitrate: 400_000,
    ...(options.scalabilityMode ? { scalabilityMode: options.scalabilityMode } : {}),
  });
  for (const [i, timeMs] of timesMs.entries()) {
    const next = timesMs[i + 1] ?? timeMs + 40;
    const frame = new VideoFrame(barsOf(i), {
      timestamp: timeMs * 1000,
      duration: (next - timeMs) * 1000,
    });
    encoder.encode(frame, { keyFrame: i % keyEvery === 0 });
    frame.close();
    if (encoder.encodeQueueSize > 8) await encoder.flush();
  }
  await encoder.flush();
  await Promise.all(pending);
  encoder.close();
  await output.finalize();
  const { buffer } = output.target;
  if (!buffer) throw new Error('Nothing was written.');
  return {
    file: new File([buffer], `counted.${options.container}`),
    timesSec: timesMs.map((ms) => ms / 1000),
  };
}

/** The number that a decoded picture shows. */
export async function readNumber(jpeg: Uint8Array): Promise<number> {
  const { data, width, height } = await pixelsOf(jpeg);
  let number = 0;
  for (let bit = 0; bit < BITS; bit++) {
    const x = Math.floor(((bit + 0.5) / BITS) * width);
    const brightness = data[(Math.floor(height / 2) * width + x) * 4] as number;
    if (brightness > 127) number += 2 ** bit;
  }
  return number;
}

function barsOf(number: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  for (let bit = 0; bit < BITS && context; bit++) {
    context.fillStyle = (number >> bit) & 1 ? 'white' : 'black';
    context.fillRect((bit * WIDTH) / BITS, 0, WIDTH / BITS, HEIGHT);
  }
  return canvas;
}
