// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DecodedFrame, SampleQuery } from '../../../core/ports.ts';
import { type Deferred, deferred } from '../../../rpc/deferred.ts';
import { buildDraft, buildFrame, buildVideo } from '../../../testing/builders.ts';
import type { PictureCache } from './picture-cache.ts';
import { Player } from './player.ts';
import { createReviewSession } from './review-session.ts';

const STATS = {
  decoder: 'webcodecs' as const,
  framesDecoded: 0,
  bytesRead: 0,
  fellBackBecause: null,
  missingSec: [],
};

/** A player on a card with a video whose frames arrive when the test says so. */
async function setUp() {
  const arriving = new Map<number, Deferred<void>>();
  const opened: Deferred<File>[] = [];
  const stored: string[] = [];
  const session = createReviewSession();
  const view = { ...buildDraft(1), seq: 1, status: 'pending' as const, isEdited: false };
  const video = buildVideo(1, { durationSec: 10, decoders: ['webcodecs'] });
  session.setState({ phase: 'card', card: { view, video, selection: null } });
  const player = new Player({
    projectId: 'project:test',
    session,
    store: {
      frames: {
        put: async (_project: string, frames: { frame: { imageSha256: string } }[]) =>
          void stored.push(...frames.map(({ frame }) => frame.imageSha256)),
      },
    } as never,
    pictures: { put: async () => null } as unknown as PictureCache,
    proxies: {
      stateOf: () => null,
      make: async () => undefined,
      cancel: () => undefined,
      subscribe: () => () => undefined,
    },
    files: {
      access: async () => 'ready',
      grant: async () => [],
      open: () => {
        const file = deferred<File>();
        opened.push(file);
        return file.promise;
      },
    },
    media: {
      frameTimes: async () => [],
      sample: (_file, _facts, { timesSec }: SampleQuery) => {
        async function* frames(): AsyncGenerator<DecodedFrame> {
          for (const askedSec of timesSec) {
            const gate = deferred<void>();
            arriving.set(askedSec, gate);
            await gate.promise;
            const { videoId: _, ...frame } = buildFrame(askedSec);
            yield { askedSec, frame, jpeg: new Uint8Array(1) };
          }
        }
        return { frames: frames(), stats: STATS };
      },
    },
  });
  player.loadVideo(video);
  await expect.poll(() => player.isReachable).toBe(true);
  const arrive = async (timeSec: number) => {
    await expect.poll(() => arriving.has(timeSec)).toBe(true);
    arriving.get(timeSec)?.resolve();
  };
  const openFile = async () => {
    await expect.poll(() => opened.length).toBeGreaterThan(0);
    opened.at(-1)?.resolve(new File(['x'], 'clip.mp4'));
  };
  return { player, session, arrive, arriving, openFile, opened, stored, video };
}

afterEach(() => vi.restoreAllMocks());

describe('the stage', () => {
  it('keeps the stored frame that was chosen while another was being decoded', async () => {
    const { player, session, arrive, openFile } = await setUp();
    const going = player.goTo(3);
    await openFile();
    const stored = { imageSha256: 'stored', ptsSec: 1, isStored: true };
    session.setState({ shown: stored });
    player.showStored(1);
    await arrive(3);
    await going;
    expect(session.getState().shown).toEqual(stored);
    expect(player.state.getState()).toMatchObject({ isDecoding: false, decoder: null });
  });

  it('goes back to a decoded frame although a later one is still on its way', async () => {
    const { player, session, arrive, arriving, openFile } = await setUp();
    const first = player.goTo(2);
    await openFile();
    await arrive(2);
    await first;
    const second = player.goTo(5);
    await expect.poll(() => arriving.has(5)).toBe(true);
    const third = player.goTo(2);
    await arrive(5);
    await Promise.all([second, third]);
    expect(session.getState().shown?.ptsSec).toBe(2);
    expect(player.state.getState().isDecoding).toBe(false);
  });

  it('cites no frame whose picture is gone', async () => {
    const { player, session, stored, arrive, openFile } = await setUp();
    const going = player.goTo(2);
    await openFile();
    await arrive(2);
    await going;
    expect((await player.storeShown())?.ptsSec).toBe(2);
    expect(stored).toHaveLength(1);
    session.setState({ shown: { imageSha256: 'never-stored', ptsSec: 4, isStored: false } });
    expect(await player.storeShown()).toBeNull();
  });

  it('cites the frame that is on its way, not the one before it', async () => {
    const { player, stored, arrive, openFile } = await setUp();
    const going = player.goTo(2);
    await openFile();
    await arrive(2);
    await going;
    void player.goTo(6);
    const cited = player.storeShown();
    await arrive(6);
    expect((await cited)?.ptsSec).toBe(6);
    expect(stored).toHaveLength(1);
  });
});

describe('the object URL of the video', () => {
  it('is made once, whatever is pressed, and let go of', async () => {
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:clip');
    const revoked = vi.spyOn(URL, 'revokeObjectURL').mockReturnValue();
    const { player, opened } = await setUp();
    player.togglePlay();
    player.togglePlay();
    for (const file of opened) file.resolve(new File(['x'], 'clip.mp4'));
    await expect.poll(() => made.mock.calls.length).toBe(1);
    expect(made).toHaveBeenCalledTimes(1);
    player.dispose();
    expect(revoked).toHaveBeenCalledTimes(1);
  });

  it('is not made after the screen was left', async () => {
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:clip');
    const { player, opened } = await setUp();
    player.togglePlay();
    await expect.poll(() => opened.length).toBe(1);
    player.dispose();
    opened[0]?.resolve(new File(['x'], 'clip.mp4'));
    await new Promise((done) => setTimeout(done));
    expect(made).not.toHaveBeenCalled();
  });
});
