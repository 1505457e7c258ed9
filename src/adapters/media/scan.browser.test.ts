import { BufferTarget, CanvasSource, Output, WebMOutputFormat } from 'mediabunny';
import { afterAll, describe, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { findCuts } from '../../core/shots/adaptive.ts';
import { createMediaAdapter } from './client.ts';
import { CLIPS, nameOf, openClip } from './real-clips.fixture.ts';

const media = createMediaAdapter();
afterAll(() => media.release());

const FPS = 20;
/** First frames of the scenes of the drawn clip; the last one is short. */
const SCENES = [0, 17, 40, 47];
const LENGTH = 60;
const GROUNDS = ['#204060', '#c09030', '#205020', '#b0b0c0'];

/** Scenes of different grounds, on which something moves. */
async function drawnClip(): Promise<File> {
  const canvas = new OffscreenCanvas(320, 180);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas.');
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const source = new CanvasSource(canvas, { codec: 'vp8', bitrate: 800_000 });
  output.addVideoTrack(source, { frameRate: FPS });
  await output.start();
  for (let i = 0; i < LENGTH; i += 1) {
    const scene = SCENES.findLastIndex((first) => first <= i);
    context.fillStyle = GROUNDS[scene] ?? '';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#ffffff';
    context.fillRect((i * 5) % 280, 20 + 30 * scene, 40, 40);
    await source.add(i / FPS, 1 / FPS);
  }
  await output.finalize();
  return new File([output.target.buffer ?? new ArrayBuffer()], 'scenes.webm');
}

test.each(['webcodecs', 'ffmpeg'] as const)(
  '%s looks at every frame and finds the first of every scene',
  async (decoder) => {
    const file = await drawnClip();
    const facts = await media.probe(file);
    const told: number[] = [];
    const onProgress = (done: number, total: number) => told.push(done / total);
    const scan = await media.scanFrames(file, facts, { decoder, onProgress });
    expect(scan).toMatchObject({ decoder, fellBackBecause: null, missing: 0 });
    expect(scan.ticks).toHaveLength(LENGTH);
    const timesSec = scan.ticks.map((tick) => tick / scan.timescale);
    expect(findCuts({ timesSec, changes: scan.changes })).toEqual(SCENES.slice(1));
    // Three seconds: a picture for motion in each.
    expect(scan.hashes.map(({ timeSec }) => Math.round(timeSec))).toEqual([0, 1, 2]);
    expect(told.every((share) => share > 0 && share <= 1)).toBe(true);
    expect(await media.resources()).toMatchObject({ openVideoFrames: 0 });
  },
);

test('a look that is cancelled ends, and lets go of every frame', async () => {
  const file = await drawnClip();
  const facts = await media.probe(file);
  const controller = new AbortController();
  const looking = media.scanFrames(file, facts, {
    decoder: 'auto',
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(looking).rejects.toMatchObject({ code: 'job/cancelled' });
  await expect.poll(() => media.resources()).toMatchObject({ openVideoFrames: 0 });
});

interface Truth {
  frames: number;
  cuts: number[];
  /** First and last frame of what is not scored. */
  ignore: [number, number, string][];
}

describe.skipIf(CLIPS.length === 0)('cuts that are known (data in ../shared/data)', () => {
  test.each(['derived/concat_hardcuts_dev.mp4', 'llamafactory_mllm_demo/2.avi'])(
    '%s: F1 of .95 or more within one frame',
    async (clip) => {
      const text = await commands.readFile(`../shared/data/gt/cuts/${clip}.cuts.json`, 'utf-8');
      const { cuts, frames, ignore } = JSON.parse(text) as Truth;
      const file = await openClip(CLIPS.find((one) => one === clip) ?? nameOf(clip));
      const scan = await media.scanFrames(file, await media.probe(file), { decoder: 'auto' });
      expect(scan.ticks).toHaveLength(frames);
      const timesSec = scan.ticks.map((tick) => tick / scan.timescale);
      const found = findCuts({ timesSec, changes: scan.changes }).filter(
        (cut) => !ignore.some(([first, last]) => cut >= first && cut <= last),
      );
      const right = cuts.filter((cut) => found.some((one) => Math.abs(one - cut) <= 1)).length;
      expect((2 * right) / (cuts.length + found.length)).toBeGreaterThanOrEqual(0.95);
    },
  );
});
