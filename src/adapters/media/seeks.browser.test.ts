import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { DecoderName } from '../../core/flow.ts';
import { TIME_TOLERANCE_SEC } from '../../core/time.ts';
import { createMediaAdapter } from './client.ts';
import {
  COUNTING,
  nameOfSpec,
  readTurnedNumber,
  type SeekClip,
  SeekClipMaker,
  type SeekClipSpec,
} from './seek-clips.fixture.ts';

/** With it, every combination: 10,000 seeks and more. `RISTRETTO_SEEKS` names the codecs to take, for a run in pieces. */
const IS_EXHAUSTIVE = import.meta.env.RISTRETTO_EXHAUSTIVE === '1';
const ONLY = String(import.meta.env.RISTRETTO_SEEKS ?? '')
  .split(',')
  .filter(Boolean);

/** `RISTRETTO_SEED` asks at other times. */
const SEED = Number(import.meta.env.RISTRETTO_SEED ?? 1);

const media = createMediaAdapter();
const maker = new SeekClipMaker();
const seen = { seeks: 0, mismatches: 0 };

afterEach(() => maker.forget());
afterAll(async () => {
  const { openVideoFrames } = await media.resources();
  media.release();
  maker.close();
  expect(openVideoFrames).toBe(0);
  expect(seen.mismatches).toBe(0);
});

const PLAIN: SeekClipSpec = {
  codec: 'h264',
  container: 'mp4',
  gop: 50,
  bFrames: 0,
  isVariable: false,
  start: 'zero',
  rotationDeg: 0,
};

/** What a codec can be made in. B-frames need groups, edit lists and turns need a container that has them. */
function combinations(base: Partial<SeekClipSpec>, has: { bFrames: number; gops?: number[] }) {
  const specs: SeekClipSpec[] = [];
  const { container = 'mp4', codec = 'h264' } = base;
  const isMp4 = ['mp4', 'mov'].includes(container);
  // MPEG's streams begin after 0, so that decoding times need not be negative; some have one rate, and some begin at 0.
  const others = {
    ts: ['offset', 'wrap'] as const,
    vob: ['offset'] as const,
    avi: ['zero'] as const,
    ogg: ['zero'] as const,
    // Begins at 0 whatever it is given.
    cmaf: ['zero'] as const,
    // It knows no time before 0, and moves a clip that has B-frames.
    flv: ['offset'] as const,
  };
  const isConstant = ['avi', 'vob', 'ogg'].includes(container) || COUNTING.has(codec);
  const starts = isMp4
    ? (['zero', 'offset', 'edit'] as const)
    : (others[container as keyof typeof others] ?? (['zero', 'offset'] as const));
  for (const gop of has.gops ?? [1, 50, 250])
    for (const bFrames of gop > 1 && has.bFrames > 0 ? [0, has.bFrames] : [0])
      for (const isVariable of isConstant ? [false] : [false, true])
        for (const start of starts)
          for (const rotationDeg of isMp4 ? ([0, 90, 180, 270] as const) : ([0] as const))
            specs.push({ ...PLAIN, ...base, gop, bFrames, isVariable, start, rotationDeg });
  return specs;
}

const EVERY: readonly (readonly [name: string, seeksEach: number, specs: SeekClipSpec[]])[] = [
  ['h264', 24, combinations({ codec: 'h264' }, { bFrames: 3 })],
  ['vp9', 30, combinations({ codec: 'vp9' }, { bFrames: 0 })],
  ['av1', 30, combinations({ codec: 'av1' }, { bFrames: 0 })],
  ['hevc', 10, combinations({ codec: 'hevc' }, { bFrames: 3 })],
  ['mpeg4', 10, combinations({ codec: 'mpeg4' }, { bFrames: 2, gops: [1, 50, 250] })],
  ['fragments', 20, combinations({ codec: 'h264', container: 'cmaf' }, { bFrames: 3 })],
  ['vp8', 40, combinations({ codec: 'vp8', container: 'webm' }, { bFrames: 0 })],
  ['h264 in mkv', 40, combinations({ codec: 'h264', container: 'mkv' }, { bFrames: 3 })],
  ['h264 in ts', 40, combinations({ codec: 'h264', container: 'ts' }, { bFrames: 3, gops: [50] })],
  [
    'mpeg2 in ts',
    20,
    combinations({ codec: 'mpeg2', container: 'ts' }, { bFrames: 2, gops: [50] }),
  ],
  ['mpeg4 in avi', 20, combinations({ codec: 'mpeg4', container: 'avi' }, { bFrames: 0 })],
  ['prores', 4, combinations({ codec: 'prores', container: 'mov' }, { bFrames: 0, gops: [1] })],
  ['dnxhr', 4, combinations({ codec: 'dnxhr', container: 'mov' }, { bFrames: 0, gops: [1] })],
  ['qtrle', 4, combinations({ codec: 'qtrle', container: 'mov' }, { bFrames: 0, gops: [50] })],
  [
    'palette',
    4,
    // Of an edit list over them native FFmpeg, too, shows black pictures.
    combinations({ codec: 'qtrle-grey', container: 'mov' }, { bFrames: 0, gops: [50] }).filter(
      ({ start }) => start !== 'edit',
    ),
  ],
  ['png', 4, combinations({ codec: 'png', container: 'mov' }, { bFrames: 0, gops: [1] })],
  ['h263', 20, combinations({ codec: 'h263', container: '3gp' }, { bFrames: 0, gops: [50] })],
  ['mjpeg', 20, combinations({ codec: 'mjpeg', container: 'avi' }, { bFrames: 0, gops: [1] })],
  ['huffyuv', 20, combinations({ codec: 'huffyuv', container: 'avi' }, { bFrames: 0, gops: [1] })],
  ['utvideo', 20, combinations({ codec: 'utvideo', container: 'avi' }, { bFrames: 0, gops: [1] })],
  ['dv', 20, combinations({ codec: 'dv', container: 'avi' }, { bFrames: 0, gops: [1] })],
  ['cinepak', 20, combinations({ codec: 'cinepak', container: 'avi' }, { bFrames: 0, gops: [50] })],
  ['msmpeg4', 20, combinations({ codec: 'msmpeg4', container: 'avi' }, { bFrames: 0 })],
  ['wmv1', 20, combinations({ codec: 'wmv1', container: 'asf' }, { bFrames: 0 })],
  ['wmv2', 20, combinations({ codec: 'wmv2', container: 'asf' }, { bFrames: 0 })],
  ['flv1', 20, combinations({ codec: 'flv1', container: 'flv' }, { bFrames: 0 })],
  ['h264 in flv', 20, combinations({ codec: 'h264', container: 'flv' }, { bFrames: 3 })],
  [
    'theora',
    20,
    combinations({ codec: 'theora', container: 'ogg' }, { bFrames: 0, gops: [1, 50] }),
  ],
  ['mpeg1', 20, combinations({ codec: 'mpeg1', container: 'vob' }, { bFrames: 0, gops: [1] })],
  [
    'mpeg2 in vob',
    20,
    combinations({ codec: 'mpeg2', container: 'vob' }, { bFrames: 0, gops: [1] }),
  ],
  ['ffv1', 20, combinations({ codec: 'ffv1', container: 'mkv' }, { bFrames: 0, gops: [1] })],
];

/** One clip of each kind of trouble. */
const EVERYDAY: readonly (readonly [name: string, seeksEach: number, specs: SeekClipSpec[]])[] = [
  [
    'h264',
    24,
    [
      { ...PLAIN, gop: 250, bFrames: 3, isVariable: true, start: 'edit', rotationDeg: 90 },
      { ...PLAIN, bFrames: 3, start: 'offset', rotationDeg: 270 },
    ],
  ],
  ['fragments', 30, [{ ...PLAIN, container: 'cmaf', gop: 250, bFrames: 3 }]],
  ['av1', 20, [{ ...PLAIN, codec: 'av1', isVariable: true, rotationDeg: 180 }]],
  ['vp9', 20, [{ ...PLAIN, codec: 'vp9', gop: 250, start: 'edit' }]],
  ['mpeg4', 12, [{ ...PLAIN, codec: 'mpeg4', bFrames: 2, isVariable: true, start: 'offset' }]],
  ['hevc', 8, [{ ...PLAIN, codec: 'hevc', bFrames: 3, isVariable: true, start: 'edit' }]],
  ['prores', 8, [{ ...PLAIN, codec: 'prores', container: 'mov', gop: 1, start: 'edit' }]],
  ['palette', 8, [{ ...PLAIN, codec: 'qtrle-grey', container: 'mov', start: 'offset' }]],
  ['flv1', 12, [{ ...PLAIN, codec: 'flv1', container: 'flv', isVariable: true, start: 'offset' }]],
  ['h264 in ts', 12, [{ ...PLAIN, container: 'ts', bFrames: 3, start: 'wrap' }]],
];

/** Numbers 0–1 in a fixed order that looks random. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** Of each clip its own, so that one that fails can be tried alone. */
const seedOf = (spec: SeekClipSpec): number =>
  [...nameOfSpec(spec)].reduce((seed, letter) => seed * 31 + letter.charCodeAt(0), SEED) >>> 0;

/** Anywhere from half a second before to half a second after, and now and then at a frame's very time. */
function randomTimes({ timesSec }: SeekClip, count: number, random: () => number): number[] {
  const [first = 0, last = 0] = [timesSec[0], timesSec.at(-1)];
  return Array.from({ length: count }, () =>
    random() < 0.2
      ? (timesSec[Math.floor(random() * timesSec.length)] ?? 0)
      : first - 0.5 + random() * (last - first + 1),
  );
}

function expectedNumber({ timesSec, numbers }: SeekClip, sec: number): number | undefined {
  const at = timesSec.findLastIndex((time) => time <= sec + TIME_TOLERANCE_SEC);
  return numbers[Math.max(0, at)];
}

const QUERY_SIZES = [1, 1, 2, 5, 11];

/** Seeks in queries of one and of several times, each a run of its own. */
async function seek(
  clip: SeekClip,
  spec: SeekClipSpec,
  { decoder, count, random }: { decoder: DecoderName; count: number; random: () => number },
): Promise<void> {
  const facts = await media.probe(clip.file);
  const times = randomTimes(clip, count, random);
  for (let at = 0; at < times.length; ) {
    const size = QUERY_SIZES[Math.floor(random() * QUERY_SIZES.length)] ?? 1;
    const timesSec = times.slice(at, at + size).sort((a, b) => a - b);
    at += size;
    const run = media.sample(clip.file, facts, { timesSec, longSidePx: 160, decoder });
    const shown: { sec: number; number: number; ptsSec: number }[] = [];
    try {
      for await (const { askedSec, frame, jpeg } of run.frames)
        shown.push({
          sec: askedSec,
          number: await readTurnedNumber(jpeg, spec.rotationDeg),
          ptsSec: frame.ptsSec,
        });
    } catch (cause) {
      throw new Error(`${decoder} at ${timesSec.join(', ')} s: ${cause}`, { cause });
    }
    seen.seeks += timesSec.length;
    const wrong = timesSec.flatMap((sec, i) => {
      const number = expectedNumber(clip, sec) ?? -1;
      const ptsSec = clip.timesSec[clip.numbers.indexOf(number)] ?? Number.NaN;
      const found = shown[i];
      const isRight = found?.number === number && Math.abs(found.ptsSec - ptsSec) < 0.001;
      return isRight ? [] : [{ sec, wanted: { number, ptsSec }, found }];
    });
    seen.mismatches += wrong.length;
    if (wrong.length > 0 || shown.length !== timesSec.length)
      throw new Error(`${decoder} asked for ${timesSec.join(', ')}: ${JSON.stringify(wrong)}`);
  }
}

const chosen = (IS_EXHAUSTIVE ? EVERY : EVERYDAY).filter(
  ([name]) => ONLY.length === 0 || ONLY.includes(name),
);

describe.each(chosen)('random seeks, read from the pixels: %s', (_name, count, specs) => {
  test(
    `${specs.length} clips`,
    async () => {
      const failures: string[] = [];
      for (const spec of specs) {
        try {
          const clip = await maker.make(spec);
          const random = noise(seedOf(spec));
          const { decoders } = await media.probe(clip.file);
          expect(decoders.length, nameOfSpec(spec)).toBeGreaterThan(0);
          for (const decoder of decoders) {
            const share = decoder === 'ffmpeg' && decoders.length > 1 ? count / 4 : count;
            await seek(clip, spec, { decoder, count: Math.ceil(share), random });
          }
        } catch (thrown) {
          failures.push(
            `${nameOfSpec(spec)}: ${thrown instanceof Error ? thrown.message : thrown}`,
          );
        }
      }
      expect(failures).toEqual([]);
      expect(seen.seeks).toBeGreaterThanOrEqual(specs.length * count);
    },
    IS_EXHAUSTIVE ? 1_800_000 : 60_000,
  );
});
