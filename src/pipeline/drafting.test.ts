import { describe, expect, it } from 'vitest';
import type { ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import { type Job, runCosts } from '../core/job.ts';
import type { StorePort } from '../core/store-port.ts';
import { buildFrame, buildJpeg, buildVideo, fakeSha256 } from '../testing/builders.ts';
import {
  createFakeChat,
  createFakeFiles,
  createFakeMedia,
  createFakeModels,
} from '../testing/fake-ports.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createDrafting, runDraftJob } from './drafting.ts';
import type { JobContext } from './job-run.ts';
import { createJobRunner, type JobRunner } from './job-runner.ts';
import { createResources } from './resource.ts';
import { createSelecting } from './selecting.ts';

const REPLY = {
  drafts: [
    {
      question: 'Why is the slice pressed?',
      answer: 'Salt drew out water.',
      task: 'Cooking Steps',
      steps: [
        { text: 'Salt is spread.', frames: ['f1'], boxes: [], spans: [] },
        { text: 'A towel presses.', frames: ['f2'], boxes: [], spans: [] },
      ],
    },
  ],
};
const FRAMES_PER_CALL = 2;

/** A video whose frames are stored and chosen; the pictures of each number are its own. */
async function putPrepared(
  store: StorePort,
  projectId: ProjectId,
  { number, coreFrames = 8 }: { number: number; coreFrames?: number },
): Promise<VideoFile> {
  const video = buildVideo(number, { durationSec: coreFrames });
  await store.videos.put(projectId, video);
  const frames = Array.from({ length: coreFrames }, (_, k) =>
    buildFrame(k, { videoId: video.id, imageSha256: fakeSha256(100 * number + k) }),
  );
  await store.frames.put(
    projectId,
    frames.map((frame, k) => ({
      frame,
      jpeg: buildJpeg(k),
      asked: { longSidePx: 448, askedSec: k },
    })),
  );
  await store.selections.put(projectId, {
    videoId: video.id,
    method: 'uniform',
    params: {},
    modelId: 'ristretto-e1',
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
  return video;
}

async function setUp(coreFrames = 8) {
  const store = createMemoryStore();
  const chat = createFakeChat(REPLY);
  const clock = { nowMs: () => 1 };
  const ports = {
    store,
    chat,
    clock,
    media: createFakeMedia(),
    models: createFakeModels(),
    files: createFakeFiles(),
    resources: createResources(),
  };
  const project = await store.projects.create('Test');
  const video = await putPrepared(store, project.id, { number: 1, coreFrames });
  const runner: { jobs: JobRunner | null } = { jobs: null };
  const drafting = createDrafting({
    ...ports,
    jobs: () => {
      if (!runner.jobs) throw new Error('no runner');
      return runner.jobs;
    },
  });
  runner.jobs = createJobRunner({
    store,
    clock,
    waitsFor: async () => null,
    executors: {
      prepare: async () => ({}),
      shots: async () => ({}),
      draft: (spec, context) => runDraftJob(ports, spec, context),
    },
  });
  const call = { recipeId: 'evidence-qa', params: { framesPerCall: FRAMES_PER_CALL } };
  const spec = { kind: 'draft' as const, videoId: video.id, ...call };
  const context: JobContext = {
    projectId: project.id,
    signal: new AbortController().signal,
    report: () => {},
    steps: () => {},
    spentUsd: () => 0,
    spend: () => {},
    problem: () => {},
  };
  return {
    ports,
    store,
    chat,
    project,
    video,
    drafting,
    call,
    context,
    jobs: runner.jobs,
    /** As after a reload: what is stored is there, what was only remembered is not. */
    reload: () => {
      ports.resources = createResources();
    },
    run: () => runDraftJob(ports, spec, context),
    selecting: createSelecting(ports),
  };
}

describe('drafting', () => {
  it('plans without a call, and the plan is what is sent', async () => {
    const { drafting, project, video, call, chat, run } = await setUp();
    const plan = await drafting.plan(project.id, video.id, call);
    expect(chat.calls).toBe(0);
    expect(plan).toMatchObject({
      parties: [{ role: 'drafter', endpoint: 'http://localhost:9/v1', model: 'fake' }],
      fromMemo: 0,
      forecast: null,
    });
    expect(plan.requests).toHaveLength(4);
    expect(plan.frames.map(({ ptsSec }) => ptsSec)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    await run();
    expect(chat.calls).toBe(plan.requests.length);
    expect((await drafting.plan(project.id, video.id, call)).fromMemo).toBe(4);
  });

  it('never pays a finished request twice, wherever the run is killed', async () => {
    const { chat, run, store, project } = await setUp();
    for (const breakAfter of [1, 2, 3, 4]) {
      chat.breakAfter = breakAfter;
      await run().catch(() => undefined);
    }
    chat.breakAfter = Number.POSITIVE_INFINITY;
    const summary = await run();
    expect(chat.calls).toBe(4);
    expect(summary).toMatchObject({ requests: 4, fromMemo: 4 });
    expect(await store.drafts.count(project.id, {})).toBe(4);
  });

  it('pays once for two runs of the same at a time', async () => {
    const { chat, run, store, project } = await setUp();
    const [first, second] = await Promise.all([run(), run()]);
    expect(chat.calls).toBe(4);
    expect(Number(first.fromMemo) + Number(second.fromMemo)).toBe(4);
    expect(await store.drafts.count(project.id, {})).toBe(4);
  });

  it('keeps the raw reply, its prompt and its price', async () => {
    const { run, store, project } = await setUp();
    await run();
    const [draft] = await store.drafts.page(project.id, {}, { limit: 1, afterSeq: -1 });
    if (draft?.provenance.origin !== 'model') throw new Error('no model draft');
    const reply = await store.replies.get(project.id, draft.provenance.replyKey);
    expect(JSON.parse(reply?.reply.raw ?? '')).toEqual(REPLY);
    expect(reply?.prompt.sha256).toBe(draft.provenance.promptSha256);
    expect(await store.replies.totals(project.id)).toMatchObject({ calls: 4, tokensIn: 400 });
  });

  it('asks anew when the prompt was edited, and leaves finished drafts alone', async () => {
    const { drafting, project, run, chat, store } = await setUp();
    await run();
    const [prompt] = await drafting.prompts(project.id);
    const saved = await drafting.savePrompt(
      project.id,
      prompt?.id ?? '',
      `${prompt?.text} Be brief.`,
    );
    expect(saved.version).toBe((prompt?.version ?? 0) + 1);
    await run();
    expect(chat.calls).toBe(8);
    const versions = (await store.drafts.page(project.id, {}, { limit: 100, afterSeq: -1 })).map(
      ({ provenance }) => provenance.origin === 'model' && provenance.promptVersion,
    );
    expect(versions).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
  });

  it('refuses a prompt that lost what it needs', async () => {
    const { drafting, project } = await setUp();
    const [prompt] = await drafting.prompts(project.id);
    await expect(
      drafting.savePrompt(project.id, prompt?.id ?? '', 'Say something.'),
    ).rejects.toMatchObject({ code: 'input/invalid' });
  });

  it('redrafts with a note into a new draft and leaves the old one', async () => {
    const { drafting, project, run, store } = await setUp();
    await run();
    const [old] = await store.drafts.page(project.id, {}, { limit: 1, afterSeq: -1 });
    if (!old) throw new Error('no draft');
    const id = await drafting.redraft(project.id, old.id, { note: 'Shorter, please.' });
    expect(id).not.toBe(old.id);
    expect(await store.drafts.get(project.id, old.id)).toMatchObject({
      question: old.question,
      status: 'pending',
    });
    expect(await store.drafts.get(project.id, id)).toMatchObject({ status: 'pending' });
  });

  it('fails a job with the code of what would meet every request', async () => {
    const { drafting, project, video, call, chat, jobs } = await setUp();
    chat.breakAfter = 0;
    const job = await jobs.settled(
      (await drafting.start(project.id, [video.id], call))[0]?.id ?? 'job:none',
    );
    expect(job.state).toMatchObject({ status: 'failed', error: { code: 'llm/offline' } });
  });

  it('says what is missing when a video was not prepared', async () => {
    const { drafting, project, store } = await setUp();
    const other = buildVideo(2);
    await store.videos.put(project.id, other);
    await expect(
      drafting.plan(project.id, other.id, { recipeId: 'evidence-qa', params: {} }),
    ).rejects.toMatchObject({ code: 'input/invalid' });
  });
});

describe('a budget holds for everything that was started together', () => {
  /** Two videos, each worth four calls at a cent; a call may cost a cent at most. */
  async function twoVideos() {
    const bench = await setUp();
    const second = await putPrepared(bench.store, bench.project.id, { number: 2 });
    bench.chat.estimate = () => ({
      images: 2,
      tokensIn: { low: 1, high: 2 },
      tokensOut: { low: 1, high: 2 },
      usd: { low: 0.001, high: 0.01 },
    });
    const start = async (budgetUsd: number): Promise<Job[]> => {
      const ids = [bench.video.id, second.id];
      const started = await bench.drafting.start(bench.project.id, ids, {
        ...bench.call,
        budgetUsd,
      });
      return Promise.all(started.map(({ id }) => bench.jobs.settled(id)));
    };
    return { ...bench, start };
  }

  it('two videos at a time stop at the sum, and only what did not fit is missing', async () => {
    const { chat, start, store, project } = await twoVideos();
    const jobs = await start(0.065);
    expect(chat.calls).toBe(6);
    const [run] = runCosts(jobs).values();
    expect(run).toEqual({ jobs: 2, usd: expect.closeTo(0.06) });
    expect(jobs.map(({ state }) => state.status).sort()).not.toEqual(['done', 'done']);
    expect(await store.drafts.count(project.id, {})).toBe(6);
  });

  it('one after the other: the second stops in its middle', async () => {
    const { chat, ports, call, context } = await twoVideos();
    const runOf = (videoId: VideoId) =>
      runDraftJob(
        ports,
        { kind: 'draft', videoId, ...call, budgetUsd: 0.065, runId: 'run' },
        context,
      );
    await runOf('video:1');
    expect(chat.calls).toBe(4);
    await expect(runOf('video:2')).rejects.toMatchObject({ code: 'llm/budget-reached' });
    expect(chat.calls).toBe(6);
  });

  it('what was spent counts after a reload, for a job that is tried again', async () => {
    const { chat, start, jobs, reload } = await twoVideos();
    const stopped = (await start(0.065)).filter(({ state }) => state.status === 'failed');
    reload();
    for (const { id } of stopped) {
      await jobs.retry(id);
      const { state } = await jobs.settled(id);
      expect(state).toMatchObject({ status: 'failed', error: { code: 'llm/budget-reached' } });
    }
    expect(stopped).not.toHaveLength(0);
    expect(chat.calls).toBe(6);
  });

  it('a run of its own has a budget of its own', async () => {
    const { chat, start, store, project } = await twoVideos();
    await start(0.065);
    await start(0.065);
    expect(chat.calls).toBe(8);
    expect(await store.drafts.count(project.id, {})).toBe(8);
  });
});
