import { textTokens, usdOfTexts } from '../../core/cost.ts';
import { StudioError } from '../../core/errors.ts';
import type { ModelCard } from '../../core/model-card.ts';
import type { RecipeReply, RecipeRequest } from '../../core/requests.ts';
import { sha256Hex } from '../../core/sha256.ts';
import { noSuchModel } from '../embedding-queue.ts';
import type { RequestDeps, RequestRun } from './context.ts';

type EmbedTexts = Extract<RecipeRequest, { kind: 'embedTexts' }>;

/**
 * The sentences that would leave this device: none where an encoder is installed here, else those without a stored vector.
 * @throws `llm/no-endpoint`
 */
export async function unknownTexts(
  deps: RequestDeps,
  request: EmbedTexts,
  run: RequestRun,
): Promise<string[]> {
  const embedder = await embedderOf(deps, request, run);
  if (embedder.isLocal) return [];
  const keys = request.texts.map(sha256Hex);
  const cached = await deps.store.embeddings.get(run.projectId, embedder.cacheKey, keys);
  return [...new Set(request.texts.filter((_, i) => !cached[i]))];
}

/** Who turns sentences into vectors; `cacheKey` changes with whatever would change the vectors. */
interface Embedder {
  name: string;
  isLocal: boolean;
  cacheKey: string;
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/** Vectors are remembered sentence by sentence, so that one edited caption is one sentence of work. */
export async function embedTexts(
  deps: RequestDeps,
  request: EmbedTexts,
  run: RequestRun,
): Promise<RecipeReply['embedTexts']> {
  const embedder = await embedderOf(deps, request, run);
  const keys = request.texts.map(sha256Hex);
  const { store } = deps;
  const cached = await store.embeddings.get(run.projectId, embedder.cacheKey, keys);
  const missing = new Map(
    request.texts.flatMap((text, i) => (cached[i] ? [] : [[keys[i] ?? '', text] as const])),
  );
  if (missing.size > 0) {
    const made = await embedder.embed([...missing.values()]);
    const rows = [...missing.keys()].flatMap((imageSha256, i) => {
      const vector = made[i];
      return vector ? [{ imageSha256, vector }] : [];
    });
    await store.embeddings.put(run.projectId, embedder.cacheKey, rows);
  }
  run.ledger.answered(request, missing.size > 0 ? 'work' : 'memo');
  const vectors = await store.embeddings.get(run.projectId, embedder.cacheKey, keys);
  return { vectors: whole(vectors), embedder: embedder.name };
}

/** The encoder that the request names; else the role `embedder` where it is bound; else the first sentence encoder that is installed here. */
async function embedderOf(
  deps: RequestDeps,
  request: EmbedTexts,
  run: RequestRun,
): Promise<Embedder> {
  const { chat, models, resources } = deps;
  const bound = request.modelId === undefined ? (await chat.bindings()).embedder : undefined;
  const signal = run.signal ? { signal: run.signal } : {};
  if (bound) {
    return {
      name: bound.model,
      isLocal: false,
      cacheKey: sha256Hex(`embeddings\n${bound.baseUrl}\n${bound.model}`),
      async embed(texts) {
        const most = usdOfTexts(bound, textTokens(texts.join('\n')).high);
        const settle = await run.budget?.setAside(most);
        let paidUsd: number | null = null;
        try {
          const answer = await resources.llm.use(() => chat.embed(texts, signal), run.signal);
          paidUsd = answer.usd;
          run.ledger.spent(request, { tokensIn: answer.tokensIn, tokensOut: 0, usd: answer.usd });
          run.onSpend?.(answer.usd);
          return answer.vectors;
        } finally {
          settle?.(paidUsd);
        }
      },
    };
  }
  const card = encoderFor(await models.list(), request.modelId);
  if (!card && request.modelId !== undefined) throw noSuchModel(request.modelId);
  if (!card) {
    throw new StudioError(
      'llm/no-endpoint',
      'No endpoint is set for the role "embedder", and no sentence encoder is installed on this device.',
      { details: { role: 'embedder' } },
    );
  }
  return {
    name: card.id,
    isLocal: true,
    cacheKey: sha256Hex(`texts\n${card.files.map((file) => file.sha256).join('\n')}`),
    async embed(texts) {
      const { data, dim, rows } = await resources.gpu.use(
        () => models.embedTexts(card.id, texts, { provider: 'auto', ...signal }),
        run.signal,
      );
      return Array.from({ length: rows }, (_, i) => data.slice(i * dim, (i + 1) * dim));
    },
  };
}

const encoderFor = (cards: readonly ModelCard[], modelId?: string): ModelCard | undefined =>
  cards.find(({ id, installed, task }) =>
    modelId === undefined ? installed && task === 'text-embedding' : id === modelId,
  );

/** @throws `storage/not-found` when a vector that was just stored is not there */
export function whole(vectors: readonly (Float32Array | null)[]): Float32Array[] {
  return vectors.map((vector) => {
    if (vector) return vector;
    throw new StudioError('storage/not-found', 'A vector that was just computed is gone.');
  });
}
