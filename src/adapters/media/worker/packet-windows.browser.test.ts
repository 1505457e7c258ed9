import wasmUrl from '@ffmpeg/core/wasm?url&no-inline';
import coreUrl from '@ffmpeg/core?url&no-inline';
import { FFmpeg } from '@ffmpeg/ffmpeg';
import { afterAll, expect, test } from 'vitest';
import { indexOnScreen, lastTickAt } from '../../../core/time.ts';
import { withFfmpeg } from './ffmpeg-host.ts';
import { openWindows, readIndex } from './ffmpeg-index.ts';
import { type ProbedStream, probeStreams } from './ffprobe.ts';
import type { PacketIndex } from './packet-index.ts';

const WIDTH = 64;
const HEIGHT = 48;
const PICTURES = 1500;
const SOUND = ['-f', 'lavfi', '-i', 'sine=d=60'];
const X264 = ['libx264', '-preset', 'ultrafast', '-threads', '1'];

/** Name, muxer, encoder, and whether there is sound beside it. */
const CLIPS: readonly (readonly [string, string, readonly string[], boolean])[] = [
  ['FLV1 in FLV', 'flv', ['flv1', '-g', '50'], true],
  ['H.264 with B-frames in FLV', 'flv', [...X264, '-bf', '3', '-g', '100'], false],
  ['WMV2 in ASF', 'asf', ['wmv2', '-g', '100'], false],
  ['Theora in Ogg', 'ogg', ['libtheora', '-g', '100'], true],
  ['MPEG-2 with B-frames in MPEG-PS', 'vob', ['mpeg2video', '-bf', '2', '-g', '15'], true],
  ['MPEG-1 with B-frames in MPEG-PS', 'mpeg', ['mpeg1video', '-bf', '2', '-g', '15'], false],
];

const maker = new FFmpeg();
afterAll(() => maker.terminate());

async function make(
  muxer: string,
  encoder: readonly string[],
  hasSound: boolean,
  rate = '25',
): Promise<File> {
  if (!maker.loaded) {
    await maker.load({ coreURL: coreUrl, wasmURL: wasmUrl });
    // Every picture another one, so that files are not all padding.
    const raw = new Uint8Array(WIDTH * HEIGHT * 64).map((_, i) => (i * i * 7919) >> 8);
    await maker.writeFile('noise.raw', raw);
  }
  const code = await maker.exec([
    ...['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${WIDTH}x${HEIGHT}`, '-r', rate],
    ...['-stream_loop', '-1', '-i', 'noise.raw', ...(hasSound ? SOUND : []), '-pix_fmt', 'yuv420p'],
    ...['-frames:v', String(PICTURES), '-c:v', ...encoder, '-q:v', '4', '-ar', '44100'],
    ...['-f', muxer, '-y', 'clip'],
  ]);
  if (code !== 0) throw new Error(`FFmpeg made no ${muxer} clip.`);
  return new File([(await maker.readFile('clip')) as Uint8Array<ArrayBuffer>], muxer);
}

/** The picture at a time and where decoding it begins, as the decoder asks an index. */
function lookUp({ base, ticks, keyTicks }: PacketIndex, sec: number): (number | undefined)[] {
  const tick = ticks[indexOnScreen(ticks, lastTickAt(sec, base.den / base.num))] ?? 0;
  return [tick, keyTicks[indexOnScreen(keyTicks, tick)]];
}

test.each(CLIPS)('%s: the parts that are asked for say what the whole says', async (...clip) => {
  const file = await make(clip[1], clip[2], clip[3]);
  await withFfmpeg(file, new AbortController().signal, async (session) => {
    const report = await probeStreams(session);
    const video = report.video as ProbedStream;
    const whole = await readIndex(session, { file, video });
    expect(whole.ticks.length).toBeGreaterThan(PICTURES - 10);
    const windows = await openWindows(session, { file, report, video });
    expect(windows).not.toBeNull();
    const times = [-1, 0, 0.5, 26.2, 29.99, 30, 41.4, 59.9, 70];
    const asked = times.map((sec) => ({ fromSec: sec, toSec: sec }));
    const parts = await windows?.around(session, asked);
    if (!parts) throw new Error('It has to be read through.');
    expect(parts.ticks.length).toBeLessThan(whole.ticks.length);
    expect(parts).toMatchObject({ base: whole.base, endTick: whole.endTick });
    expect(parts.ticks[0]).toBe(whole.ticks[0]);
    for (const sec of times) expect(lookUp(parts, sec), `${sec} s`).toEqual(lookUp(whole, sec));
    // All pictures of the first second and of one in the middle.
    const { num, den } = whole.base;
    for (const startSec of [0, 29]) {
      const isIn = (tick: number) => Math.abs((tick * num) / den - startSec - 0.5) <= 0.5;
      expect([...parts.ticks.filter(isIn)]).toEqual([...whole.ticks.filter(isIn)]);
    }
  });
});

test.each([
  ['flv', ['flv1', '-g', '50']],
  ['vob', ['mpeg2video', '-bf', '2', '-g', '15']],
] as const)(
  '%s at 29.97 Hz: a picture is found by its own time, in full and with six decimals',
  async (muxer, encoder) => {
    const file = await make(muxer, encoder, false, '30000/1001');
    await withFfmpeg(file, new AbortController().signal, async (session) => {
      const report = await probeStreams(session);
      const video = report.video as ProbedStream;
      const { ticks, base } = await readIndex(session, { file, video });
      const full = (tick: number) => (tick * base.num) / base.den;
      const rounded = (tick: number) => Number(full(tick).toFixed(6));
      for (const timeOf of [full, rounded]) {
        // Where these seconds, turned into ticks again, come out just below the tick.
        const isBelow = (tick: number) => (timeOf(tick) * base.den) / base.num < tick;
        const tick = ticks.find((at) => full(at) > 15 && isBelow(at));
        if (tick === undefined) throw new Error('No time comes out below its tick.');
        const sec = timeOf(tick);
        const windows = await openWindows(session, { file, report, video });
        const parts = await windows?.around(session, [{ fromSec: sec, toSec: sec }]);
        if (!parts) throw new Error('It has to be read through.');
        expect(lookUp(parts, sec)[0], `${sec} s`).toBe(tick);
      }
    });
  },
);

test('of H.264 in ASF, whose packets lack presentation times, no parts are listed', async () => {
  const file = await make('asf', [...X264, '-bf', '3', '-g', '100'], false);
  await withFfmpeg(file, new AbortController().signal, async (session) => {
    const report = await probeStreams(session);
    const video = report.video as ProbedStream;
    expect(await openWindows(session, { file, report, video })).toBeNull();
  });
});

test('nor of a file in which times start anew', async () => {
  const piece = await make('vob', ['mpeg2video', '-g', '15'], false);
  const file = new File([piece, piece], 'twice.vob');
  await withFfmpeg(file, new AbortController().signal, async (session) => {
    const report = await probeStreams(session);
    const video = report.video as ProbedStream;
    expect(await openWindows(session, { file, report, video })).toBeNull();
  });
});
