import type { DraftId, Finding, ProjectId } from '../../core/flow.ts';
import type { EventOf, InspectionEvent } from '../../core/inspections.ts';
import type { StorePort } from '../../core/store-port.ts';
import { buildContext, buildDraft, buildFrame, buildJpeg, buildVideo } from '../builders.ts';

/** What the rules of one area work with; valid inside a test. */
export interface StoreUnderTest {
  store: StorePort;
  projectId: ProjectId;
}

/** A project with at least one row in every table. */
export async function fillProject({ store, projectId }: StoreUnderTest): Promise<void> {
  await store.videos.put(projectId, buildVideo(1));
  await store.videos.put(
    projectId,
    buildVideo(2, { licence: 'CC0-1.0', isVariableFrameRate: null }),
  );
  const frames = [1, 2, 3].map((n) => ({
    frame: buildFrame(n),
    jpeg: buildJpeg(n),
    asked: n === 3 ? null : { longSidePx: 448, askedSec: n + 0.25 },
  }));
  await store.frames.put(projectId, frames);
  const vectors = frames.map(({ frame }, at) => ({
    imageSha256: frame.imageSha256,
    vector: Float32Array.of(at, -0.1, 1e-38, 0.333),
  }));
  await store.embeddings.put(projectId, 'model-a', vectors);
  await store.selections.put(projectId, selectionOf([buildFrame(1)]));
  await store.prompts.put(projectId, {
    id: 'qa',
    version: 1,
    text: 'Ask {{what}}',
    author: 'person',
    createdAtMs: 5,
  });
  await store.replies.put(projectId, storedReply('r1', 0.25));
  await store.drafts.insert(
    projectId,
    [1, 2, 3, 4].map((n) => buildDraft(n)),
  );
  await store.decisions.record(projectId, 'draft:2', { verdict: 'accept' }, buildContext());
  const edit = { answer: '改过的答案', steps: [] };
  await store.decisions.record(
    projectId,
    'draft:3',
    { verdict: 'edit', edit, note: 'why' },
    buildContext(),
  );
  await store.decisions.undo(projectId, buildContext({ via: 'mouse' }));
  await store.decisions.redo(projectId, buildContext());
  await store.jobs.put({
    id: 'job:1',
    projectId,
    spec: { kind: 'draft', videoId: 'video:1', recipeId: 'video-espresso', params: { budget: 3 } },
    state: { status: 'queued' },
    createdAtMs: 9,
    usd: null,
  });
  await store.drafts.addFindings(projectId, [findingOf('draft:1')]);
  await store.inspections.append(projectId, [
    verdictOf('event:v1', 'video:1'),
    verdictOf('event:v2', 'video:2', { note: '看不清', atSec: 1.5 }),
    { ...by('event:v3'), type: 'undo', videoId: 'video:2', undoes: 'event:v2' },
    sessionOf('event:v4'),
  ]);
}

const by = (id: InspectionEvent['id']) => ({ id, annotator: 'me', atMs: 12, via: 'key' as const });

export const sessionOf = (id: InspectionEvent['id']): EventOf<'session'> => ({
  ...by(id),
  type: 'session',
  videoId: null,
  seed: '7',
  size: 1,
  budget: 8,
  methods: ['uniform'],
  items: [{ videoId: 'video:1', method: 'uniform' }],
});

export const verdictOf = (
  id: InspectionEvent['id'],
  videoId: EventOf<'verdict'>['videoId'],
  changes: Partial<EventOf<'verdict'>> = {},
): EventOf<'verdict'> => ({
  ...by(id),
  type: 'verdict',
  videoId,
  verdict: 'good',
  frame: null,
  atSec: null,
  note: null,
  method: 'ristretto',
  params: { budget: 8 },
  question: null,
  coreSec: [0, 4.2],
  session: null,
  ...changes,
});

export const findingOf = (draftId: DraftId, changes: Partial<Finding> = {}): Finding => ({
  draftId,
  check: { code: 'probe-blind', verdict: 'fail', detail: 'stub: B' },
  recipe: 'shortcut-probes',
  step: 'blind',
  model: 'stub',
  replyKey: 'reply-2',
  atMs: 11,
  ...changes,
});

export function selectionOf(frames: ReturnType<typeof buildFrame>[]) {
  return {
    videoId: 'video:1' as const,
    method: 'novelty',
    params: { maxCosine: 0.9 },
    modelId: 'm',
    modelSha256: 'model-a',
    provider: 'wasm' as const,
    everySec: 1,
    longSidePx: 448,
    sampledSec: [1, 2],
    core: frames.map((frame) => ({ frame, score: 1, reasons: [{ code: 'first' as const }] })),
    representedBy: [0, null],
    similarity: [1, null],
    metrics: { coverage: 1, redundancy: 0, maxGapSec: 2 },
    pinned: [],
    dropped: [],
    wallMs: 3,
  };
}

export function storedReply(key: string, usd: number | null) {
  return {
    key,
    label: 'draft',
    request: {
      role: 'drafter' as const,
      messages: [{ role: 'user' as const, parts: [{ type: 'text' as const, text: 'hello' }] }],
      schema: null,
      temperature: 0,
      maxOutputTokens: 100,
      imageDetail: 'low' as const,
    },
    prompt: { id: 'qa', version: 1, sha256: 'p' },
    reply: {
      raw: '{}',
      json: {},
      jsonFrom: 'direct' as const,
      mode: 'json_schema' as const,
      model: 'stub',
      endpoint: 'http://localhost:9/v1',
      finishReason: 'stop',
      tokensIn: 100,
      tokensOut: 20,
      tokensEstimated: false,
      usd,
      latencyMs: 5,
      attempts: 1,
    },
    atMs: 7,
  };
}
