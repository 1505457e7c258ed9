import { toStudioError } from '../../core/errors.ts';
import type { RecipeReply, RecipeRequest } from '../../core/requests.ts';
import { sha256Hex } from '../../core/sha256.ts';
import { modelSha256Of } from '../embedding-queue.ts';
import type { RequestDeps, RequestRun } from './context.ts';
import { whole } from './embed-texts.ts';

type EmbedFrames = Extract<RecipeRequest, { kind: 'embedFrames' }>;
type EmbedRegions = Extract<RecipeRequest, { kind: 'embedRegions' }>;
type Region = EmbedRegions['regions'][number];

const PICTURES_PER_BATCH = 32;

/** Stored pictures through an encoder on this device; a picture is embedded once for each model. @throws `storage/not-found` */
export async function embedFrames(
  deps: RequestDeps,
  request: EmbedFrames,
  run: RequestRun,
): Promise<RecipeReply['embedFrames']> {
  const items = request.imageSha256s.map((hash) => ({ key: hash, item: hash }));
  const picturesOf = (hashes: readonly string[]) =>
    Promise.all(hashes.map((hash) => deps.store.frames.image(run.projectId, hash)));
  const { vectors, modelSha256 } = await embedPictures(deps, { request, items, picturesOf }, run);
  return { vectors: whole(vectors), modelSha256 };
}

/**
 * Parts of stored pictures; a part is cut out and embedded once for each model, and a picture is decoded once for its parts.
 * Drafts may cite frames whose pictures are not here, e.g. imported ones: their parts have no vector.
 */
export function embedRegions(
  deps: RequestDeps,
  request: EmbedRegions,
  run: RequestRun,
): Promise<RecipeReply['embedRegions']> {
  const { regions, context } = request;
  const items = regions.map((region) => ({ key: regionKey(region, context), item: region }));
  const picturesOf = async (batch: readonly Region[]) => {
    const hashes = [...new Set(batch.map(({ imageSha256 }) => imageSha256))];
    const cut = new Map<Region, Uint8Array>();
    for (const hash of hashes) {
      const jpeg = await storedImage(deps, run, hash);
      if (!jpeg) continue;
      const of = batch.filter(({ imageSha256 }) => imageSha256 === hash);
      const squares = await deps.media.cutSquares(
        jpeg,
        of.map(({ xyxy }) => xyxy),
        context,
      );
      for (const [k, square] of squares.entries()) if (of[k]) cut.set(of[k], square);
    }
    return batch.map((region) => cut.get(region) ?? null);
  };
  return embedPictures(deps, { request, items, picturesOf }, run);
}

/** Changes with whatever would change the picture that is embedded. */
const regionKey = ({ imageSha256, xyxy }: Region, context: number): string =>
  sha256Hex(`square 1\n${imageSha256}\n${xyxy.join(' ')}\n${context}`);

async function storedImage(
  { store }: RequestDeps,
  { projectId }: RequestRun,
  hash: string,
): Promise<Uint8Array | null> {
  try {
    return await store.frames.image(projectId, hash);
  } catch (thrown) {
    if (toStudioError(thrown).code === 'storage/not-found') return null;
    throw thrown;
  }
}

interface Work<Item> {
  request: EmbedFrames | EmbedRegions;
  /** Items of one key are one picture. */
  items: readonly { key: string; item: Item }[];
  /** One picture for each of a batch, in order; `null` = there is none. */
  picturesOf: (batch: readonly Item[]) => Promise<(Uint8Array | null)[]>;
}

async function embedPictures<Item>(
  { store, models, resources }: RequestDeps,
  { request, items, picturesOf }: Work<Item>,
  run: RequestRun,
): Promise<RecipeReply['embedRegions']> {
  const { modelId, step } = request;
  const modelSha256 = await modelSha256Of(models, modelId);
  const keys = items.map(({ key }) => key);
  const cached = await store.embeddings.get(run.projectId, modelSha256, keys);
  const missing = [
    ...new Map(items.flatMap((one, i) => (cached[i] ? [] : [[one.key, one] as const]))).values(),
  ];
  for (let first = 0; first < missing.length; first += PICTURES_PER_BATCH) {
    const batch = missing.slice(first, first + PICTURES_PER_BATCH);
    const found = await picturesOf(batch.map(({ item }) => item));
    const shown = batch.flatMap(({ key }, i) => (found[i] ? [{ key, picture: found[i] }] : []));
    if (shown.length > 0) {
      const { data, dim } = await resources.gpu.use(
        () =>
          models.embedImages(
            modelId,
            shown.map(({ picture }) => picture),
            { provider: 'auto', ...(run.signal ? { signal: run.signal } : {}) },
          ),
        run.signal,
      );
      const rows = shown.map(({ key }, i) => ({
        imageSha256: key,
        vector: data.slice(i * dim, (i + 1) * dim),
      }));
      await store.embeddings.put(run.projectId, modelSha256, rows);
    }
    const done = Math.min(missing.length, first + PICTURES_PER_BATCH);
    const unit = request.kind === 'embedFrames' ? 'frames' : 'pictures';
    run.onProgress?.({ step, done, total: missing.length, unit });
  }
  run.ledger.answered(request, missing.length > 0 ? 'work' : 'memo');
  const vectors = await store.embeddings.get(run.projectId, modelSha256, keys);
  return { vectors, modelSha256 };
}
