import { StudioError } from '../../core/errors.ts';
import type { ModelCard } from '../../core/model-card.ts';
import type { RecipeReply, RecipeRequest } from '../../core/requests.ts';
import { sha256Hex } from '../../core/sha256.ts';
import { modelSha256Of } from '../embedding-queue.ts';
import type { RequestDeps, RequestRun } from './context.ts';

type EmbedTexts = Extract<RecipeRequest, { kind: 'embedTexts' }>;
type EmbedFrames = Extract<RecipeRequest, { kind: 'embedFrames' }>;

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

/** The role `embedder` where it is bound, else the first sentence encoder that is installed here. */
async function embedderOf(
  deps: RequestDeps,
  request: EmbedTexts,
  run: RequestRun,
): Promise<Embedder> {
  const { chat, models, resources } = deps;
  const bound = (await chat.bindings()).embedder;
  const signal = run.signal ? { signal: run.signal } : {};
  if (bound) {
    return {
      name: bound.model,
      isLocal: false,
      cacheKey: sha256Hex(`embeddings\n${bound.baseUrl}\n${bound.model}`),
      async embed(texts) {
        const answer = await resources.llm.use(() => chat.embed(texts, signal), run.signal);
        run.ledger.spent(request, { tokensIn: answer.tokensIn, tokensOut: 0, usd: answer.usd });
        run.onSpend?.(answer.usd);
        return answer.vectors;
      },
    };
  }
  const card = sentenceEncoder(await models.list());
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

const sentenceEncoder = (cards: readonly ModelCard[]): ModelCard | undefined =>
  cards.find((card) => card.installed && card.task === 'text-embedding');

/** Stored pictures through an encoder on this device; a picture is embedded once for each model. */
export async function embedFrames(
  deps: RequestDeps,
  request: EmbedFrames,
  run: RequestRun,
): Promise<RecipeReply['embedFrames']> {
  const { store, models, resources } = deps;
  const { modelId, imageSha256s } = request;
  const modelSha256 = await modelSha256Of(models, modelId);
  const cached = await store.embeddings.get(run.projectId, modelSha256, imageSha256s);
  const missing = [...new Set(imageSha256s.filter((_, i) => !cached[i]))];
  for (let first = 0; first < missing.length; first += PICTURES_PER_BATCH) {
    const batch = missing.slice(first, first + PICTURES_PER_BATCH);
    const jpegs = await Promise.all(batch.map((hash) => store.frames.image(run.projectId, hash)));
    const { data, dim } = await resources.gpu.use(
      () =>
        models.embedImages(modelId, jpegs, {
          provider: 'auto',
          ...(run.signal ? { signal: run.signal } : {}),
        }),
      run.signal,
    );
    const rows = batch.map((imageSha256, i) => ({
      imageSha256,
      vector: data.slice(i * dim, (i + 1) * dim),
    }));
    await store.embeddings.put(run.projectId, modelSha256, rows);
    const done = Math.min(missing.length, first + PICTURES_PER_BATCH);
    run.onProgress?.({ step: request.step, done, total: missing.length, unit: 'frames' });
  }
  run.ledger.answered(request, missing.length > 0 ? 'work' : 'memo');
  const vectors = await store.embeddings.get(run.projectId, modelSha256, imageSha256s);
  return { vectors: whole(vectors), modelSha256 };
}

const PICTURES_PER_BATCH = 32;

function whole(vectors: readonly (Float32Array | null)[]): Float32Array[] {
  return vectors.map((vector) => {
    if (vector) return vector;
    throw new StudioError('storage/not-found', 'A vector that was just computed is gone.');
  });
}
