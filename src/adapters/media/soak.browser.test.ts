import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DecoderName, VideoFacts } from '../../core/flow.ts';
import { createMediaAdapter } from './client.ts';
import { SeekClipMaker, type SeekClipSpec } from './seek-clips.fixture.ts';

/** With it, 500 jobs, and the memory is measured. */
const IS_EXHAUSTIVE = import.meta.env.RISTRETTO_EXHAUSTIVE === '1';
const JOBS = IS_EXHAUSTIVE ? 500 : 40;
/** Each ends with a look at what is still held. */
const ROUNDS = IS_EXHAUSTIVE ? 10 : 2;
/** Jobs at a time: as many as a person sets off with a few videos. */
const AT_ONCE = 3;
/** The host lends at most four on any machine. */
const MAX_INSTANCES = 4;
/** What may come on top between the middle and the end of the run: caches of the browser, not one job's share of each. */
const MAX_GROWTH_BYTES = 64 << 20;

const BASE: SeekClipSpec = {
  codec: 'h264',
  container: 'mp4',
  gop: 50,
  bFrames: 3,
  isVariable: true,
  start: 'zero',
  rotationDeg: 0,
};

const media = createMediaAdapter();
const maker = new SeekClipMaker();
const clips: { file: File; facts: VideoFacts }[] = [];

beforeAll(async () => {
  for (const spec of [
    BASE,
    { ...BASE, codec: 'vp9', bFrames: 0 },
    { ...BASE, codec: 'mpeg4' },
  ] as const) {
    const { file } = await maker.make(spec);
    clips.push({ file, facts: await media.probe(file) });
  }
  maker.close();
});
afterAll(() => media.release());

/** Numbers 0–1 in a fixed order that looks random. */
let state = 42;
function random(): number {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) / 2 ** 24;
}

type Ending = 'read to the end' | 'left early' | 'cancelled while reading' | 'cancelled at once';
const ENDINGS: readonly Ending[] = [
  'read to the end',
  'left early',
  'cancelled while reading',
  'cancelled while reading',
  'cancelled at once',
];

/** One sample job that ends in a random way. @returns how it ended */
async function job(): Promise<Ending> {
  const { file, facts } = clips[Math.floor(random() * clips.length)] as (typeof clips)[number];
  const decoder = facts.decoders[Math.floor(random() * facts.decoders.length)] as DecoderName;
  const ending = ENDINGS[Math.floor(random() * ENDINGS.length)] as Ending;
  const everySec = 0.2 + random();
  const timesSec = Array.from(
    { length: Math.floor(facts.durationSec / everySec) },
    (_, i) => facts.startSec + i * everySec,
  );
  const abort = new AbortController();
  const stopAfter = Math.floor(random() * timesSec.length);
  const { frames } = media.sample(file, facts, {
    timesSec,
    longSidePx: 160,
    decoder,
    signal: abort.signal,
  });
  if (ending === 'cancelled at once') abort.abort();
  let seen = 0;
  try {
    for await (const _ of frames) {
      seen += 1;
      if (seen <= stopAfter || ending === 'read to the end') continue;
      if (ending === 'left early') break;
      // Sometimes while the next picture is on its way.
      if (random() < 0.5) abort.abort();
      else setTimeout(() => abort.abort(), random() * 30);
    }
  } catch (thrown) {
    if (!abort.signal.aborted) throw thrown;
    expect(thrown).toMatchObject({ code: 'job/cancelled' });
  }
  if (ending === 'read to the end') expect(seen).toBe(timesSec.length);
  return ending;
}

/** Everything of the page and its workers; `null` where the browser does not say. */
async function memoryBytes(): Promise<number | null> {
  const measure = (
    performance as { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> }
  ).measureUserAgentSpecificMemory;
  return measure ? (await measure.call(performance)).bytes : null;
}

test(
  `${JOBS} jobs that end in every way leave nothing open`,
  async () => {
    const endings = new Set<Ending>();
    const measured: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const queue = Array.from({ length: JOBS / ROUNDS }, () => job);
      const lanes = Array.from({ length: AT_ONCE }, async () => {
        for (let next = queue.pop(); next; next = queue.pop()) endings.add(await next());
      });
      await Promise.all(lanes);
      // An ended stream is told to the worker; it answers between two pictures.
      await expect
        .poll(async () => (await media.resources()).openVideoFrames, { timeout: 10_000 })
        .toBe(0);
      // No more than may idle: each cancelled FFmpeg was ended, and none was forgotten.
      expect((await media.resources()).ffmpegInstances).toBeLessThanOrEqual(MAX_INSTANCES);
      const bytes = IS_EXHAUSTIVE ? await memoryBytes() : null;
      if (bytes !== null) measured.push(bytes);
    }
    expect([...endings].sort()).toEqual([...new Set(ENDINGS)].sort());
    const [middle, last] = [measured[Math.floor(measured.length / 2)], measured.at(-1)];
    if (middle !== undefined && last !== undefined)
      expect(last - middle, `bytes after each round: ${measured}`).toBeLessThan(MAX_GROWTH_BYTES);
    // Decoding goes on as if nothing had happened.
    const [clip] = clips;
    if (!clip) throw new Error('No clip was made.');
    for (const decoder of clip.facts.decoders) {
      const query = { timesSec: [1, 2], longSidePx: 160, decoder };
      const found: number[] = [];
      for await (const { frame } of media.sample(clip.file, clip.facts, query).frames)
        found.push(frame.ptsSec);
      expect(found).toHaveLength(2);
    }
  },
  IS_EXHAUSTIVE ? 1_800_000 : 60_000,
);
