import { afterAll, describe, expect, test } from 'vitest';
import { hashDistance } from '../../core/dhash.ts';
import type { DecoderName } from '../../core/flow.ts';
import type { DecodedFrame } from '../../core/ports.ts';
import { TIME_TOLERANCE_SEC } from '../../core/time.ts';
import { createMediaAdapter } from './client.ts';
import { psnr } from './compare-pictures.fixture.ts';
import {
  CLIPS,
  type Golden,
  goldenOf,
  nameOf,
  openClip,
  trueFramesOf,
} from './real-clips.fixture.ts';

/** With it, every clip is walked at up to 300 of its frames. */
const IS_EXHAUSTIVE = import.meta.env.RISTRETTO_EXHAUSTIVE === '1';

/** Clips on which this decoder gives up; `auto` falls back. `docs/media.md` says why. */
const GIVES_UP: Partial<Record<DecoderName, ReadonlySet<string>>> = {
  webcodecs: new Set([
    'nasty_bitflips.mp4',
    'nasty_decord_corrupted.mp4',
    'nasty_ts_midstream_broken.ts',
  ]),
};
/** A clip for which FFmpeg's own view is not ours, with the reason in `docs/media.md`. */
const LAST_FRAME_IS_CUT_OFF = new Set(['nasty_annexb_truncated.mp4']);
/**
 * Ticks of pictures that FFmpeg, native and here, leaves out when it finds that it has to reorder more of them than it thought, and that
 * native FFmpeg shows with `-strict 1`. WebCodecs shows them.
 */
const LEFT_OUT_BY_FFMPEG: Readonly<Record<string, readonly number[]>> = {
  'nasty_header_duration_47721s.mp4': [1_349_001, 1_485_801],
};
/** Of our hash to the one of native FFmpeg, in bits; two pictures that have nothing in common differ in about 32. */
const MAX_HASH_DISTANCE = 16;
/** A hash with fewer ones is of a nearly flat picture and says little; so does one of a picture that is nearly dark, as in a fade. */
const MIN_HASH_ONES = 12;
const MIN_LUMA_SPREAD = 0.05;

const media = createMediaAdapter();
afterAll(async () => {
  const { openVideoFrames } = await media.resources();
  media.release();
  expect(openVideoFrames).toBe(0);
});

interface Expected {
  ticks: number[];
  toSec(tick: number): number;
  /** The frame on screen by the rule, as an index into `ticks`. */
  indexAt(sec: number): number;
}

function expectedOf({ video, frames, clip }: Golden, decoder: DecoderName): Expected | null {
  if (!video || !frames || frames.ptsTicks.length === 0) return null;
  const [num = 1, den = 1] = video.timeBase.split('/').map(Number);
  const toSec = (tick: number) => (tick * num) / den;
  const listed = LAST_FRAME_IS_CUT_OFF.has(clip) ? frames.ptsTicks.slice(0, -1) : frames.ptsTicks;
  const others = decoder === 'webcodecs' ? (LEFT_OUT_BY_FFMPEG[clip] ?? []) : [];
  const ticks = [...listed, ...others].sort((a, b) => a - b);
  return {
    ticks,
    toSec,
    indexAt: (sec) =>
      Math.max(
        0,
        ticks.findLastIndex((tick) => toSec(tick) <= sec + TIME_TOLERANCE_SEC),
      ),
  };
}

/** The end of a longer clip is walked to only when all is. */
const LONG_CLIP_FRAMES = 200;

/** At, just before and just after frames that are spread over the clip, in the middle between two, before all, after all. */
function timesFor({ ticks, toSec }: Expected): number[] {
  const count = IS_EXHAUSTIVE ? Math.min(300, ticks.length) : Math.min(2, ticks.length);
  const reach = IS_EXHAUSTIVE ? 1 : 0.2;
  const isToEnd = IS_EXHAUSTIVE || ticks.length <= LONG_CLIP_FRAMES;
  const picked = Array.from({ length: count }, (_, i) =>
    Math.floor(((i * reach) / count) * ticks.length),
  );
  const indexes = [...new Set(isToEnd ? [...picked, ticks.length - 1] : picked)];
  const times = indexes.flatMap((i) => {
    const here = toSec(ticks[i] as number);
    const next = toSec(ticks[i + 1] ?? (ticks[i] as number));
    return [here - 2e-5, here, here + 2e-5, (here + next) / 2, Number(here.toFixed(6))];
  });
  const outside = [
    toSec(ticks[0] as number) - 1,
    ...(isToEnd ? [toSec(ticks.at(-1) as number) + 5] : []),
  ];
  return [...outside, ...times].sort((a, b) => a - b);
}

async function collect(frames: AsyncIterable<DecodedFrame>): Promise<DecodedFrame[]> {
  const all: DecodedFrame[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}

describe.skipIf(CLIPS.length === 0)(
  'real clips against native FFmpeg (data in ../shared/data)',
  () => {
    // One clip's probe while another one's pictures are decoded: most of the time goes into starting FFmpeg.
    test.concurrent.each(CLIPS)(
      '%s',
      async (clip) => {
        const golden = await goldenOf(clip);
        const expected = expectedOf(golden, 'webcodecs');
        if (!expected || !golden.video || nameOf(clip) === 'nasty_jpeg_named.mp4') return;
        const file = await openClip(clip);
        const facts = await media.probe(file);

        expect(facts).toMatchObject({
          codec: golden.video.codec,
          hasAudio: golden.hasAudio,
          widthPx: golden.video.displayWidth,
          heightPx: golden.video.displayHeight,
          rotationDeg: golden.video.rotationDeg,
        });
        expect(facts.startSec).toBeCloseTo(expected.toSec(expected.ticks[0] as number), 6);

        const timesSec = timesFor(expected);
        const truth = await trueFramesOf(clip);
        const answers = new Map<DecoderName, DecodedFrame[]>();
        for (const decoder of facts.decoders) {
          const givesUp = GIVES_UP[decoder]?.has(nameOf(clip)) ?? false;
          const run = media.sample(file, facts, {
            timesSec,
            longSidePx: 256,
            decoder: givesUp ? 'auto' : decoder,
          });
          const frames = await collect(run.frames);
          const { ticks, toSec, indexAt } = expectedOf(golden, decoder) ?? expected;
          expect(run.stats.missingSec).toEqual([]);
          expect(frames.map(({ askedSec }) => askedSec)).toEqual(timesSec);
          expect(frames.map(({ frame }) => frame.ptsTicks / frame.timescale)).toEqual(
            timesSec.map((sec) => expect.closeTo(toSec(ticks[indexAt(sec)] as number), 6)),
          );
          if (givesUp) continue;
          expect(new Set(frames.map(({ frame }) => frame.decoder))).toEqual(new Set([decoder]));
          answers.set(decoder, frames);
          if (truth?.dhash.length !== ticks.length) continue;
          for (const { askedSec, frame } of frames) {
            const wanted = truth.dhash[indexAt(askedSec)] as string;
            if (hashDistance(wanted, '0'.repeat(16)) < MIN_HASH_ONES) continue;
            if ((frame.lumaSpread ?? 0) < MIN_LUMA_SPREAD) continue;
            expect(
              hashDistance(frame.perceptualHash, wanted),
              `${decoder} at ${askedSec}`,
            ).toBeLessThanOrEqual(MAX_HASH_DISTANCE);
          }
        }
        await expectSamePictures(answers);
      },
      IS_EXHAUSTIVE ? 600_000 : 60_000,
    );
  },
);

async function expectSamePictures(answers: Map<DecoderName, DecodedFrame[]>): Promise<void> {
  const other = answers.get('ffmpeg');
  for (const [i, one] of (answers.get('webcodecs') ?? []).entries()) {
    const same = other?.[i];
    if (!same || same.frame.imageSha256 === one.frame.imageSha256) continue;
    // Each is the picture that it has to be.
    if (same.frame.ptsTicks !== one.frame.ptsTicks) continue;
    expect(await psnr(one.jpeg, same.jpeg), `at ${one.askedSec}`).toBeGreaterThanOrEqual(40);
  }
}
