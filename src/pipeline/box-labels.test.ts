import { describe, expect, test } from 'vitest';
import type { Box, Evidence } from '../core/flow.ts';
import type { ModelCard } from '../core/model-card.ts';
import {
  buildBody,
  buildContext,
  buildDraft,
  buildFrame,
  buildVideo,
} from '../testing/builders.ts';
import {
  createFakeChat,
  createFakeFiles,
  createFakeMedia,
  createFakeModels,
  FAKE_CARD,
} from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { planDrafts } from './draft-plan.ts';
import { runDraftJob } from './drafting.ts';
import type { JobContext } from './job-run.ts';
import { createResources } from './resource.ts';

const CLIP: ModelCard = { ...FAKE_CARD, id: 'clip-vit-b-32', task: 'image-text-embedding', dim: 2 };
const EGG: Box = [0.1, 0.1, 0.5, 0.5];
const PAN: Box = [0.5, 0.5, 1, 1];
const FRAME = buildFrame(3);

const boxes = (list: [string, Box][]): Evidence => ({
  frame: { ptsSec: FRAME.ptsSec, imageSha256: FRAME.imageSha256 },
  boxes: list.map(([label, xyxy]) => ({ label, xyxy })),
});

/** Eggs are to the left; who cuts says where. Everything is counted. */
function counted() {
  const cut: string[] = [];
  const embedded: string[][] = [];
  const media = createFakeMedia();
  media.cutSquares = async (_, list, context) => {
    cut.push(...list.map((box) => `${box.join(' ')} ${context}`));
    return list.map(([x1]) => Uint8Array.of(x1 < 0.4 ? 0 : 1));
  };
  const models = createFakeModels();
  const rows = (list: readonly number[]) => ({
    modelId: CLIP.id,
    modelSha256: CLIP.files[0]?.sha256 ?? '',
    rows: list.length,
    dim: 2,
    data: Float32Array.from(list.flatMap((axis) => (axis === 0 ? [1, 0] : [0, 1]))),
    provider: 'wasm' as const,
    framesPerSec: 1,
    fellBackBecause: null,
  });
  models.list = async () => [FAKE_CARD, CLIP];
  models.embedImages = async (_, pictures) => rows(pictures.map(([axis]) => axis ?? 0));
  models.embedTexts = async (_, texts) => {
    embedded.push([...texts]);
    return rows(texts.map((text) => (text.includes('egg') ? 0 : 1)));
  };
  return { cut, embedded, media, models };
}

async function setUp() {
  const { cut, embedded, media, models } = counted();
  const store = createMemoryStore();
  const chat = createFakeChat(null);
  const deps = {
    store,
    chat,
    media,
    models,
    clock: { nowMs: () => 1 },
    files: createFakeFiles(),
    resources: createResources(),
  };
  const { id: projectId } = await store.projects.create('Test');
  const video = buildVideo(1);
  await store.videos.put(projectId, video);
  await store.frames.put(projectId, [{ frame: FRAME, jpeg: Uint8Array.of(1), asked: null }]);
  const context: JobContext = {
    projectId,
    signal: new AbortController().signal,
    report: () => {},
    steps: () => {},
    spend: () => {},
    spentUsd: () => 0,
    problem: () => {},
  };
  const run = (params: Record<string, unknown> = {}) =>
    runDraftJob(
      deps,
      { kind: 'draft', videoId: video.id, recipeId: 'box-labels', params },
      context,
    );
  const checksOf = async (n: number) =>
    (await store.drafts.get(projectId, `draft:${n}`))?.checks.filter(({ code }) => code === 'B1');
  return { store, chat, deps, projectId, video, run, checksOf, cut, embedded };
}

const drafted = (n: number, list: [string, Box][]) =>
  buildDraft(n, { ...buildBody(n, { steps: [], evidence: [boxes(list)] }), checks: [] });

describe('row 15: boxes against their labels, in the studio', () => {
  test('checks what is there, asks nobody, and embeds each part and label once', async () => {
    const { store, chat, projectId, run, checksOf, cut, embedded } = await setUp();
    await store.drafts.insert(projectId, [
      drafted(1, [['egg', EGG]]),
      drafted(2, [
        ['pan', EGG],
        ['egg', PAN],
      ]),
    ]);
    await run();
    expect(await checksOf(1)).toMatchObject([
      { verdict: 'pass', detail: 'egg 0:03.000 1.00 [clip-vit-b-32]' },
    ]);
    expect(await checksOf(2)).toMatchObject([{ verdict: 'warn' }]);
    expect(chat.calls).toBe(0);
    expect(cut).toEqual(['0.1 0.1 0.5 0.5 0.1', '0.5 0.5 1 1 0.1']);
    expect([...(await store.drafts.seqs(projectId, {}, 'risk'))]).toEqual([2, 1]);
    await run({ minLabelScore: 0.5 });
    expect(cut).toHaveLength(2);
    expect(embedded).toEqual([['a photo of egg', 'a photo of pan']]);
    await run({ boxContext: 0.2 });
    expect(cut).toHaveLength(4);
  });

  test('boxes that a person moved are checked as they stand now', async () => {
    const { store, projectId, run, checksOf, cut } = await setUp();
    await store.drafts.insert(projectId, [drafted(1, [['egg', PAN]])]);
    await run();
    expect(await checksOf(1)).toMatchObject([{ verdict: 'warn' }]);
    const edit = { evidence: [boxes([['egg', EGG]])] };
    await store.decisions.record(projectId, 'draft:1', { verdict: 'edit', edit }, buildContext());
    await run();
    expect(await checksOf(1)).toMatchObject([{ verdict: 'pass', boxes: [{ xyxy: EGG }] }]);
    expect(cut).toHaveLength(2);
  });

  test('a frame that is not stored is left out, and the rest is checked', async () => {
    const { store, projectId, run, checksOf, cut } = await setUp();
    const { ptsSec, imageSha256 } = buildFrame(4);
    const lost: Evidence = { frame: { ptsSec, imageSha256 }, boxes: [{ label: 'pan', xyxy: PAN }] };
    await store.drafts.insert(projectId, [
      buildDraft(1, {
        ...buildBody(1, { steps: [], evidence: [boxes([['egg', EGG]]), lost] }),
        checks: [],
      }),
      buildDraft(2, { ...buildBody(2, { steps: [], evidence: [lost] }), checks: [] }),
    ]);
    await run();
    expect(await checksOf(1)).toMatchObject([{ verdict: 'pass', boxes: [{ label: 'egg' }] }]);
    expect(await checksOf(2)).toEqual([]);
    expect(cut).toHaveLength(2);
  });

  test('an encoder that is not there is named before anything runs', async () => {
    const { store, deps, projectId, video, run } = await setUp();
    await store.drafts.insert(projectId, [drafted(1, [['egg', EGG]])]);
    for (const [boxModelId, code] of [
      ['siglip', 'model/not-found'],
      [FAKE_CARD.id, 'model/no-text-tower'],
    ]) {
      const call = { videoId: video.id, recipeId: 'box-labels', params: { boxModelId } };
      const failure = { code, details: { modelId: boxModelId } };
      await expect(planDrafts(deps, projectId, call)).rejects.toMatchObject(failure);
      await expect(run({ boxModelId })).rejects.toMatchObject(failure);
    }
  });

  test('a plan of it shows that nothing is sent, and does not wait for the work', async () => {
    const { store, deps, projectId, video, cut } = await setUp();
    await store.drafts.insert(projectId, [drafted(1, [['egg', EGG]])]);
    const call = { videoId: video.id, recipeId: 'box-labels', params: {} };
    const plan = await planDrafts(deps, projectId, call);
    expect(plan).toMatchObject({ parties: [], embedder: null, requests: [], steps: [] });
    expect(cut).toEqual([]);
  });
});
