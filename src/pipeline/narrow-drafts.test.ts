import { expect, it } from 'vitest';
import type { JobSpec } from '../core/job.ts';
import { buildDraft, buildVideo } from '../testing/builders.ts';
import {
  createFakeChat,
  createFakeFiles,
  createFakeMedia,
  createFakeModels,
} from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createDrafting } from './drafting.ts';
import { createJobRunner } from './job-runner.ts';
import { createResources } from './resource.ts';

const done = async () => ({});

it('gives each video the chosen drafts that are its own, and passes over one without any', async () => {
  const store = createMemoryStore();
  const clock = { nowMs: () => 1 };
  const ran: JobSpec[] = [];
  const draft = async (spec: JobSpec) => {
    ran.push(spec);
    return {};
  };
  const executors = { prepare: done, shots: done, draft };
  const runner = createJobRunner({ store, clock, executors, waitsFor: async () => null });
  const drafting = createDrafting({
    store,
    clock,
    chat: createFakeChat(null),
    media: createFakeMedia(),
    models: createFakeModels(),
    files: createFakeFiles(),
    resources: createResources(),
    jobs: () => runner,
  });
  const { id: projectId } = await store.projects.create('Test');
  const videoIds = [1, 2, 3].map((n) => buildVideo(n).id);
  for (const n of [1, 2, 3]) await store.videos.put(projectId, buildVideo(n));
  const drafted = (n: number, at: number) => buildDraft(n, { videoId: buildVideo(at).id });
  await store.drafts.insert(projectId, [drafted(1, 1), drafted(2, 2), drafted(3, 1)]);

  const start = async (draftIds: string[]) => {
    ran.length = 0;
    const call = { recipeId: 'shortcut-probes', params: { draftIds, seed: 2 } };
    const jobs = await drafting.start(projectId, videoIds, call);
    for (const { id } of jobs) await runner.settled(id);
    return ran.map((spec) => [spec.videoId, spec.kind === 'draft' && spec.params]);
  };
  expect(await start(['draft:3', 'draft:2', 'draft:1'])).toEqual([
    [videoIds[0], { draftIds: ['draft:1', 'draft:3'], seed: 2 }],
    [videoIds[1], { draftIds: ['draft:2'], seed: 2 }],
  ]);
  expect(await start([])).toEqual(videoIds.map((id) => [id, { draftIds: [], seed: 2 }]));
});
