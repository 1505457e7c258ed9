import type { CancelSignal } from '../../core/cancel.ts';
import type { RoleBinding } from '../../core/chat.ts';
import { textTokens, usdOfTexts } from '../../core/cost.ts';
import { StudioError } from '../../core/errors.ts';
import type { TextEmbeddings } from '../../core/ports.ts';
import { normaliseRows } from '../../core/vector.ts';
import { z } from '../../core/zod.ts';
import { Deadline } from './deadline.ts';
import { NotTheApi, toFailure } from './failures.ts';
import { openAiClient } from './openai-client.ts';
import type { RateLimit } from './rate-limit.ts';
import { MAX_ATTEMPTS, type Pace, waitBefore } from './retry.ts';

export interface EmbedCall {
  texts: readonly string[];
  binding: RoleBinding;
  apiKey: string | null;
  pace: Pace;
  limit: RateLimit;
  signal?: CancelSignal | undefined;
}

/** Small enough for servers with a short request limit; OpenAI takes 2,048. */
const TEXTS_PER_REQUEST = 64;

const Answer = z.object({
  model: z.string().nullish().catch(null),
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1) })),
  usage: z
    .object({ prompt_tokens: z.int().min(0) })
    .nullish()
    .catch(null),
});
type Answer = z.infer<typeof Answer>;

/** One row for each text, in their order. @throws `llm/…` as `ChatPort.embed` */
export async function embed(call: EmbedCall): Promise<TextEmbeddings> {
  const { texts, binding } = call;
  const vectors: Float32Array[] = [];
  let tokensIn = 0;
  let model = binding.model;
  for (let first = 0; first < texts.length; first += TEXTS_PER_REQUEST) {
    const batch = texts.slice(first, first + TEXTS_PER_REQUEST);
    const answer = await ask(call, batch);
    vectors.push(...rowsOf(answer, batch.length));
    const { low, high } = textTokens(batch.join('\n'));
    tokensIn += answer.usage?.prompt_tokens ?? Math.round((low + high) / 2);
    model = answer.model ?? model;
  }
  return {
    vectors,
    model,
    endpoint: binding.baseUrl,
    tokensIn,
    usd: usdOfTexts(binding, tokensIn),
  };
}

/** @throws `llm/not-an-api` where the rows do not belong to the texts */
function rowsOf(answer: Answer, count: number): Float32Array[] {
  const rows = [...answer.data].sort((a, b) => a.index - b.index);
  const dim = rows[0]?.embedding.length ?? 0;
  const vectors = rows.map((row) => Float32Array.from(row.embedding));
  const isWhole =
    rows.length === count &&
    rows.every((row, i) => row.index === i && row.embedding.length === dim);
  if (!isWhole || vectors.some((vector) => normaliseRows(vector, dim) !== null))
    throw new StudioError('llm/not-an-api', 'The embeddings do not belong to the texts.');
  return vectors;
}

async function ask(call: EmbedCall, batch: readonly string[]): Promise<Answer> {
  const { binding, apiKey, pace, signal } = call;
  const client = openAiClient(binding.baseUrl, apiKey, binding.timeoutMs);
  for (let tries = 1; ; tries++) {
    await call.limit.enter(textTokens(batch.join('\n')).high, signal);
    const deadline = new Deadline(binding.timeoutMs, signal);
    let hadAnswer = false;
    try {
      const response = await client.embeddings
        .create(
          { model: binding.model, input: [...batch], encoding_format: 'float' },
          { signal: deadline.controller.signal },
        )
        .asResponse();
      hadAnswer = true;
      const { data } = Answer.safeParse(JSON.parse(await response.text()));
      if (!data) throw new NotTheApi('The answer has no embeddings in it.');
      return data;
    } catch (thrown) {
      const { model, timeoutMs } = binding;
      const context = { apiKey, model, ended: deadline.ended, timeoutMs, hadAnswer };
      const failure = toFailure(thrown, context);
      const waitMs = waitBefore(tries, failure.retryAfterMs, pace.random());
      if (!failure.isRetryable || waitMs === null || tries >= MAX_ATTEMPTS) throw failure.error;
      await pace.wait(waitMs, signal);
    } finally {
      deadline.close();
    }
  }
}
