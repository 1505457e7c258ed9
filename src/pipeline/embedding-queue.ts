import { StudioError } from '../core/errors.ts';
import type { JobSpec } from '../core/job.ts';
import { graphFile } from '../core/model-files.ts';
import type { EmbedResult, ModelPort } from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';
import type { JobContext } from './job-run.ts';
import type { Resources } from './resource.ts';

interface Picture {
  imageSha256: string;
  jpeg: Uint8Array;
}

export interface EmbeddingQueueDeps {
  store: StorePort;
  models: ModelPort;
  resources: Resources;
}

export interface EmbeddingOutcome {
  provider: 'webgpu' | 'wasm' | null;
  framesPerSec: number;
  fellBackBecause: string | null;
}

/** Pictures per inference call; few, so that little is left to do when the last frame is decoded. */
const BATCH = 8;

/**
 * Embeds pictures while others are still being decoded, one batch at a time. Vectors are cached in the store by model and
 * picture, so a picture is embedded once.
 */
export class EmbeddingQueue {
  readonly #deps: EmbeddingQueueDeps;
  readonly #spec: Extract<JobSpec, { kind: 'prepare' }>;
  readonly #context: JobContext;
  readonly #modelSha256: Promise<string>;
  #waiting: Picture[] = [];
  #storedHashes: string[] = [];
  #running: Promise<void> = Promise.resolve();
  #outcome: EmbeddingOutcome = { provider: null, framesPerSec: 0, fellBackBecause: null };

  constructor(
    deps: EmbeddingQueueDeps,
    spec: Extract<JobSpec, { kind: 'prepare' }>,
    context: JobContext,
  ) {
    this.#deps = deps;
    this.#spec = spec;
    this.#context = context;
    this.#modelSha256 = modelSha256Of(deps.models, spec.modelId);
    this.#modelSha256.catch(() => {});
  }

  /** Pictures that are in the store; read back only when their vector is not cached. */
  addStored(hashes: string[]): void {
    this.#storedHashes.push(...hashes);
  }

  /** Waits while a batch is running, so that pictures do not pile up in memory. */
  async add(pictures: Picture[]): Promise<void> {
    this.#waiting.push(...pictures);
    if (this.#waiting.length < BATCH) return;
    await this.#running;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#running = this.#embed(batch);
    // The failure is reported by the next `add` or by `finish`.
    this.#running.catch(() => {});
  }

  /** For the job's note, e.g. ` · webgpu`. */
  note(): string {
    const { provider, framesPerSec } = this.#outcome;
    return provider ? ` · ${provider} ${framesPerSec.toFixed(0)}/s` : '';
  }

  async stop(): Promise<void> {
    this.#waiting = [];
    await this.#running.catch(() => {});
  }

  async finish(): Promise<EmbeddingOutcome> {
    await this.#running;
    await this.#embed(this.#waiting);
    this.#waiting = [];
    const sha256 = await this.#modelSha256;
    const cached = await this.#deps.store.embeddings.get(
      this.#context.projectId,
      sha256,
      this.#storedHashes,
    );
    const missing = this.#storedHashes.filter((_, k) => !cached[k]);
    for (let start = 0; start < missing.length; start += BATCH) {
      const hashes = missing.slice(start, start + BATCH);
      const pictures = await Promise.all(
        hashes.map(async (imageSha256) => ({
          imageSha256,
          jpeg: await this.#deps.store.frames.image(this.#context.projectId, imageSha256),
        })),
      );
      this.#context.report(
        { step: 'embed', done: start, total: missing.length, unit: 'frames' },
        this.note().slice(3),
      );
      await this.#embed(pictures);
    }
    return this.#outcome;
  }

  async #embed(pictures: Picture[]): Promise<void> {
    const sha256 = await this.#modelSha256;
    const { store, models, resources } = this.#deps;
    const known = await store.embeddings.get(
      this.#context.projectId,
      sha256,
      pictures.map((picture) => picture.imageSha256),
    );
    const fresh = pictures.filter((_, k) => !known[k]);
    if (fresh.length === 0) return;
    const result = await resources.gpu.use(
      () =>
        models.embedImages(
          this.#spec.modelId,
          fresh.map((picture) => picture.jpeg),
          { provider: this.#spec.provider, signal: this.#context.signal },
        ),
      this.#context.signal,
    );
    this.#remember(result);
    await store.embeddings.put(
      this.#context.projectId,
      result.modelSha256,
      fresh.map((picture, row) => ({
        imageSha256: picture.imageSha256,
        vector: result.data.slice(row * result.dim, (row + 1) * result.dim),
      })),
    );
  }

  #remember(result: EmbedResult): void {
    this.#outcome = {
      provider: result.provider,
      framesPerSec: result.framesPerSec,
      fellBackBecause: this.#outcome.fellBackBecause ?? result.fellBackBecause,
    };
  }
}

/** SHA-256 of the model's graph. @throws `model/not-found` */
export async function modelSha256Of(models: ModelPort, modelId: string): Promise<string> {
  const card = (await models.list()).find((model) => model.id === modelId);
  if (!card) throw noSuchModel(modelId);
  return graphFile(card).sha256;
}

export const noSuchModel = (modelId: string): StudioError =>
  new StudioError('model/not-found', `There is no model "${modelId}".`, { details: { modelId } });
