import { describe, expect, it } from 'vitest';
import { buildVideo } from '../testing/builders.ts';
import {
  buildFile,
  createFakeFiles,
  createFakeMedia,
  createFakeModels,
} from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { defaultPrepareSpec } from './defaults.ts';
import type { JobContext } from './job-run.ts';
import { prepareVideo } from './prepare.ts';
import { createResources } from './resource.ts';
import { createSelecting } from './selecting.ts';

async function setUp(durationSec = 30) {
  const store = createMemoryStore();
  const media = createFakeMedia();
  const models = createFakeModels();
  const files = createFakeFiles();
  const ports = { store, media, models, files, resources: createResources() };
  const selecting = createSelecting(ports);
  const project = await store.projects.create('Test');
  const video = buildVideo(1, { durationSec });
  await store.videos.put(project.id, video);
  await files.remember(video.id, buildFile(video.name), null);
  const context: JobContext = {
    projectId: project.id,
    signal: new AbortController().signal,
    report: () => {},
    steps: () => {},
    spentUsd: () => 0,
    spend: () => {},
    problem: () => {},
  };
  const prepare = () =>
    prepareVideo({ ...ports, selecting }, defaultPrepareSpec(video.id), context);
  return { ...ports, selecting, project, video, prepare };
}

describe('preparing a video', () => {
  it('samples, embeds and selects, and says with what', async () => {
    const { prepare, store, project, video, models } = await setUp();
    const summary = await prepare();
    expect(summary).toMatchObject({
      frames: 30,
      decodedNow: 30,
      decoder: 'webcodecs',
      provider: 'wasm',
      missing: 0,
    });
    expect(models.embedded).toBe(30);
    const selection = await store.selections.get(project.id, video.id);
    expect(selection?.sampledSec).toHaveLength(30);
    expect(selection?.core.length).toBeGreaterThan(0);
    for (const core of selection?.core ?? []) expect(core.reasons.length).toBeGreaterThan(0);
  });

  it('repeats nothing that was finished when it was interrupted', async () => {
    const { prepare, media, models } = await setUp();
    media.breakAfter = 21;
    await expect(prepare()).rejects.toMatchObject({ code: 'worker/crashed' });
    const decodedBefore = media.decodedSec.length;
    media.breakAfter = Number.POSITIVE_INFINITY;
    await prepare();
    // Groups of eight are durable: 16 of the 21 frames were stored, the rest is decoded again.
    expect(media.decodedSec.slice(decodedBefore)).toEqual(
      Array.from({ length: 14 }, (_, k) => k + 16),
    );
    expect(models.embedded).toBe(30);
    const again = await prepare();
    expect(again).toMatchObject({ decodedNow: 0 });
    expect(models.embedded).toBe(30);
  });

  it('keeps what a person pinned and dropped when it selects again', async () => {
    const { prepare, selecting, store, project, video } = await setUp();
    await prepare();
    const before = await store.selections.get(project.id, video.id);
    const core = before?.core.map(({ frame }) => frame.imageSha256) ?? [];
    const sampled = await selecting.sampled(project.id, video.id);
    const pinned =
      sampled.find(({ frame }) => !core.includes(frame.imageSha256))?.frame.imageSha256 ?? '';
    const dropped = core[0] ?? '';
    await selecting.overrule(project.id, video.id, { imageSha256: pinned, verdict: 'pin' });
    await selecting.overrule(project.id, video.id, { imageSha256: dropped, verdict: 'drop' });
    const after = await selecting.reselect(project.id, video.id, {
      method: 'uniform',
      params: { budget: 4 },
    });
    const hashes = after?.core.map(({ frame }) => frame.imageSha256);
    expect(hashes).toContain(pinned);
    expect(hashes).not.toContain(dropped);
    const back = await selecting.overrule(project.id, video.id, {
      imageSha256: pinned,
      verdict: null,
    });
    expect(back.pinned).toEqual([]);
  });

  it('adds the frame on screen at a time, pinned', async () => {
    const { prepare, selecting, project, video } = await setUp();
    await prepare();
    const { selection, frame } = await selecting.addFrame(project.id, video.id, 12.5);
    expect(selection.pinned).toEqual([frame.imageSha256]);
    expect(selection.core.some((core) => core.frame.imageSha256 === frame.imageSha256)).toBe(true);
  });

  it('takes only the grid that was asked for when the video was sampled more finely before', async () => {
    const { prepare, selecting, store, project, video } = await setUp();
    await prepare();
    const selection = await store.selections.get(project.id, video.id);
    const coarse = await selecting.reselect(project.id, video.id, {
      method: 'uniform',
      params: { budget: 5 },
      sampling: {
        everySec: 3,
        longSidePx: selection?.longSidePx ?? 0,
        modelId: 'ristretto-e1',
        provider: null,
      },
    });
    expect(coarse?.sampledSec).toEqual(Array.from({ length: 10 }, (_, k) => k * 3));
    expect(coarse?.provider).toBe('wasm');
  });
});
