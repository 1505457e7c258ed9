import { afterAll, afterEach, expect, test } from 'vitest';
import { createMediaAdapter } from '../../adapters/media/client.ts';
import { makeCountedClip, readNumber } from '../../adapters/media/counted-clip.fixture.ts';
import type { FileLike } from '../../core/ports.ts';
import { createVideoSource, type SourceFrame } from '../../state/video-source.ts';
import { buildVideo } from '../../testing/builders.ts';
import { FramePlayer } from './frame-player.ts';

const media = createMediaAdapter();
afterAll(() => media.release());

/** Milliseconds between frames, over and over: a rate that varies. */
const STEPS = [40, 33, 70, 17, 40, 90];
/** It does not begin at 0 either. */
const TIMES = [300];
for (let i = 0; i < 140; i++)
  TIMES.push((TIMES[i] as number) + (STEPS[i % STEPS.length] as number));

afterEach(() => document.body.replaceChildren());

/** A player on a clip whose every picture shows its own number, on the page as people see it. */
async function openPlayer(clip: FileLike, playable: FileLike = clip) {
  const video = buildVideo(1, await media.probe(clip));
  const [element, still] = [document.createElement('video'), new Image()];
  element.muted = true;
  document.body.append(element, still);
  let shown: SourceFrame | null = null;
  const source = createVideoSource(
    {
      media,
      files: { open: async () => clip },
      proxies: { stateOf: () => (playable === clip ? null : { status: 'ready', file: playable }) },
    },
    video,
    160,
  );
  const player = new FramePlayer<SourceFrame>({
    prepare: async ({ decoded }) => {
      still.src = URL.createObjectURL(new Blob([decoded.jpeg.slice()]));
      await still.decode();
    },
    show: (frame) => {
      shown = frame;
    },
  });
  player.load(source);
  player.attach(element);
  const indexOf = (timeSec: number) =>
    TIMES.findIndex((timeMs) => Math.abs(timeMs / 1000 - timeSec) < 1e-4);
  return {
    player,
    /** The number that can be read on the screen, from the element that is in sight. */
    numberOnScreen: async (): Promise<number> => {
      const canvas = new OffscreenCanvas(160, 96);
      const inSight = player.state.getState().isMoving ? element : still;
      canvas.getContext('2d')?.drawImage(inSight, 0, 0, 160, 96);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      return readNumber(new Uint8Array(await blob.arrayBuffer()));
    },
    labelled: () => indexOf(player.playhead.timeSec),
    /** What a pin would store. */
    pinned: async () => {
      await player.settled();
      return shown && { number: await readNumber(shown.decoded.jpeg), at: indexOf(shown.ptsSec) };
    },
  };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Opened = Awaited<ReturnType<typeof openPlayer>>;

/** Plays and pauses at times that nobody chose; the picture, its label and the evidence are one and the same frame. */
async function expectExactPauses({ player, ...screen }: Opened, pauses: number): Promise<void> {
  for (let i = 0; i < pauses; i++) {
    player.togglePlay();
    await expect.poll(() => player.state.getState().isMoving).toBe(true);
    await wait(90 + i * 37);
    player.pause();
    const frozen = await screen.numberOnScreen();
    await player.settled();
    const label = screen.labelled();
    expect(label).toBe(frozen);
    expect(await screen.numberOnScreen()).toBe(frozen);
    expect(await screen.pinned()).toEqual({ number: frozen, at: frozen });
  }
}

async function expectExactSteps({ player, ...screen }: Opened): Promise<void> {
  for (const direction of [1, 1, 1, -1, -1, -1, -1, 1] as const) {
    const from = screen.labelled();
    await player.step(direction);
    expect(screen.labelled()).toBe(from + direction);
    expect(await screen.numberOnScreen()).toBe(from + direction);
  }
}

test.each([
  ['vp8', 'webm', 12],
  ['vp9', 'mp4', 50],
] as const)(
  '%s in %s: what is on screen is what is labelled and pinned',
  async (codec, container, keyEvery) => {
    const { file } = await makeCountedClip({ codec, container, timesMs: TIMES, keyEvery });
    const opened = await openPlayer(file);
    await expectExactPauses(opened, 5);
    await expectExactSteps(opened);

    // A pin while it plays takes the frame that is in sight at that moment.
    opened.player.togglePlay();
    await expect.poll(() => opened.player.state.getState().isMoving).toBe(true);
    await wait(150);
    const pin = await opened.pinned();
    expect(pin).toEqual({ number: opened.labelled(), at: opened.labelled() });
    expect(await opened.numberOnScreen()).toBe(pin?.number);

    // Steps pressed while it plays count from the frame in sight.
    opened.player.togglePlay();
    await expect.poll(() => opened.player.state.getState().isMoving).toBe(true);
    await wait(120);
    opened.player.pause();
    const before = await opened.numberOnScreen();
    await Promise.all([1, 1, 1].map(() => opened.player.step(1)));
    expect(opened.labelled()).toBe(before + 3);
    expect(await opened.numberOnScreen()).toBe(before + 3);
  },
);

test('a copy plays in place of a file that does not, and rests on the frames of the file', async () => {
  const { file } = await makeCountedClip({
    codec: 'vp8',
    container: 'webm',
    timesMs: TIMES,
    keyEvery: 30,
  });
  const copy = await media.makeProxy(file, await media.probe(file), { longSidePx: 96 });
  const opened = await openPlayer(file, copy);
  await expectExactPauses(opened, 3);
  await expectExactSteps(opened);
});

test('what no <video> plays is said so, and is shown frame by frame', async () => {
  const clip = await makeCountedClip({
    codec: 'vp8',
    container: 'webm',
    timesMs: TIMES,
    keyEvery: 30,
  });
  const opened = await openPlayer(clip.file, new File(['no film'], 'broken.mp4'));
  opened.player.togglePlay();
  await expect.poll(() => opened.player.state.getState().canPlay).toBe(false);
  expect(opened.player.state.getState()).toMatchObject({ isMoving: false, rate: 0 });
  opened.player.scrub(1.2);
  opened.player.scrub(2.9);
  await opened.player.goTo(3);
  const index = TIMES.findLastIndex((timeMs) => timeMs <= 3000);
  expect(await opened.numberOnScreen()).toBe(index);
  expect(opened.labelled()).toBe(index);
  await expectExactSteps(opened);
});
