import { afterAll, expect, test } from 'vitest';
import type { DecodedFrame, FileLike } from '../../core/ports.ts';
import { createMediaAdapter } from './client.ts';
import { makeCountedClip, readNumber } from './counted-clip.fixture.ts';

const IS_EXHAUSTIVE = import.meta.env.RISTRETTO_EXHAUSTIVE === '1';
const media = createMediaAdapter();
afterAll(() => media.release());

/** A rate that varies, and a start that is not 0, on a clock of milliseconds. */
const TIMES_MS = Array.from({ length: 30 }, (_, i) => 500 + i * 40 + (i % 3) * 7);

const makeClip = () =>
  makeCountedClip({ codec: 'vp8', container: 'webm', timesMs: TIMES_MS, keyEvery: 10 });

async function frameTimesOf(file: FileLike) {
  const facts = await media.probe(file);
  return { facts, times: await media.frameTimes(file, facts, { startSec: 0, endSec: 100 }) };
}

test.each(['webcodecs', 'ffmpeg'] as const)(
  'a copy made with %s has every frame at the time it has in the file',
  async (decoder) => {
    const { file } = await makeClip();
    const { facts, times } = await frameTimesOf(file);
    const counts: number[] = [];
    const copy = await media.makeProxy(
      file,
      { ...facts, decoders: [decoder] },
      { longSidePx: 96, onProgress: (done) => counts.push(done) },
    );
    const { facts: copied, times: copiedTimes } = await frameTimesOf(copy);
    expect(copied).toMatchObject({ widthPx: 96, heightPx: 58, hasAudio: false });
    expect(copiedTimes.map(({ ptsSec }) => ptsSec)).toEqual(times.map(({ ptsSec }) => ptsSec));
    expect(counts.at(-1)).toBe(TIMES_MS.length);
    const query = {
      timesSec: copiedTimes.map(({ ptsSec }) => ptsSec),
      longSidePx: 96,
      decoder: 'auto' as const,
    };
    const frames: DecodedFrame[] = [];
    for await (const frame of media.sample(copy, copied, query).frames) frames.push(frame);
    const numbers = await Promise.all(frames.map(({ jpeg }) => readNumber(jpeg)));
    expect(numbers).toEqual(TIMES_MS.map((_, i) => i));
  },
);

test('a copy that is given up leaves nothing open', async () => {
  const { file } = await makeClip();
  const facts = await media.probe(file);
  const controller = new AbortController();
  const making = media.makeProxy(file, facts, {
    longSidePx: 96,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(making).rejects.toMatchObject({ code: 'job/cancelled' });
  await expect.poll(async () => (await media.resources()).openVideoFrames).toBe(0);
});

/** What no build of FFmpeg's core and no browser can change; the rest is for Diagnostics to see. */
const CERTAIN = ['vp8-webm', 'mpeg2-ts', 'av1-mp4'];

test('the matrix says what came out of each decoder', async () => {
  const rows = await media.codecMatrix(IS_EXHAUSTIVE ? undefined : CERTAIN);
  const row = (id: string) => rows.find((entry) => entry.id === id);
  expect(row('vp8-webm')).toMatchObject({ webcodecs: 'yes', ffmpeg: 'yes', video: 'yes' });
  expect(row('mpeg2-ts')).toMatchObject({ webcodecs: 'no', ffmpeg: 'yes', video: 'no' });
  expect(row('av1-mp4')?.ffmpeg).toBe('no');
  const unseen = rows.filter(({ ffmpeg, video }) => ffmpeg === 'not-seen' || video === 'not-seen');
  expect(unseen).toEqual([]);
  const notByFfmpeg = rows.filter(({ ffmpeg }) => ffmpeg === 'no').map(({ codec }) => codec);
  expect(notByFfmpeg.every((codec) => codec.startsWith('AV1'))).toBe(true);
});
