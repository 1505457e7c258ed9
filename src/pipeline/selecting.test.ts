import { describe, expect, it } from 'vitest';
import { StudioError } from '../core/errors.ts';
import type { SampledFrame } from '../core/flow.ts';
import type { ModelPort } from '../core/ports.ts';
import { blankness } from '../core/selection/blankness.ts';
import { buildFrame, buildVideo } from '../testing/builders.ts';
import { createFakeFiles, createFakeMedia, createFakeModels } from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { modelSha256Of } from './embedding-queue.ts';
import { createResources } from './resource.ts';
import { createSelecting } from './selecting.ts';

/** Ten frames, one a second, each along its own axis. */
async function setUp(embedTexts: ModelPort['embedTexts']) {
  const store = createMemoryStore();
  const models: ModelPort = { ...createFakeModels(), embedTexts };
  const [card] = await models.list();
  const modelId = card?.id ?? '';
  const selecting = createSelecting({
    store,
    models,
    media: createFakeMedia(),
    files: createFakeFiles(),
    resources: createResources(),
  });
  const project = await store.projects.create('Test');
  const video = buildVideo(1, { durationSec: 10 });
  await store.videos.put(project.id, video);
  const samples: SampledFrame[] = Array.from({ length: 10 }, (_, n) => ({
    askedSec: n,
    frame: buildFrame(n, { videoId: video.id }),
  }));
  await store.frames.put(
    project.id,
    samples.map(({ askedSec, frame }) => ({
      frame,
      jpeg: new Uint8Array([askedSec]),
      asked: { longSidePx: 448, askedSec },
    })),
  );
  const axis = (n: number) => Float32Array.from({ length: 10 }, (_, d) => (d === n ? 1 : 0));
  const rows = samples.map(({ frame }, n) => ({
    imageSha256: frame.imageSha256,
    vector: axis(n),
  }));
  await store.embeddings.put(project.id, await modelSha256Of(models, modelId), rows);
  const sampling = { everySec: 1, longSidePx: 448, modelId, provider: null };
  return { store, selecting, project, video, samples, rows, sampling, axis };
}

const textTower =
  (vector: Float32Array): ModelPort['embedTexts'] =>
  async (modelId) => ({
    modelId,
    modelSha256: '',
    rows: 1,
    dim: vector.length,
    data: vector,
    provider: 'wasm',
    framesPerSec: 1,
    fellBackBecause: null,
  });
const noTower: ModelPort['embedTexts'] = async () => {
  throw new StudioError('model/no-text-tower', 'This model reads no text.');
};

describe('a question', () => {
  it('decides, is saved, and still decides after a pin', async () => {
    const vector = Float32Array.from({ length: 10 }, (_, d) => (d === 6 ? 1 : 0));
    const { selecting, store, project, video, samples, sampling } = await setUp(textTower(vector));
    const how = { method: 'relevance-top-k', params: { budget: 1 }, question: ' Who? ', sampling };
    const selection = await selecting.reselect(project.id, video.id, how);
    expect(selection?.core.map(({ frame }) => frame.ptsSec)).toEqual([6]);
    expect(selection?.core[0]?.reasons).toEqual([{ code: 'match', value: 1, of: 1 }]);
    expect((await store.selections.get(project.id, video.id))?.question).toBe('Who?');
    const hash = samples[2]?.frame.imageSha256 ?? '';
    const pinned = await selecting.overrule(project.id, video.id, {
      imageSha256: hash,
      verdict: 'pin',
    });
    expect(pinned.core.map(({ frame }) => frame.ptsSec)).toEqual([2]);
    expect(pinned.question).toBe('Who?');
  });

  it('is refused by a model without a text side, and by a method that was given none', async () => {
    const { selecting, project, video, sampling } = await setUp(noTower);
    const run = (method: string, question?: string) =>
      selecting.reselect(project.id, video.id, { method, params: {}, question, sampling });
    await expect(run('ristretto', 'Who?')).rejects.toMatchObject({ code: 'model/no-text-tower' });
    await expect(run('aks')).rejects.toMatchObject({ code: 'input/invalid' });
    await expect(run('uniform', 'Who?')).resolves.toMatchObject({ method: 'uniform' });
  });
});

describe('what other models gave', () => {
  it('reads caption vectors under their key, and picks by picture; a preview saves nothing', async () => {
    const { selecting, store, project, video, samples, rows, sampling, axis } =
      await setUp(noTower);
    const same = rows.map(({ imageSha256 }, n) => ({ imageSha256, vector: axis(n < 5 ? 0 : 1) }));
    await store.embeddings.put(project.id, 'captions-key', same);
    const lifo = await selecting.preview(project.id, video.id, {
      method: 'caption-lifo',
      params: {},
      captionKey: 'captions-key',
      sampling,
    });
    expect(lifo?.core.map(({ frame }) => frame.ptsSec)).toEqual([0, 5]);
    expect(await store.selections.get(project.id, video.id)).toBeNull();
    const picked = [8, 3].map((n) => samples[n]?.frame.imageSha256 ?? '');
    const chosen = await selecting.reselect(project.id, video.id, {
      method: 'caption-llm',
      params: {},
      picked,
      sampling,
    });
    expect(chosen?.core.map(({ frame }) => frame.ptsSec)).toEqual([3, 8]);
    expect(chosen?.picked).toEqual(picked);
  });
});

describe('blankness', () => {
  it('knows black, a lone logo, and a picture with something to see', () => {
    expect(blankness({ lumaSpread: 0.002, flatShare: 1 })).toBe(1);
    expect(blankness({ lumaSpread: 0.07, flatShare: 0.9 })).toBe(1);
    expect(blankness({ lumaSpread: 0.25, flatShare: 0.9 })).toBe(0);
    expect(blankness({ lumaSpread: 0.2, flatShare: 0.3 })).toBe(0);
  });
  it('takes what nobody measured for a picture', () => {
    expect(blankness({ lumaSpread: null, flatShare: null })).toBe(0);
    expect(blankness({ lumaSpread: 0.07 })).toBe(0);
  });
});
