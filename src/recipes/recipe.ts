import type { ChatPart, ChatRequest, PromptTemplate } from '../core/chat.ts';
import type { CitableFrame } from '../core/cited-evidence.ts';
import {
  type EncodedError,
  type ErrorCode,
  encodeError,
  StudioError,
  toStudioError,
} from '../core/errors.ts';
import type { Check, Draft, DraftBody, DraftId, Provenance, Role, VideoId } from '../core/flow.ts';
import type { RecipeReply, RecipeRequest, RunRequest } from '../core/requests.ts';
import { sha256Hex } from '../core/sha256.ts';
import { timeLabel } from '../core/time-label.ts';
import { z } from '../core/zod.ts';

export interface RecipeInput<Params> {
  /** The clip is `[startSec, endSec)` in presentation seconds; its size is as displayed. */
  video: { id: VideoId; startSec: number; endSec: number; widthPx: number; heightPx: number };
  /** The core frames, in presentation order; empty where the recipe `needs` only the video. */
  frames: readonly CitableFrame[];
  /** What a person overruled among frames, as `imageSha256`: to be kept, and to be left out. */
  overruled?: { pinned: readonly string[]; dropped: readonly string[] };
  params: Params;
  /** The newest version of every prompt of the recipe; a missing one is taken from the built-in ones. */
  prompts: readonly PromptTemplate[];
}

export interface RedraftInput<Params> extends RecipeInput<Params> {
  previous: DraftBody;
  /** What a person wants to be different. */
  note: string;
  /** Only this is to change; left out = the whole draft. */
  part?: RedraftPart;
  /** The drafts that it was made from. */
  basis?: readonly DraftId[];
}

/** A part of a draft. `step` counts from 0. */
export type RedraftPart =
  | { kind: 'field'; field: 'task' | 'question' | 'answer' }
  | { kind: 'step'; step: number };

/** The pipeline adds the time. Ids follow from the reply, so that running a recipe again proposes the same drafts. */
export type Proposal = Omit<Draft, 'createdAtMs'>;

/** One bad reply is a value, so that it does not stop the other groups. */
export type RecipeOutput =
  | { type: 'draft'; draft: Proposal }
  /** What was found out about a draft after it was made. */
  | {
      type: 'checks';
      draftId: DraftId;
      step?: string;
      checks: Check[];
      /** Whose answer it rests on; left out = computed here. */
      by?: { model: string; replyKey: string };
    }
  | { type: 'problem'; label: string; error: EncodedError };

/** One stage of a recipe, for progress and cost. `role` = whom it asks; `null` = nobody outside this device. */
export interface RecipeStep {
  id: string;
  role: Role | null;
}

/** What a step will ask for in all, where that cannot be known before earlier steps answered. Sums over its requests. */
export interface StepForecast {
  step: string;
  role: Role;
  requests: { low: number; high: number };
  images: { low: number; high: number };
  /** Of each picture, as it is sent. */
  imageSize: { widthPx: number; heightPx: number };
  imageDetail: ChatRequest['imageDetail'];
  /** Tokens of text, pictures not counted. */
  textTokensIn: { low: number; high: number };
  tokensOut: { low: number; high: number };
}

/**
 * One way of making drafts. It never touches a port: it awaits `run(request)`, where a request is plain data, and yields drafts.
 * Running it again with the same replies gives the same requests and the same drafts: that is how a run resumes, how it is
 * planned (a run in which nobody answers shows its first requests), and how a change upstream redoes what depends on it.
 */
export interface Recipe<Params> {
  id: string;
  version: number;
  /** `core-frames`: the video has to be prepared first. `video`: it takes the frames that it wants. */
  needs: 'core-frames' | 'video';
  /** In the order in which they begin. */
  steps: readonly RecipeStep[];
  /** Every field has a default, so `{}` is valid. */
  params: z.ZodType<Params>;
  prompts: readonly PromptTemplate[];
  /** Variables that a prompt may use and those that it must keep, by prompt id. For `checkTemplate`. */
  variables: Readonly<Record<string, { known: readonly string[]; required: readonly string[] }>>;
  /** Ids of the encoders for pictures and texts that a run needs on this device; left out = none. */
  encoders?(params: Params): string[];
  /** Everything that a whole run asks of models, step by step; `null` = its first requests are all there is. */
  forecast(input: RecipeInput<Params>): StepForecast[] | null;
  run(input: RecipeInput<Params>, run: RunRequest): AsyncGenerator<RecipeOutput, void, void>;
  /** Yields one draft for a critique of another. Fails as its request does. */
  redraft(input: RedraftInput<Params>, run: RunRequest): AsyncGenerator<RecipeOutput, void, void>;
}

export type AskJson = Extract<RecipeRequest, { kind: 'askJson' }>;

/** Parameters as JSON Schema, for forms and scripts. */
export function paramsJsonSchema<Params>(recipe: Recipe<Params>): unknown {
  return z.toJSONSchema(recipe.params, { io: 'input' });
}

/** @throws `input/invalid` naming the first parameter that does not fit */
export function parseParams<Params>(recipe: Recipe<Params>, given: unknown): Params {
  const parsed = recipe.params.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  throw new StudioError(
    'input/invalid',
    `Parameter "${path}" does not fit: ${issue?.message ?? 'unknown'}`,
    {
      details: { path },
    },
  );
}

/** The prompt with this id: the person's newest version where there is one. @throws `input/invalid` */
export function promptById(
  prompts: readonly PromptTemplate[],
  builtIn: readonly PromptTemplate[],
  id: string,
): PromptTemplate {
  const found = [...prompts, ...builtIn]
    .filter((prompt) => prompt.id === id)
    .reduce<PromptTemplate | null>(
      (best, prompt) => (best && best.version >= prompt.version ? best : prompt),
      null,
    );
  if (found) return found;
  throw new StudioError('input/invalid', `There is no prompt "${id}".`, {
    details: { prompt: id },
  });
}

/** The same video, reply and position give the same id, and no other does. */
export function draftIdOf(videoId: VideoId, replyKey: string, index: number): DraftId {
  return `draft:${sha256Hex(`${videoId}\n${replyKey}\n${index}`).slice(0, 32)}`;
}

/** One call, and how many drafts share what it cost. */
export interface PaidCall {
  request: AskJson;
  reply: RecipeReply['askJson'];
  share: number;
}

/**
 * Where a draft comes from.
 * @param made.share how many drafts came from this reply: what the call cost is shared, so that drafts add up to calls
 * @param made.dependsOn earlier drafts whose words were in the request
 * @param made.also other calls that this draft took; its costs and pictures include theirs
 */
export function modelProvenance<Params>(
  recipe: Pick<Recipe<Params>, 'id' | 'version'>,
  request: AskJson,
  made: {
    reply: RecipeReply['askJson'];
    share: number;
    params: Params;
    dependsOn?: { draftId: DraftId; bodySha256: string }[];
    also?: readonly PaidCall[];
  },
): Extract<Provenance, { origin: 'model' }> {
  const { reply } = made;
  const calls = [{ request, reply, share: made.share }, ...(made.also ?? [])];
  const sum = (of: (reply: RecipeReply['askJson']) => number) =>
    calls.reduce((total, call) => total + of(call.reply) / call.share, 0);
  const parts = calls.flatMap((call) => call.request.chat.messages.flatMap((m) => m.parts));
  return {
    origin: 'model',
    recipe: recipe.id,
    recipeVersion: recipe.version,
    role: request.chat.role,
    model: reply.model,
    endpoint: reply.endpoint,
    promptId: request.prompt.id,
    promptVersion: request.prompt.version,
    promptSha256: request.prompt.sha256,
    replyKey: reply.replyKey,
    framesSent: parts.flatMap((part) => (part.type === 'image' ? [part.imageSha256] : [])),
    tokensIn: Math.round(sum(({ tokensIn }) => tokensIn)),
    tokensOut: Math.round(sum(({ tokensOut }) => tokensOut)),
    usd: calls.some((call) => call.reply.usd === null) ? null : sum(({ usd }) => usd ?? 0),
    latencyMs: reply.latencyMs,
    params: made.params as Record<string, unknown>,
    ...(request.step ? { step: request.step } : {}),
    ...(made.dependsOn ? { dependsOn: made.dependsOn } : {}),
  };
}

/** Failures of one reply. All others (no key, no network, no money …) would meet the next request as well and end the run. */
const OF_ONE_REPLY: ReadonlySet<ErrorCode> = new Set([
  'llm/refused',
  'llm/content-filter',
  'llm/cut-off',
  'llm/bad-json',
  'llm/bad-schema',
  'llm/context-length',
  'llm/timeout',
]);

/**
 * Asks everything at once (the pipeline limits how many calls run) and gives the answers in the order of the requests, one
 * reply's failure as a value. @throws what would meet every request, once the answers before it were given
 */
export async function* askAll(
  requests: readonly AskJson[],
  run: RunRequest,
): AsyncGenerator<
  { request: AskJson; reply: RecipeReply['askJson'] } | { request: AskJson; error: EncodedError }
> {
  const settled = requests.map((request) =>
    run(request).then(
      (reply) => ({ request, reply }),
      (thrown: unknown) => ({ request, error: toStudioError(thrown) }),
    ),
  );
  for (const promise of settled) {
    const outcome = await promise;
    if ('reply' in outcome) yield outcome;
    else if (OF_ONE_REPLY.has(outcome.error.code) || outcome.request.onlyRemembered)
      yield { request: outcome.request, error: encodeError(outcome.error) };
    else throw outcome.error;
  }
}

/** Every frame of a call behind its label, which `resolveCitation` reads back, and its true presentation time. */
export function labelledFrames(frames: readonly CitableFrame[]): ChatPart[] {
  return frames.flatMap(({ ptsSec, imageSha256 }, i): ChatPart[] => [
    { type: 'text', text: `f${i + 1} at ${timeLabel(ptsSec)} (${ptsSec.toFixed(3)} s)` },
    { type: 'image', imageSha256 },
  ]);
}

/** `items` in order, in as few groups of at most `size` as possible, whose sizes differ by at most one. */
export function evenGroups<T>(items: readonly T[], size: number): T[][] {
  const groups = Math.ceil(items.length / size);
  return Array.from({ length: groups }, (_, g) =>
    items.slice(
      Math.round((g * items.length) / groups),
      Math.round(((g + 1) * items.length) / groups),
    ),
  );
}

/** At most `limit` items, spread evenly, first and last kept. */
export function thinEvenly<T>(items: readonly T[], limit: number): T[] {
  if (items.length <= limit) return [...items];
  if (limit === 1) return items.slice(0, 1);
  return Array.from({ length: limit }, (_, i) =>
    Math.round((i * (items.length - 1)) / (limit - 1)),
  ).flatMap((index) => items.slice(index, index + 1));
}
