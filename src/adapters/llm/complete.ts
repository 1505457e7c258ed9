import type { OpenAI } from 'openai';
import type { CancelSignal } from '../../core/cancel.ts';
import type { ChatReply, ChatRequest, RoleBinding } from '../../core/chat.ts';
import { declinedIn } from '../../core/checks/declined.ts';
import { estimateChat, textTokens, usdOf } from '../../core/cost.ts';
import { type ErrorCode, StudioError, toStudioError } from '../../core/errors.ts';
import { attempt, type Exchange } from './attempt.ts';
import { adaptDialect, type Dialect, dialectKey, firstDialect } from './dialect.ts';
import { jpegSize } from './jpeg-size.ts';
import { openAiClient } from './openai-client.ts';
import type { RateLimit } from './rate-limit.ts';
import { type ReadJson, readJson } from './reply-json.ts';
import { type Pace, waitBefore } from './retry.ts';
import { toBody, toDataUrl } from './wire.ts';

export interface Call {
  request: ChatRequest;
  binding: RoleBinding;
  apiKey: string | null;
  image: (imageSha256: string) => Promise<Uint8Array>;
  signal?: CancelSignal | undefined;
  onText?: ((characters: number) => void) | undefined;
  onUnusable?: ((reply: ChatReply, code: ErrorCode) => void) | undefined;
  maxAttempts: number;
  pace: Pace;
  limit: RateLimit;
  /** By endpoint and model; kept by the caller for the session. */
  dialects: Map<string, Dialect>;
}

/** A call under way, with what it has used so far over all its attempts. */
interface Running extends Call {
  client: OpenAI;
  dataUrls: Map<string, string>;
  sizes: Record<string, { widthPx: number; heightPx: number }>;
  startedMs: number;
  attempts: number;
  tokensIn: number;
  tokensOut: number;
  tokensEstimated: boolean;
  /** The last thing that came, whole or not; `null` while nothing was paid for. */
  last: Exchange | null;
}

const dialectOf = ({ dialects, binding }: Call): Dialect =>
  dialects.get(dialectKey(binding)) ?? firstDialect(binding.baseUrl);

async function begin(call: Call): Promise<Running> {
  const { binding, apiKey, request } = call;
  const dataUrls = new Map<string, string>();
  const sizes: Running['sizes'] = {};
  for (const part of request.messages.flatMap((message) => message.parts)) {
    if (part.type !== 'image' || dataUrls.has(part.imageSha256)) continue;
    const jpeg = await call.image(part.imageSha256);
    dataUrls.set(part.imageSha256, toDataUrl(jpeg));
    const size = jpegSize(jpeg);
    if (size) sizes[part.imageSha256] = size;
  }
  const client = openAiClient(binding.baseUrl, apiKey, binding.timeoutMs);
  return {
    ...call,
    client,
    dataUrls,
    sizes,
    startedMs: call.pace.nowMs(),
    attempts: 0,
    tokensIn: 0,
    tokensOut: 0,
    tokensEstimated: false,
    last: null,
  };
}

/** Adds what the server counted, or our estimate of it. */
function addUsage(running: Running, request: ChatRequest, exchange: Exchange): void {
  const { usage } = exchange;
  running.last = exchange;
  if (usage) {
    running.tokensIn += usage.tokensIn;
    running.tokensOut += usage.tokensOut;
    return;
  }
  const middle = ({ low, high }: { low: number; high: number }) => Math.round((low + high) / 2);
  running.tokensIn += middle(estimateChat(request, running.binding, running.sizes).tokensIn);
  running.tokensOut += middle(textTokens(exchange.text));
  running.tokensEstimated = true;
}

/** What a request will use, for the limit on tokens: servers count what may come back as well. */
function likelyTokens({ binding, sizes }: Running, request: ChatRequest): number {
  const { tokensIn, tokensOut } = estimateChat(request, binding, sizes);
  return Math.round((tokensIn.low + tokensIn.high) / 2) + tokensOut.high;
}

/** Sends until an answer comes: other dialects for servers that lack something, patience for those that ask for it. */
async function send(running: Running, request: ChatRequest): Promise<Exchange> {
  const { binding, pace, signal } = running;
  let dialect = dialectOf(running);
  let firstRefusal: StudioError | null = null;
  // Each dialect once, whatever the server says.
  const spoken = new Set([JSON.stringify(dialect)]);
  for (let tries = 1; ; ) {
    const { model, streaming } = binding;
    const body = toBody(request, { model, streaming, dialect, dataUrls: running.dataUrls });
    const correct = await running.limit.enter(likelyTokens(running, request), signal);
    running.attempts++;
    const outcome = await attempt(running.client, body, {
      apiKey: running.apiKey,
      timeoutMs: binding.timeoutMs,
      maxCharacters: 20_000 + request.maxOutputTokens * 12,
      signal,
      onText: running.onText,
    });
    if ('exchange' in outcome) {
      running.dialects.set(dialectKey(binding), dialect);
      const before = running.tokensIn + running.tokensOut;
      addUsage(running, request, outcome.exchange);
      correct(running.tokensIn + running.tokensOut - before);
      return outcome.exchange;
    }
    const { failure, partial } = outcome;
    if (partial) addUsage(running, request, partial);
    const mayBeDialect = failure.error.code === 'llm/bad-request' || failure.status === 501;
    const next = mayBeDialect ? adaptDialect(dialect, failure.said, request.schema !== null) : null;
    if (next && !spoken.has(JSON.stringify(next))) {
      dialect = next;
      spoken.add(JSON.stringify(next));
      firstRefusal ??= failure.error;
      continue;
    }
    const waitMs = waitBefore(tries, failure.retryAfterMs, pace.random());
    const isLast = tries >= running.maxAttempts || waitMs === null;
    if (!failure.isRetryable || isLast) {
      throw mayBeDialect ? (firstRefusal ?? failure.error) : failure.error;
    }
    tries++;
    await pace.wait(waitMs, signal);
  }
}

function toReply(
  running: Running,
  exchange: Exchange,
  read: { json: unknown; from: ChatReply['jsonFrom'] },
): ChatReply {
  const { binding, tokensIn, tokensOut, tokensEstimated, attempts } = running;
  return {
    raw: exchange.text,
    json: read.json,
    jsonFrom: read.from,
    mode: running.request.schema ? dialectOf(running).mode : 'text',
    model: exchange.model || binding.model,
    endpoint: binding.baseUrl,
    finishReason: exchange.finishReason,
    tokensIn,
    tokensOut,
    tokensEstimated,
    usd: usdOf(binding, tokensIn, tokensOut),
    latencyMs: Math.round(running.pace.nowMs() - running.startedMs),
    attempts,
  };
}

const DECLINED = 'The model declined to answer.';
/** @throws what the server marks as no answer, and what says in its own words that it is none */
export function expectAnswer(model: string, { refusal, finishReason, text }: Exchange): void {
  const fail = (code: ErrorCode, message: string): never => {
    throw new StudioError(code, message, { details: { model, finishReason } });
  };
  if (refusal !== null || finishReason === 'refusal' || declinedIn(text) !== null)
    fail('llm/refused', DECLINED);
  if (finishReason === 'content_filter') {
    fail('llm/content-filter', 'The endpoint filtered the reply.');
  }
  if (finishReason === 'length') {
    fail('llm/cut-off', 'The reply did not fit into the length that was allowed.');
  }
}

/** The same conversation with the unusable reply and what is wrong with it. */
function askAgain(request: ChatRequest, exchange: Exchange, what: string): ChatRequest {
  const complaint = `That reply cannot be used: ${what}. Send the whole corrected JSON object, and nothing else.`;
  return {
    ...request,
    messages: [
      ...request.messages,
      { role: 'assistant', parts: [{ type: 'text', text: exchange.text }] },
      { role: 'user', parts: [{ type: 'text', text: complaint }] },
    ],
  };
}

/** A server that took the schema and sent prose ignores structured output: from now on it gets the schema in words. */
function learnFromProse(running: Running, read: ReadJson): void {
  if (!('problem' in read) || read.problem !== 'bad-json' || read.looksLikeJson) return;
  running.dialects.set(dialectKey(running.binding), { ...dialectOf(running), mode: 'text' });
}

/** Asks, and once more where the JSON cannot be used. */
async function converse(running: Running): Promise<ChatReply> {
  const { request, binding } = running;
  const first = await send(running, request);
  expectAnswer(binding.model, first);
  if (!request.schema) return toReply(running, first, { json: null, from: null });

  const read = readJson(first.text, request.schema);
  if (!('problem' in read)) return toReply(running, first, read);
  learnFromProse(running, read);

  const second = await send(running, askAgain(request, first, read.what));
  expectAnswer(binding.model, second);
  const again = readJson(second.text, request.schema);
  if (!('problem' in again)) return toReply(running, second, { ...again, from: 'asked-again' });
  const code = again.problem === 'bad-json' ? 'llm/bad-json' : 'llm/bad-schema';
  throw new StudioError(code, `The reply cannot be used, even when asked again: ${again.what}.`, {
    details: { model: binding.model },
  });
}

/**
 * One answered request: sent (with retries), read, parsed. When it fails after something was paid for, that is handed over
 * first, for the ledger.
 * @throws `llm/…` as `ChatPort.complete`
 */
export async function complete(call: Call): Promise<ChatReply> {
  const running = await begin(call);
  try {
    return await converse(running);
  } catch (thrown) {
    const error = toStudioError(thrown);
    const { last } = running;
    if (last) {
      const paid = { ...last, text: last.text || (last.refusal ?? '') };
      running.onUnusable?.(toReply(running, paid, { json: null, from: null }), error.code);
    }
    throw error;
  }
}
