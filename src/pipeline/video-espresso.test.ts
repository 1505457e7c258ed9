import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { captionFor } from '../../e2e/stub-endpoint/caption-answer.ts';
import { videoEspressoAnswer } from '../../e2e/stub-endpoint/video-espresso-answer.ts';
import type { ChatReply, ChatRequest } from '../core/chat.ts';
import { DEFAULT_BINDING } from '../core/chat.ts';
import { StudioError } from '../core/errors.ts';
import type { Role } from '../core/flow.ts';
import type { ChatPort } from '../core/ports.ts';
import { vectorOf } from '../recipes/video-espresso.fixture.ts';
import { buildContext, buildVideo } from '../testing/builders.ts';
import {
  buildFile,
  createFakeChat,
  createFakeFiles,
  createFakeMedia,
  createFakeModels,
} from '../testing/fake-ports.ts';
import { type Bench, openBench, PICTURE } from '../testing/llm-bench.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { createDrafting, runDraftJob } from './drafting.ts';
import type { JobContext } from './job-run.ts';
import { createResources } from './resource.ts';

// Forty requests over a real socket take their time on a slow machine.
vi.setConfig({ testTimeout: 60_000 });

/** 20 captions, 2 groups of 10, 3 pairs each: 20 + 2 + 6 filtered + 6 traced + 6 with boxes = 40 requests. */
const SECONDS = 20;
const PARAMS = { sampling: '1', tau: 1.01, groupSize: 10, questionsPerGroup: 3 };
const REQUESTS = 40;

const ROLES: Role[] = ['captioner', 'selector', 'drafter', 'judge', 'embedder'];

/** Answers as the stub endpoint does, without a server. Each call is one of `seen`; `allow` calls more are answered. */
function recipeChat() {
  const fake = createFakeChat(null);
  const binding = { ...DEFAULT_BINDING, baseUrl: 'http://localhost:9/v1', model: 'fake' };
  const bound = { ...binding, hasKey: false, keyKept: null };
  const chat = {
    ...fake,
    seen: [] as string[],
    allow: Number.POSITIVE_INFINITY,
    bindings: async () => Object.fromEntries(ROLES.map((role) => [role, bound])),
    async complete(request: ChatRequest): Promise<ChatReply> {
      if (chat.allow <= 0) throw new StudioError('llm/offline', 'The tab is gone.');
      chat.allow -= 1;
      chat.seen.push(JSON.stringify(request));
      const text = request.messages
        .flatMap(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : '')))
        .join('\n');
      const json = videoEspressoAnswer(request.schema?.name, text);
      const messages = request.messages.map((message) => ({
        role: message.role,
        content: JSON.stringify(message.parts),
      }));
      const raw = json ? JSON.stringify(json) : captionFor({ model: 'fake', messages });
      const base = await createFakeChat(json).complete(request, { image: async () => PICTURE });
      return { ...base, raw, json };
    },
    async embed(texts: readonly string[]) {
      return {
        vectors: texts.map(vectorOf),
        model: 'fake',
        endpoint: 'http://localhost:9/v1',
        tokensIn: 1,
        usd: 0,
      };
    },
  };
  return chat;
}

async function setUp(chat: ChatPort) {
  const store = createMemoryStore();
  const files = createFakeFiles();
  const media = createFakeMedia();
  const sample = media.sample;
  media.sample = (...args) => {
    const { frames, stats } = sample(...args);
    // Whole pictures, because the stub endpoint looks at what it is sent.
    async function* whole() {
      for await (const one of frames) yield { ...one, jpeg: PICTURE };
    }
    return { frames: whole(), stats };
  };
  const ports = {
    store,
    chat,
    files,
    media,
    models: createFakeModels(),
    clock: { nowMs: () => 1 },
    resources: createResources(),
  };
  const project = await store.projects.create('Test');
  const video = buildVideo(1, { durationSec: SECONDS });
  await store.videos.put(project.id, video);
  await files.remember(video.id, buildFile('clip.mp4'), null);
  const problems: string[] = [];
  const context: JobContext = {
    projectId: project.id,
    signal: new AbortController().signal,
    report: () => {},
    steps: () => {},
    spend: () => {},
    spentUsd: () => 0,
    problem: (label, error) => void problems.push(`${label} ${error.code}`),
  };
  const spec = {
    kind: 'draft' as const,
    videoId: video.id,
    recipeId: 'video-espresso',
    params: PARAMS,
  };
  const unused = () => {
    throw new Error('no jobs here');
  };
  return {
    store,
    project,
    video,
    problems,
    drafting: createDrafting({ ...ports, jobs: unused }),
    run: (params: Record<string, unknown> = {}) =>
      runDraftJob(ports, { ...spec, params: { ...PARAMS, ...params } }, context),
    drafts: (kind: string) => store.drafts.count(project.id, { kind }),
  };
}

describe('a run of 40 requests', () => {
  it('pays each once, however often it is killed: after every single request', async () => {
    const chat = recipeChat();
    const { run, drafts } = await setUp(chat);
    for (let life = 1; life <= REQUESTS; life += 1) {
      chat.allow = 1;
      await run().catch(() => undefined);
      expect(chat.seen).toHaveLength(life);
    }
    const summary = await run();
    expect(new Set(chat.seen).size).toBe(REQUESTS);
    expect(chat.seen).toHaveLength(REQUESTS);
    expect(summary).toMatchObject({ failed: 0 });
    expect(await drafts('caption')).toBe(SECONDS);
    expect(await drafts('qa-open')).toBe(6);
  });

  it('asks nothing the second time, and makes no draft twice', async () => {
    const chat = recipeChat();
    const { run, drafting, project, video } = await setUp(chat);
    await run();
    expect(chat.seen).toHaveLength(REQUESTS);
    expect(await run()).toMatchObject({ drafts: 0 });
    expect(chat.seen).toHaveLength(REQUESTS);
    const plan = await drafting.plan(project.id, video.id, {
      recipeId: 'video-espresso',
      params: PARAMS,
    });
    expect(plan).toMatchObject({ fromMemo: REQUESTS });
  });

  it('plans its first requests and the whole before anything is asked', async () => {
    const chat = recipeChat();
    const { drafting, project, video } = await setUp(chat);
    const plan = await drafting.plan(project.id, video.id, {
      recipeId: 'video-espresso',
      params: PARAMS,
    });
    expect(chat.seen).toEqual([]);
    expect(plan.requests).toHaveLength(SECONDS);
    expect(plan.parties.map(({ role }) => role)).toEqual(['captioner', 'drafter', 'judge']);
    const boxes = plan.forecast?.find(({ step }) => step === 'boxes');
    expect(boxes?.requests).toEqual({ low: 0, high: 6 });
  });

  it('neither plans nor pays for what it could not finish: an encoder that is not here', async () => {
    const chat = recipeChat();
    const { run, drafting, project, video } = await setUp(chat);
    for (const [boxModelId, code] of [
      ['clip', 'model/not-found'],
      ['ristretto-e1', 'model/no-text-tower'],
    ]) {
      const call = { recipeId: 'video-espresso', params: { ...PARAMS, boxModelId } };
      await expect(drafting.plan(project.id, video.id, call)).rejects.toMatchObject({ code });
      await expect(run({ boxModelId })).rejects.toMatchObject({ code });
      const unboxed = { ...call, params: { ...call.params, boxes: false } };
      await expect(drafting.plan(project.id, video.id, unboxed)).resolves.toBeDefined();
    }
    expect(chat.seen).toEqual([]);
  });

  it('redoes what an edited caption is in, and nothing else', async () => {
    const chat = recipeChat();
    const { run, store, project } = await setUp(chat);
    await run();
    const [caption] = await store.drafts.page(
      project.id,
      { kind: 'caption' },
      { limit: 1, afterSeq: 0 },
    );
    if (!caption) throw new Error('no caption');
    const edit = { caption: 'A grey kettle boils on the table.' };
    await store.decisions.record(project.id, caption.id, { verdict: 'edit', edit }, buildContext());
    await run();
    // One of two groups: its questions, filter and evidence of its three pairs, and boxes where the item has another name now.
    expect(chat.seen.length - REQUESTS).toBe(1 + 3 + 3 + 1);
  });
});

describe('over the stub endpoint', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    for (const role of ROLES)
      await bench.chat.bind(role, {
        ...DEFAULT_BINDING,
        baseUrl: bench.stub.url,
        streaming: false,
      });
  });
  afterEach(async () => {
    expect(bench.stub.violations).toEqual([]);
    await bench.stub.close();
  });

  it('makes 40 sound requests, and none the second time', async () => {
    const { run, drafts } = await setUp(bench.chat);
    await run();
    expect(bench.stub.requests).toHaveLength(REQUESTS);
    expect(bench.stub.requests.filter(({ pictures }) => pictures.length > 0)).toHaveLength(20 + 6);
    expect(await drafts('qa-open')).toBe(6);
    await run();
    expect(bench.stub.requests).toHaveLength(REQUESTS);
  });

  it('survives what servers do: every good item is drafted, the bad ones are reported', async () => {
    bench.stub.script(
      { kind: 'error', status: 429, headers: { 'retry-after': '1' } },
      { kind: 'error', status: 500 },
      { kind: 'reset' },
      { kind: 'slow', ms: 30 },
      { kind: 'reply', refusal: 'I cannot describe that.' },
      { kind: 'reply', text: 'Cut off in the', finishReason: 'length' },
    );
    const { run, drafts, problems } = await setUp(bench.chat);
    const summary = await run();
    expect(problems.map((one) => one.split(' ').at(-1)).sort()).toEqual([
      'llm/cut-off',
      'llm/refused',
    ]);
    expect(await drafts('caption')).toBe(SECONDS - 2);
    expect(summary).toMatchObject({ failed: 2 });
    // Asking again gets what is missing.
    await run();
    expect(await drafts('caption')).toBe(SECONDS);
  });

  it('reports an unreadable judgement, and drafts the other pairs', async () => {
    const { run, drafts, problems } = await setUp(bench.chat);
    for (let n = 0; n < 20 + 2; n += 1) bench.stub.script({ kind: 'ok' });
    // What is no JSON is asked for once more, so it has to come twice.
    const broken = { kind: 'reply' as const, text: 'It is fine, I think' };
    bench.stub.script(broken, broken, broken, broken, broken, broken, broken);
    await run();
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every((one) => /^filter \d\/6 llm\/bad-(json|schema)$/.test(one))).toBe(true);
    expect(await drafts('qa-open')).toBe(6 - problems.length);
  });
});
