import { describe, expect, it } from 'vitest';
import type { DecodedFrame, SampleQuery } from '../core/ports.ts';
import { buildFrame, buildVideo } from '../testing/builders.ts';
import { createFrameDecoder } from './frame-decoder.ts';

/** A variable-rate video: a gap of 20 s between its two halves. */
const TIMES = [0, 0.04, 0.1, 0.11, 0.3, 20.3, 20.34];

function setUp(decoders: ('webcodecs' | 'ffmpeg')[] = ['webcodecs']) {
  const asked: number[][] = [];
  const decoder = createFrameDecoder({
    file: {
      name: 'clip.mp4',
      size: 1,
      slice: () => ({ arrayBuffer: async () => new ArrayBuffer(0) }),
    },
    video: buildVideo(1, { durationSec: 20.4, decoders }),
    longSidePx: 448,
    media: {
      frameTimes: async (_file, _facts, { startSec, endSec }) =>
        TIMES.filter((t) => t >= startSec && t < endSec).map((ptsSec) => ({
          ptsSec,
          ptsTicks: ptsSec * 1000,
          timescale: 1000,
        })),
      sample: (_file, _facts, query: SampleQuery) => {
        asked.push([...query.timesSec]);
        async function* frames(): AsyncGenerator<DecodedFrame> {
          for (const askedSec of query.timesSec) {
            const { videoId: _, ...frame } = buildFrame(askedSec);
            yield { askedSec, frame, jpeg: new Uint8Array(1) };
          }
        }
        const stats = {
          decoder: 'webcodecs' as const,
          framesDecoded: 0,
          bytesRead: 0,
          fellBackBecause: null,
          missingSec: [],
        };
        return { frames: frames(), stats };
      },
    },
  });
  return { decoder, asked };
}

describe('stepping through frames', () => {
  it('goes by true times, across gaps, to both ends', async () => {
    const { decoder } = setUp();
    const forward = [0];
    for (let t: number | null = 0; t !== null; ) {
      t = await decoder.neighbourTime(t, 1);
      if (t !== null) forward.push(t);
    }
    expect(forward).toEqual(TIMES);
    expect(await decoder.neighbourTime(20.3, -1)).toBe(0.3);
    expect(await decoder.neighbourTime(0, -1)).toBeNull();
  });
  it('finds the neighbour of a time between frames', async () => {
    const { decoder } = setUp();
    expect(await decoder.neighbourTime(0.2, 1)).toBe(0.3);
    expect(await decoder.neighbourTime(0.2, -1)).toBe(0.11);
  });
  it('decodes a few frames ahead, once', async () => {
    const { decoder, asked } = setUp();
    expect((await decoder.exactAt(0.04, { direction: 1 })).frame.ptsSec).toBe(0.04);
    await new Promise((resolve) => setTimeout(resolve));
    await decoder.exactAt(0.1, { direction: 1 });
    await decoder.exactAt(0.3, { direction: 1 });
    expect(asked).toEqual([[0.04, 0.1, 0.11, 0.3]]);
  });
  it('decodes with FFmpeg what its first run gives', async () => {
    const { decoder, asked } = setUp(['ffmpeg']);
    await decoder.exactAt(0, { direction: 1 });
    expect(asked).toEqual([[0, 0.04, 0.1, 0.11]]);
  });
  it('goes back with the frames before the asked one, in ascending order', async () => {
    const { decoder, asked } = setUp();
    expect((await decoder.exactAt(0.11, { direction: -1 })).frame.ptsSec).toBe(0.11);
    expect(asked).toEqual([[0, 0.04, 0.1, 0.11]]);
  });
});

describe('times that something else has rounded', () => {
  it('mean the closest frame, whichever way they were rounded', async () => {
    const { decoder } = setUp();
    for (const pts of TIMES) {
      for (const off of [-4e-6, -5e-7, 0, 5e-7, 4e-6])
        expect(await decoder.nearestTime(pts + off)).toBe(pts);
    }
  });
  it('on screen is the last frame that is not later, the first before the first', async () => {
    const { decoder } = setUp();
    const asked = [-1, 0, 0.0399, 0.04, 15, 20.3, 99];
    const found = await Promise.all(asked.map((timeSec) => decoder.timeAt(timeSec)));
    expect(found).toEqual([0, 0, 0, 0.04, 0.3, 20.3, 20.34]);
  });
});
