import type { OpenAI } from 'openai';
import { APIError } from 'openai';
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import { Stream } from 'openai/streaming';
import type { CancelSignal } from '../../core/cancel.ts';
import { z } from '../../core/zod.ts';
import { Deadline } from './deadline.ts';
import { type Failure, NotTheApi, toFailure } from './failures.ts';

/** One complete answer of a server, whatever is in it. */
export interface Exchange {
  text: string;
  /** Set when the model declined through the API's own field. */
  refusal: string | null;
  finishReason: string;
  model: string | null;
  usage: { tokensIn: number; tokensOut: number } | null;
}

/** `partial` is what had come before it went wrong; it was paid for. */
export type Outcome = { exchange: Exchange } | { failure: Failure; partial: Exchange | null };

export interface AttemptOptions {
  apiKey: string | null;
  timeoutMs: number;
  /** More characters than this are not waited for: the server ignores the limit that it was given. */
  maxCharacters: number;
  signal?: CancelSignal | undefined;
  onText?: ((characters: number) => void) | undefined;
}

const Tokens = z.int().min(0);
/** A usage that makes no sense counts as none. */
const Usage = z
  .object({ prompt_tokens: Tokens, completion_tokens: Tokens })
  .transform((usage) => ({ tokensIn: usage.prompt_tokens, tokensOut: usage.completion_tokens }))
  .nullish()
  .catch(null);

const Completion = z.object({
  model: z.string().nullish().catch(null),
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish().catch(null),
        }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: Usage,
});

const Chunk = z.object({
  model: z.string().nullish().catch(null),
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
      finish_reason: z.string().nullish(),
    }),
  ),
  usage: Usage,
});

/** A body of another kind than was asked for: an error object in a 200, or not this API at all. */
function readCompletion(text: string, response: Response): Exchange {
  const body: unknown = JSON.parse(text);
  const error = z.object({ error: z.looseObject({}) }).safeParse(body).data?.error;
  if (error) throw new APIError(undefined, error, undefined, response.headers);
  const exchange = readExchange(body);
  if (!exchange) throw new NotTheApi('The answer has no message in it.');
  return exchange;
}

/** The body of a chat completion as an exchange; `null` when there is no message in it. */
export function readExchange(body: unknown): Exchange | null {
  const { data } = Completion.safeParse(body);
  const choice = data?.choices[0];
  if (!data || !choice || (choice.message.content == null && choice.message.refusal == null))
    return null;
  return {
    text: choice.message.content ?? '',
    refusal: choice.message.refusal ?? null,
    finishReason: choice.finish_reason ?? 'stop',
    model: data.model ?? null,
    usage: data.usage ?? null,
  };
}

/** The same body, and whether the stream's end mark went by. The official client swallows the mark. */
function watchEnd(response: Response): { response: Response; sawEnd: () => boolean } {
  const decoder = new TextDecoder();
  let tail = '';
  let sawEnd = false;
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, out) {
      tail = (tail + decoder.decode(bytes, { stream: true })).slice(-bytes.length - 32);
      sawEnd ||= /data:\s*\[DONE\]/.test(tail);
      tail = tail.slice(-32);
      out.enqueue(bytes);
    },
  });
  return {
    response: new Response(response.body?.pipeThrough(watch), response),
    sawEnd: () => sawEnd,
  };
}

async function readStream(
  client: OpenAI,
  answer: { response: Response; controller: AbortController; exchange: Exchange },
  options: AttemptOptions,
): Promise<Exchange> {
  const { exchange } = answer;
  const { response, sawEnd } = watchEnd(answer.response);
  let chunks = 0;
  for await (const item of Stream.fromSSEResponse<unknown>(response, answer.controller, client)) {
    const { data } = Chunk.safeParse(item);
    if (!data) throw new NotTheApi('A part of the stream is not a chunk.');
    chunks++;
    const choice = data.choices[0];
    exchange.text += choice?.delta?.content ?? '';
    if (choice?.delta?.refusal) exchange.refusal = (exchange.refusal ?? '') + choice.delta.refusal;
    exchange.finishReason = choice?.finish_reason ?? exchange.finishReason;
    exchange.model = data.model ?? exchange.model;
    exchange.usage = data.usage ?? exchange.usage;
    options.onText?.(exchange.text.length);
    if (exchange.text.length > options.maxCharacters) {
      return { ...exchange, finishReason: 'length' };
    }
  }
  // The client leaves the loop quietly when the signal was raised.
  if (answer.controller.signal.aborted) throw new DOMException('ended', 'AbortError');
  if (chunks === 0) throw new NotTheApi('The stream is empty.');
  if (exchange.finishReason === '' && !sawEnd()) throw new Error('terminated');
  return { ...exchange, finishReason: exchange.finishReason || 'stop' };
}

/** One request and its whole answer. Never throws: what goes wrong is a value. */
export async function attempt(
  client: OpenAI,
  body: ChatCompletionCreateParams,
  options: AttemptOptions,
): Promise<Outcome> {
  const deadline = new Deadline(options.timeoutMs, options.signal);
  const { controller } = deadline;
  const streamed: Exchange = {
    text: '',
    refusal: null,
    finishReason: '',
    model: null,
    usage: null,
  };
  let hadAnswer = false;
  try {
    const response = await client.chat.completions
      .create(body, { signal: controller.signal })
      .asResponse();
    hadAnswer = true;
    const type = response.headers.get('content-type') ?? '';
    if (body.stream && !/json|html/i.test(type)) {
      return {
        exchange: await readStream(client, { response, controller, exchange: streamed }, options),
      };
    }
    const exchange = readCompletion(await response.text(), response);
    options.onText?.(exchange.text.length);
    return { exchange };
  } catch (thrown) {
    const { apiKey, timeoutMs } = options;
    const { ended } = deadline;
    const context = { apiKey, timeoutMs, model: body.model, ended, hadAnswer };
    return { failure: toFailure(thrown, context), partial: streamed.text === '' ? null : streamed };
  } finally {
    deadline.close();
  }
}
