import { canonicalJson } from '../core/canonical-json.ts';
import type { ChatReply, RoleBinding } from '../core/chat.ts';
import { StudioError } from '../core/errors.ts';
import type { ProjectId, Role, SampledFrame } from '../core/flow.ts';
import type { ChatPort, Clock, FilesPort, MediaPort } from '../core/ports.ts';
import type { RecipeReply, RecipeRequest, RunRequest } from '../core/requests.ts';
import { missingTimes } from '../core/sampling-grid.ts';
import { sha256Hex } from '../core/sha256.ts';
import type { StorePort } from '../core/store-port.ts';
import type { Resources } from './resource.ts';

export interface RequestDeps {
  store: StorePort;
  media: MediaPort;
  files: FilesPort;
  chat: ChatPort;
  clock: Clock;
  resources: Resources;
}

/** What one run of a recipe asked for, and what it cost. */
export interface RunLedger {
  total: number;
  fromMemo: number;
  tokensIn: number;
  tokensOut: number;
  /** `null` once a call was made whose price is not known. */
  usd: number | null;
}

export interface RunOptions {
  projectId: ProjectId;
  signal?: AbortSignal;
  /** A request was answered, from the store or by its endpoint. */
  onAnswer?: () => void;
  onSpend?: (usd: number | null) => void;
}

type AskJson = Extract<RecipeRequest, { kind: 'askJson' }>;
type SampleFrames = Extract<RecipeRequest, { kind: 'sampleFrames' }>;
type Reply = RecipeReply[RecipeRequest['kind']];

export const emptyLedger = (): RunLedger => ({
  total: 0,
  fromMemo: 0,
  tokensIn: 0,
  tokensOut: 0,
  usd: 0,
});

/** Memo key of a model call: the request, and who answers it. The same key is never paid twice. */
export function replyKeyOf(
  request: AskJson,
  binding: Pick<RoleBinding, 'baseUrl' | 'model'>,
): string {
  return sha256Hex(
    canonicalJson({ chat: request.chat, baseUrl: binding.baseUrl, model: binding.model }),
  );
}

/** The binding of a role. @throws `llm/no-endpoint` */
export async function bindingOf(
  chat: ChatPort,
  role: Role,
): Promise<RoleBinding & { hasKey: boolean }> {
  const binding = (await chat.bindings())[role];
  if (!binding)
    throw new StudioError('llm/no-endpoint', `No model endpoint is set for the role "${role}".`, {
      details: { role },
    });
  return binding;
}

/** Executes the requests of a recipe, answering from the store what was answered before. `ledger` is updated as they finish. */
export function requestRunner(
  deps: RequestDeps,
  options: RunOptions,
  ledger: RunLedger,
): RunRequest {
  const run = async (request: RecipeRequest): Promise<Reply> => {
    ledger.total += 1;
    return request.kind === 'askJson'
      ? askJson(deps, request, { ...options, ledger })
      : sampleFrames(deps, request, options);
  };
  return run as RunRequest;
}

type Run = RunOptions & { ledger: RunLedger };

async function askJson(
  deps: RequestDeps,
  request: AskJson,
  run: Run,
): Promise<RecipeReply['askJson']> {
  const { store, chat, resources } = deps;
  const { ledger, projectId, signal } = run;
  const key = replyKeyOf(request, await bindingOf(chat, request.chat.role));
  const answer = async () => {
    const known = await store.replies.get(projectId, key);
    if (!known) return complete(deps, request, { ...run, key });
    ledger.fromMemo += 1;
    return known.reply;
  };
  const reply = await resources.asking.use(`${projectId} ${key}`, answer, signal);
  run.onAnswer?.();
  return { ...reply, replyKey: key };
}

/** The call itself; whatever was paid for is stored. */
async function complete(
  { store, chat, resources, clock }: RequestDeps,
  { chat: request, label, prompt }: AskJson,
  run: Run & { key: string },
): Promise<ChatReply> {
  const { projectId, signal, key } = run;
  const keep = (reply: ChatReply, replyKey: string) => {
    count(reply, run);
    const atMs = clock.nowMs();
    return store.replies.put(projectId, { key: replyKey, label, request, prompt, reply, atMs });
  };
  const unusable: Promise<void>[] = [];
  try {
    const reply = await resources.llm.use(
      () =>
        chat.complete(request, {
          image: (imageSha256) => store.frames.image(projectId, imageSha256),
          // Kept for the audit under a key of its own, so that asking again is a new call.
          onUnusable: (bad, code) => unusable.push(keep(bad, `${key}:${code}:${clock.nowMs()}`)),
          ...(signal ? { signal } : {}),
        }),
      signal,
    );
    await keep(reply, key);
    return reply;
  } finally {
    await Promise.all(unusable);
  }
}

function count(reply: ChatReply, { ledger, onSpend }: Run): void {
  ledger.tokensIn += reply.tokensIn;
  ledger.tokensOut += reply.tokensOut;
  ledger.usd = reply.usd === null || ledger.usd === null ? null : ledger.usd + reply.usd;
  onSpend?.(reply.usd);
}

/** Frames that are stored are taken from there; only the missing times are decoded. */
async function sampleFrames(
  deps: RequestDeps,
  request: SampleFrames,
  run: RunOptions,
): Promise<SampledFrame[]> {
  const { store, media, files, resources } = deps;
  const { projectId } = run;
  const stored = await store.frames.sampled(projectId, request.videoId, request.longSidePx);
  const missing = missingTimes(
    request.timesSec,
    stored.map((sample) => sample.askedSec),
  ).sort((a, b) => a - b);
  if (missing.length > 0) {
    const video = await store.videos.get(projectId, request.videoId);
    if (!video) throw new StudioError('storage/not-found', 'The video was removed.');
    const file = await files.open(video.id);
    await resources.decode.use(async () => {
      const { frames } = media.sample(file, video, {
        timesSec: missing,
        longSidePx: request.longSidePx,
        decoder: 'auto',
        ...(run.signal ? { signal: run.signal } : {}),
      });
      for await (const { askedSec, frame, jpeg } of frames) {
        const asked = { longSidePx: request.longSidePx, askedSec };
        await store.frames.put(projectId, [
          { frame: { ...frame, videoId: video.id }, jpeg, asked },
        ]);
      }
    }, run.signal);
  }
  const all = await store.frames.sampled(projectId, request.videoId, request.longSidePx);
  return request.timesSec.flatMap(
    (timeSec) => all.find((sample) => Math.abs(sample.askedSec - timeSec) < 1e-6) ?? [],
  );
}
