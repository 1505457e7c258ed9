import type { ChatReply, ChatRequest, RoleBinding } from '../../core/chat.ts';
import { usdOf } from '../../core/cost.ts';
import { StudioError } from '../../core/errors.ts';
import { readExchange } from './attempt.ts';
import { expectAnswer } from './complete.ts';
import type { Dialect } from './dialect.ts';
import { readJson } from './reply-json.ts';
import { toBody, toDataUrl } from './wire.ts';

/** Batch calls cost half of what direct ones do (OpenAI, "Batch API", read 2025-04). */
const BATCH_PRICE = 0.5;

/** The body that a batch file carries for a request: as it would be sent, whole and not streamed. */
export async function batchBody(
  request: ChatRequest,
  binding: RoleBinding,
  options: { dialect: Dialect; image: (imageSha256: string) => Promise<Uint8Array> },
): Promise<unknown> {
  const hashes = new Set(
    request.messages.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'image' ? [part.imageSha256] : [])),
    ),
  );
  const dataUrls = new Map<string, string>();
  for (const hash of hashes) dataUrls.set(hash, toDataUrl(await options.image(hash)));
  const { model } = binding;
  return toBody(request, { model, streaming: false, dialect: options.dialect, dataUrls });
}

/**
 * The answer in a line of batch results.
 * @throws `llm/bad-batch`, or as `ChatPort.complete` where the reply cannot be used: a batch cannot be asked again
 */
export function batchReply(
  request: ChatRequest,
  binding: RoleBinding,
  result: { body: unknown; mode: ChatReply['mode'] },
): ChatReply {
  const exchange = readExchange(result.body);
  if (!exchange) throw new StudioError('llm/bad-batch', 'The result has no message in it.');
  expectAnswer(binding.model, exchange);
  const read = request.schema
    ? readJson(exchange.text, request.schema)
    : { json: null, from: null };
  if ('problem' in read) {
    const code = read.problem === 'bad-json' ? 'llm/bad-json' : 'llm/bad-schema';
    throw new StudioError(code, `The reply cannot be used: ${read.what}.`);
  }
  const { tokensIn, tokensOut } = exchange.usage ?? { tokensIn: 0, tokensOut: 0 };
  const usd = usdOf(binding, tokensIn, tokensOut);
  return {
    raw: exchange.text,
    json: read.json,
    jsonFrom: read.from,
    mode: request.schema ? result.mode : 'text',
    model: exchange.model || binding.model,
    endpoint: binding.baseUrl,
    finishReason: exchange.finishReason,
    tokensIn,
    tokensOut,
    tokensEstimated: exchange.usage === null,
    usd: usd === null ? null : usd * BATCH_PRICE,
    latencyMs: 0,
    attempts: 1,
  };
}
