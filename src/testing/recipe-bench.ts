import { setMaxListeners } from 'node:events';
import type { StubEndpoint } from '../../e2e/stub-endpoint/server.ts';
import { DEFAULT_BINDING } from '../core/chat.ts';
import { StudioError } from '../core/errors.ts';
import type { Draft, Role } from '../core/flow.ts';
import type { ChatPort, MediaPort } from '../core/ports.ts';
import { createDrafting, runDraftJob } from '../pipeline/drafting.ts';
import type { JobContext, JobSummary } from '../pipeline/job-run.ts';
import { createResources } from '../pipeline/resource.ts';
import { buildFrame, buildVideo, fakeSha256 } from './builders.ts';
import { buildFile, createFakeFiles, createFakeMedia, createFakeModels } from './fake-ports.ts';
import { flatJpeg, greyOf } from './flat-jpeg.ts';
import { KEY, openBench } from './llm-bench.ts';
import { createMemoryStore } from './memory-store.ts';

const ROLES: Role[] = ['captioner', 'selector', 'drafter', 'judge', 'embedder'];
/** Drawn pictures are of this grey, which no frame has. */
const DRAWN_GREY = 255;

/** The picture of second `n` says so by its grey; up to 80 s. */
const greyAt = (sec: number): number => 3 * Math.floor(sec) + 10;

/** A clip of one frame a second whose pictures can be told apart, and really decode. */
function numberedMedia(): MediaPort {
  const media = createFakeMedia();
  return {
    ...media,
    sample(...args) {
      const { frames, stats } = media.sample(...args);
      async function* numbered() {
        for await (const one of frames) yield { ...one, jpeg: flatJpeg(greyAt(one.askedSec)) };
      }
      return { frames: numbered(), stats };
    },
    async drawGrid(jpegs) {
      const imageSha256 = fakeSha256(jpegs.reduce((sum, jpeg) => sum * 7 + greyOf(jpeg), 1) % 1e9);
      return { jpeg: flatJpeg(DRAWN_GREY), imageSha256, widthPx: 8, heightPx: 8 };
    },
  };
}

/** Every second looks like no other, so that each is a key frame. */
function numberedModels() {
  const models = createFakeModels();
  models.embedImages = async (modelId, jpegs) => {
    const dim = 256;
    const data = new Float32Array(dim * jpegs.length);
    for (const [row, jpeg] of jpegs.entries()) data[row * dim + greyOf(jpeg)] = 1;
    const provider = { provider: 'wasm' as const, framesPerSec: 1, fellBackBecause: null };
    return { modelId, modelSha256: fakeSha256(7), rows: jpegs.length, dim, data, ...provider };
  };
  return models;
}

/** The same chat until `allow` calls went out; then the tab is gone. */
function killable(chat: ChatPort) {
  const state = { allow: Number.POSITIVE_INFINITY };
  const live = <T>(call: () => Promise<T>): Promise<T> => {
    if (state.allow <= 0) return Promise.reject(new StudioError('llm/offline', 'The tab is gone.'));
    state.allow -= 1;
    return call();
  };
  const port: ChatPort = {
    complete: (...args) => live(() => chat.complete(...args)),
    embed: (...args) => live(() => chat.embed(...args)),
    batch: chat.batch,
    estimate: (...args) => chat.estimate(...args),
    bindings: () => chat.bindings(),
    bind: (...args) => chat.bind(...args),
    test: (...args) => chat.test(...args),
  };
  return { state, port };
}

export interface RecipeBench {
  stub: StubEndpoint;
  drafting: ReturnType<typeof createDrafting>;
  store: ReturnType<typeof createMemoryStore>;
  ids: { projectId: Awaited<ReturnType<RecipeBench['store']['projects']['create']>>['id'] };
  /** What runs reported, as `label code`, of all runs so far. */
  problems: string[];
  run(recipeId: string, params?: Record<string, unknown>): Promise<JobSummary>;
  /** A run that dies after so many more requests; `true` when it came to its end before. */
  runUntilKilled(
    allow: number,
    recipeId: string,
    params?: Record<string, unknown>,
  ): Promise<boolean>;
  drafts(task?: string): Promise<Draft[]>;
  /** Everything that the endpoint was sent, chat and sentences. */
  sent(): string[];
  close(): Promise<void>;
}

/**
 * Recipes as the studio runs them, over the real chat adapter and a stub endpoint that looks at every picture: is it the one of
 * the second that the words say?
 * @param seconds how long the clip is, up to 80
 */
export async function openRecipeBench(seconds: number): Promise<RecipeBench> {
  const bench = await openBench({
    apiKey: KEY,
    lookAt: (jpeg, ptsSec) => {
      const grey = greyOf(jpeg);
      return grey === greyAt(ptsSec) ? null : `is of ${(grey - 10) / 3} s, not of ${ptsSec} s`;
    },
  });
  const { stub } = bench;
  for (const role of ROLES) {
    const binding = { ...DEFAULT_BINDING, baseUrl: stub.url, streaming: false, maxParallel: 1 };
    await bench.chat.bind(role, binding, { apiKey: KEY, keep: 'memory' });
  }
  const { state, port } = killable(bench.chat);
  const [store, files] = [createMemoryStore(), createFakeFiles()];
  const ports = {
    store,
    files,
    chat: port,
    media: numberedMedia(),
    models: numberedModels(),
    clock: { nowMs: () => 1 },
    resources: createResources(),
  };
  const { id: projectId } = await store.projects.create('Test');
  const video = buildVideo(1, { durationSec: seconds });
  await store.videos.put(projectId, video);
  await files.remember(video.id, buildFile('clip.mp4'), null);
  await keepCoreFrames(store, projectId, seconds);
  const problems: string[] = [];
  const { signal } = new AbortController();
  // Requests that wait for their turn all listen.
  setMaxListeners(0, signal);
  const context: JobContext = {
    projectId,
    signal,
    report: () => {},
    steps: () => {},
    spend: () => {},
    spentUsd: () => 0,
    problem: (label, error) => void problems.push(`${label} ${error.code}`),
  };
  const run = (recipeId: string, params: Record<string, unknown> = {}) =>
    runDraftJob(ports, { kind: 'draft', videoId: video.id, recipeId, params }, context);
  return {
    stub,
    store,
    problems,
    run,
    ids: { projectId },
    drafting: createDrafting({
      ...ports,
      jobs: () => {
        throw new Error('no jobs here');
      },
    }),
    async runUntilKilled(allow, recipeId, params) {
      state.allow = allow;
      const ended = await run(recipeId, params).then(
        () => true,
        () => false,
      );
      state.allow = Number.POSITIVE_INFINITY;
      return ended;
    },
    async drafts(task) {
      const filter = task === undefined ? {} : { task };
      return await store.drafts.page(projectId, filter, { limit: 1000, afterSeq: 0 });
    },
    sent: () => [
      ...stub.requests.map(({ body }) => JSON.stringify(body)),
      ...stub.embeddings.map((body) => JSON.stringify(body)),
    ],
    close: () => stub.close(),
  };
}

/** Every fifth second as a core frame, for the recipe that starts from them. */
async function keepCoreFrames(
  store: RecipeBench['store'],
  projectId: RecipeBench['ids']['projectId'],
  seconds: number,
): Promise<void> {
  const times = Array.from({ length: Math.ceil(seconds / 5) }, (_, k) => 5 * k);
  const frames = times.map((sec) => buildFrame(sec));
  await store.frames.put(
    projectId,
    frames.map((frame) => ({ frame, jpeg: flatJpeg(greyAt(frame.ptsSec)), asked: null })),
  );
  await store.selections.put(projectId, {
    videoId: 'video:1',
    method: 'uniform',
    params: {},
    modelId: null,
    modelSha256: null,
    provider: null,
    everySec: 5,
    longSidePx: 448,
    sampledSec: times,
    core: frames.map((frame) => ({ frame, score: 1, reasons: [{ code: 'uniform' }] })),
    representedBy: frames.map((_, k) => k),
    similarity: frames.map(() => 1),
    metrics: { coverage: 1, redundancy: 0, maxGapSec: 5 },
    pinned: [],
    dropped: [],
    wallMs: 1,
  });
}
