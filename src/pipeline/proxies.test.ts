import { describe, expect, it } from 'vitest';
import { StudioError } from '../core/errors.ts';
import type { VideoId } from '../core/flow.ts';
import type { FileLike, PlaybackPort } from '../core/ports.ts';
import { buildProject, buildVideo } from '../testing/builders.ts';
import { createProxies, type ProxyDeps } from './proxies.ts';

const FILE = new File(['avi'], 'clip.avi');
const COPY = new File(['mp4'], 'proxy.mp4');
const video = buildVideo(1);

type Making = Parameters<PlaybackPort['makeProxy']>[2] & {
  finish: (file: FileLike) => void;
  fail: (error: unknown) => void;
};

function setUp() {
  const made: Making[] = [];
  const held = new Set<VideoId>([video.id]);
  let change: Parameters<ProxyDeps['store']['onChange']>[0] = () => undefined;
  const project = { ...buildProject(), videos: 1, drafts: 0, byStatus: {} as never };
  const proxies = createProxies({
    store: {
      onChange: (listener) => {
        change = listener;
        return () => undefined;
      },
      projects: { list: async () => [project] },
      videos: { get: async (_project, id) => (held.has(id) ? video : null) },
    },
    files: { open: async () => FILE },
    playback: {
      makeProxy: (_file, _facts, options) =>
        new Promise((finish, fail) => made.push({ ...options, finish, fail })),
    },
  });
  const remove = () => {
    held.delete(video.id);
    change({ tables: ['videos'], projectId: project.id });
  };
  return { proxies, made, remove, touch: () => change({ tables: ['videos'], projectId: null }) };
}

describe('a playable copy', () => {
  it('is made once, tells how far it is, and is there then', async () => {
    const { proxies, made } = setUp();
    const states: (string | undefined)[] = [];
    proxies.subscribe(() => states.push(proxies.stateOf(video.id)?.status));
    const making = proxies.make(video);
    void proxies.make(video);
    await expect.poll(() => made.length).toBe(1);
    made[0]?.onProgress?.(3, 10);
    expect(proxies.stateOf(video.id)).toEqual({ status: 'making', done: 3, total: 10 });
    made[0]?.finish(COPY);
    await making;
    await proxies.make(video);
    expect(proxies.stateOf(video.id)).toEqual({ status: 'ready', file: COPY });
    expect(states).toEqual(['making', 'making', 'ready']);
    expect(made).toHaveLength(1);
  });

  it('can be given up, and asked for again', async () => {
    const { proxies, made } = setUp();
    void proxies.make(video);
    await expect.poll(() => made.length).toBe(1);
    proxies.cancel(video.id);
    expect(made[0]?.signal?.aborted).toBe(true);
    expect(proxies.stateOf(video.id)).toBeNull();
    made[0]?.fail(new StudioError('job/cancelled', 'The work was cancelled.'));
    void proxies.make(video);
    await expect.poll(() => made.length).toBe(2);
    expect(proxies.stateOf(video.id)?.status).toBe('making');
  });

  it('says why it could not be made', async () => {
    const { proxies, made } = setUp();
    const making = proxies.make(video);
    await expect.poll(() => made.length).toBe(1);
    made[0]?.fail(new StudioError('video/corrupt', 'Broken.'));
    await making;
    expect(proxies.stateOf(video.id)).toMatchObject({
      status: 'failed',
      error: { code: 'video/corrupt' },
    });
  });

  it('goes with its video, and stays when only others go', async () => {
    const { proxies, made, remove, touch } = setUp();
    const making = proxies.make(video);
    await expect.poll(() => made.length).toBe(1);
    made[0]?.finish(COPY);
    await making;
    touch();
    await new Promise((resolve) => setTimeout(resolve));
    expect(proxies.stateOf(video.id)?.status).toBe('ready');
    remove();
    await expect.poll(() => proxies.stateOf(video.id)).toBeNull();
  });
});
