import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DecodedFrame } from '../../core/ports.ts';
import { createMediaAdapter } from './client.ts';
import { type CountedClip, makeCountedClip, readNumber } from './counted-clip.fixture.ts';

const media = createMediaAdapter();
afterAll(() => media.release());

/** Milliseconds between frames, over and over: a rate that varies. */
const STEPS = [40, 33, 120, 17, 40, 250];
const TIMES = [500];
for (let i = 0; i < 90; i++) TIMES.push((TIMES[i] as number) + (STEPS[i % STEPS.length] as number));

async function collect(frames: AsyncIterable<DecodedFrame>): Promise<DecodedFrame[]> {
  const all: DecodedFrame[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}

/** Numbers 0–1 in a fixed order that looks random. */
function* noise(): Generator<number, never, void> {
  for (let state = 12345; ; ) {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

describe.each([
  ['vp8', 'webm', 1],
  ['vp8', 'webm', 12],
  ['vp9', 'mp4', 30],
  ['vp9', 'webm', 1000],
] as const)('%s in %s, a key picture every %i', (codec, container, keyEvery) => {
  let clip: CountedClip;
  beforeAll(async () => {
    clip = await makeCountedClip({ codec, container, timesMs: TIMES, keyEvery });
  });

  test.each(['webcodecs', 'ffmpeg'] as const)(
    '%s shows the frame on screen, read from its pixels',
    async (decoder) => {
      const random = noise();
      const facts = await media.probe(clip.file);
      const end = clip.timesSec.at(-1) as number;
      const timesSec = Array.from({ length: 60 }, () => random.next().value * (end + 1)).sort(
        (a, b) => a - b,
      );
      const run = media.sample(clip.file, facts, { timesSec, longSidePx: 160, decoder });
      const frames = await collect(run.frames);
      const expected = timesSec.map((sec) =>
        Math.max(
          0,
          clip.timesSec.findLastIndex((time) => time <= sec),
        ),
      );
      expect(await Promise.all(frames.map(({ jpeg }) => readNumber(jpeg)))).toEqual(expected);
      expect(frames.map(({ frame }) => frame.ptsSec)).toEqual(
        expected.map((i) => expect.closeTo(clip.timesSec[i] as number, 4)),
      );
    },
  );

  test('both decoders give the same bytes', async () => {
    const facts = await media.probe(clip.file);
    const query = { timesSec: [0.6, 2, 3.3], longSidePx: 100 };
    const [one, other] = await Promise.all(
      (['webcodecs', 'ffmpeg'] as const).map((decoder) =>
        collect(media.sample(clip.file, facts, { ...query, decoder }).frames),
      ),
    );
    expect(one?.map(({ frame }) => frame.imageSha256)).toEqual(
      other?.map(({ frame }) => frame.imageSha256),
    );
  });
});

const makeClip = () =>
  makeCountedClip({ codec: 'vp8', container: 'webm', timesMs: TIMES, keyEvery: 15 });

describe('a stream of frames', () => {
  let clip: CountedClip;
  beforeAll(async () => {
    clip = await makeClip();
  });

  test('facts, frame times and capabilities agree with what was made', async () => {
    const facts = await media.probe(clip.file);
    expect(facts).toMatchObject({
      container: 'webm',
      codec: 'vp8',
      widthPx: 160,
      heightPx: 96,
      isVariableFrameRate: true,
    });
    expect(facts.decoders).toEqual(['webcodecs', 'ffmpeg']);
    expect(facts.startSec).toBeCloseTo(0.5, 6);
    const [from, to] = [clip.timesSec[10] as number, clip.timesSec[40] as number];
    const times = await media.frameTimes(clip.file, facts, { startSec: from, endSec: to });
    expect(times.map(({ ptsSec }) => ptsSec)).toEqual(
      clip.timesSec.slice(10, 40).map((sec) => expect.closeTo(sec, 6)),
    );
    expect(await media.capabilities()).toMatchObject({ vp8: true, vp9: true });
  });

  test('decodes no more than it has to, and counts it', async () => {
    const facts = await media.probe(clip.file);
    const run = media.sample(clip.file, facts, {
      timesSec: [clip.timesSec[47] as number],
      longSidePx: 64,
      decoder: 'webcodecs',
    });
    await collect(run.frames);
    expect(run.stats.framesDecoded).toBe(3);
    expect(run.stats.bytesRead).toBeGreaterThan(0);
  });

  test('the long side is the asked one, never upscaled', async () => {
    const facts = await media.probe(clip.file);
    const sizeAt = async (longSidePx: number) => {
      const [first] = await collect(
        media.sample(clip.file, facts, { timesSec: [1], longSidePx, decoder: 'auto' }).frames,
      );
      return [first?.frame.widthPx, first?.frame.heightPx];
    };
    expect(await sizeAt(80)).toEqual([80, 48]);
    expect(await sizeAt(4000)).toEqual([160, 96]);
  });
});

describe('a stream of frames that ends early', () => {
  let clip: CountedClip;
  beforeAll(async () => {
    clip = await makeClip();
  });

  test.each(['webcodecs', 'ffmpeg'] as const)(
    'leaving the %s stream early leaves nothing open',
    async (decoder) => {
      const facts = await media.probe(clip.file);
      for (let round = 0; round < 4; round++) {
        const run = media.sample(clip.file, facts, {
          timesSec: clip.timesSec,
          longSidePx: 64,
          decoder,
        });
        let seen = 0;
        for await (const _ of run.frames) {
          seen += 1;
          if (seen > round) break;
        }
      }
      await expect
        .poll(async () => (await media.resources()).openVideoFrames, { timeout: 5000 })
        .toBe(0);
      const again = await collect(
        media.sample(clip.file, facts, { timesSec: [1], longSidePx: 64, decoder }).frames,
      );
      expect(again).toHaveLength(1);
    },
  );

  test.each(['webcodecs', 'ffmpeg'] as const)('a signal ends the %s stream', async (decoder) => {
    const facts = await media.probe(clip.file);
    const controller = new AbortController();
    const { timesSec } = clip;
    const run = media.sample(clip.file, facts, {
      timesSec,
      longSidePx: 64,
      decoder,
      signal: controller.signal,
    });
    const reading = collect(run.frames);
    controller.abort();
    await expect(reading).rejects.toMatchObject({ code: 'job/cancelled' });
    await expect
      .poll(async () => (await media.resources()).openVideoFrames, { timeout: 5000 })
      .toBe(0);
  });

  test('times out of order are refused', async () => {
    const facts = await media.probe(clip.file);
    const run = media.sample(clip.file, facts, {
      timesSec: [2, 1],
      longSidePx: 64,
      decoder: 'auto',
    });
    await expect(collect(run.frames)).rejects.toMatchObject({ code: 'input/invalid' });
  });
});
