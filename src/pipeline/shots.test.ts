import { expect, test } from 'vitest';
import type { FrameScan, ScanPort } from '../core/ports.ts';
import { buildVideo } from '../testing/builders.ts';
import { createFakeFiles, createFakeModels } from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import type { JobContext } from './job-run.ts';
import { createResources } from './resource.ts';
import { findShots, noteEstimate } from './shots.ts';

const FPS = 25;

/** Three shots: the second begins with frame 30, the third with frame 60. */
function scanned(): FrameScan {
  const changes = new Float32Array(100).fill(1);
  changes[30] = 50;
  changes[60] = 40;
  return {
    ticks: Float64Array.from(changes, (_, k) => k * 40),
    timescale: 1000,
    changes,
    hashes: [
      { timeSec: 0, perceptualHash: '0'.repeat(16) },
      { timeSec: 1, perceptualHash: 'f'.padStart(16, '0') },
      { timeSec: 2, perceptualHash: '0'.repeat(16) },
    ],
    decoder: 'webcodecs',
    fellBackBecause: null,
    detectorMs: 1,
    missing: 0,
  };
}

async function setUp() {
  const store = createMemoryStore();
  const project = await store.projects.create('Test');
  const video = buildVideo(1, { durationSec: 4 });
  await store.videos.put(project.id, video);
  const files = createFakeFiles();
  await files.remember(video.id, new File(['film'], 'film.mp4'), null);
  const scan: ScanPort = { scanFrames: async () => scanned() };
  const context: JobContext = {
    projectId: project.id,
    signal: new AbortController().signal,
    report: () => {},
    steps: () => {},
    spentUsd: () => 0,
    spend: () => {},
    problem: () => {},
  };
  const spec = { kind: 'shots' as const, videoId: video.id, decoder: 'auto' as const };
  const deps = { store, files, scan, resources: createResources() };
  return { store, video, project, context, spec, deps };
}

test('a look at every frame keeps the first frame of every new shot with the video, and in its archive', async () => {
  const { store, video, project, context, spec, deps } = await setUp();
  const summary = await findShots(deps, spec, context);
  expect(summary).toMatchObject({ cuts: 2, frames: 100, missing: 0, decoder: 'webcodecs' });
  const shots = {
    from: 'frames',
    cuts: [30, 60].map((index) => ({
      ptsSec: index / FPS,
      ptsTicks: index * 40,
      timescale: 1000,
    })),
    frames: 100,
    motion: 4 / 64,
  };
  expect((await store.videos.get(project.id, video.id))?.shots).toEqual(shots);
  const { rows } = await store.archive.rows(project.id, 'videos', { after: 0, limit: 9 });
  expect(rows).toMatchObject([{ id: video.id, shots }]);
});

test('an estimate never takes the place of what every frame says', async () => {
  const { store, video, project, context, spec, deps } = await setUp();
  await findShots(deps, spec, context);
  await noteEstimate({ store, models: createFakeModels() }, { videoId: video.id }, project.id);
  expect((await store.videos.get(project.id, video.id))?.shots?.from).toBe('frames');
});

test('a video that was removed meanwhile is not looked at', async () => {
  const { store, video, project, context, spec, deps } = await setUp();
  await store.videos.remove(project.id, video.id);
  await expect(findShots(deps, spec, context)).rejects.toMatchObject({ code: 'storage/not-found' });
});
