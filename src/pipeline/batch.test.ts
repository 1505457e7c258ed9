import { describe, expect, it } from 'vitest';
import type { FileLike } from '../core/ports.ts';
import { buildFrame, buildJpeg, buildVideo } from '../testing/builders.ts';
import {
  createFakeChat,
  createFakeFiles,
  createFakeMedia,
  createFakeModels,
} from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { type BatchFile, createBatch } from './batch.ts';
import { createDrafting } from './drafting.ts';
import { createResources } from './resource.ts';

const REPLY = {
  drafts: [{ question: 'Why?', answer: 'So.', task: 'Cooking Steps', steps: [] }],
};
const CALL = { recipeId: 'evidence-qa', params: { framesPerCall: 2, questionsPerCall: 1 } };

async function setUp() {
  const store = createMemoryStore();
  const chat = createFakeChat(REPLY);
  const ports = {
    store,
    chat,
    clock: { nowMs: () => 1 },
    media: createFakeMedia(),
    models: createFakeModels(),
    files: createFakeFiles(),
    resources: createResources(),
  };
  const { id: projectId } = await store.projects.create('Test');
  const video = buildVideo(1, { durationSec: 6 });
  await store.videos.put(projectId, video);
  const frames = Array.from({ length: 6 }, (_, k) => buildFrame(k, { videoId: video.id }));
  await store.frames.put(
    projectId,
    frames.map((frame, k) => ({ frame, jpeg: buildJpeg(k), asked: null })),
  );
  await store.selections.put(projectId, {
    videoId: video.id,
    method: 'uniform',
    params: {},
    modelId: null,
    modelSha256: null,
    provider: null,
    everySec: 1,
    longSidePx: 448,
    sampledSec: frames.map(({ ptsSec }) => ptsSec),
    core: frames.map((frame) => ({ frame, score: 1, reasons: [{ code: 'uniform' }] })),
    representedBy: frames.map((_, k) => k),
    similarity: frames.map(() => 1),
    metrics: { coverage: 1, redundancy: 0, maxGapSec: 1 },
    pinned: [],
    dropped: [],
    wallMs: 1,
  });
  const drafting = createDrafting({
    ...ports,
    jobs: () => {
      throw new Error('no job is started here');
    },
  });
  return { store, chat, projectId, videoId: video.id, batch: createBatch(ports), drafting };
}

async function linesOf(files: BatchFile[]): Promise<{ custom_id: string }[]> {
  const decoder = new TextDecoder();
  let text = '';
  for (const file of files) for await (const bytes of file.bytes) text += decoder.decode(bytes);
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function resultsFile(lines: readonly unknown[]): FileLike {
  return new File([lines.map((line) => JSON.stringify(line)).join('\n')], 'out.jsonl');
}

const good = (customId: string, body: unknown = REPLY) => ({
  custom_id: customId,
  response: { status_code: 200, body },
  error: null,
});

describe('batch files', () => {
  it('carry what a run would ask, and their results are what the run answers from', async () => {
    const { batch, chat, drafting, projectId, videoId } = await setUp();
    const { requests, files } = await batch.write(projectId, [videoId], CALL);
    const lines = await linesOf(files);
    expect(requests).toBe(3);
    expect(new Set(lines.map((line) => line.custom_id)).size).toBe(3);
    expect(lines[0]).toMatchObject({ method: 'POST', url: '/v1/chat/completions' });

    // Results come in any order.
    const results = resultsFile([...lines].reverse().map((line) => good(line.custom_id)));
    expect(await batch.read(projectId, results)).toEqual({
      answered: 3,
      failed: [],
      unknown: 0,
      badLines: [],
    });
    const plan = await drafting.plan(projectId, videoId, CALL);
    expect(plan).toMatchObject({ fromMemo: 3 });
    expect(chat.calls).toBe(0);
    expect(await batch.write(projectId, [videoId], CALL)).toEqual({ requests: 0, files: [] });
    // The same file once more changes nothing.
    expect(await batch.read(projectId, results)).toMatchObject({ answered: 3, unknown: 0 });
  });

  it('leave open what failed, and say what it was', async () => {
    const { batch, projectId, videoId } = await setUp();
    const [first, second, third] = await linesOf(
      (await batch.write(projectId, [videoId], CALL)).files,
    );
    const results = resultsFile([
      good(first?.custom_id ?? ''),
      good(second?.custom_id ?? '', 'refused'),
      { custom_id: third?.custom_id, response: null, error: { message: 'expired' } },
      good('of another studio'),
      'no result',
    ]);
    expect(await batch.read(projectId, results)).toEqual({
      answered: 1,
      failed: [
        { label: 'evidence-qa 2/3', code: 'llm/refused', message: 'no' },
        { label: 'evidence-qa 3/3', code: 'llm/server-error', message: 'expired' },
      ],
      unknown: 1,
      badLines: [5],
    });
    expect((await batch.write(projectId, [videoId], CALL)).requests).toBe(2);
  });

  it('refuses a file that has no result in it', async () => {
    const { batch, projectId } = await setUp();
    const file = new File(['{"custom_id":"a"}\nnothing'], 'x.jsonl');
    await expect(batch.read(projectId, file)).rejects.toMatchObject({ code: 'llm/bad-batch' });
  });
});
