import { expect, it } from 'vitest';
import { StudioError } from '../core/errors.ts';
import { buildVideo } from '../testing/builders.ts';
import { buildFile, createFakeFiles } from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createJobRunner } from './job-runner.ts';
import { removeProject } from './remove-project.ts';

it('stops the work of a removed project and lets go of its files alone', async () => {
  const store = createMemoryStore();
  const files = createFakeFiles();
  let stopped = 0;
  const jobs = createJobRunner({
    store,
    clock: { nowMs: () => 1 },
    waitsFor: async () => null,
    executors: {
      prepare: async () => ({}),
      shots: async () => ({}),
      draft: (_spec, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            stopped += 1;
            reject(new StudioError('job/cancelled', 'stop'));
          });
        }),
    },
  });
  const gone = await store.projects.create('Gone');
  const kept = await store.projects.create('Kept');
  const [own, shared] = [buildVideo(1), buildVideo(2)];
  for (const video of [own, shared]) {
    await store.videos.put(gone.id, video);
    await files.remember(video.id, buildFile(video.name), null);
  }
  await store.videos.put(kept.id, shared);
  const spec = { kind: 'draft' as const, videoId: own.id, recipeId: 'r', params: {} };
  for (let k = 0; k < 5; k += 1) await jobs.enqueue(gone.id, spec);
  await expect
    .poll(() => jobs.snapshot().filter(({ state }) => state.status === 'running').length)
    .toBe(3);

  await removeProject({ store, files, jobs }, gone.id);

  expect(stopped).toBe(3);
  expect(jobs.snapshot()).toEqual([]);
  expect((await store.projects.list()).map(({ id }) => id)).toEqual([kept.id]);
  expect(await files.access(own.id)).toBe('missing');
  expect(await files.access(shared.id)).toBe('ready');
});
