import { StudioError } from '../../core/errors.ts';
import type { ModelCard, ModelCardFile, RegistryEntry } from '../../core/model-card.ts';
import type { EmbedOptions, EmbedResult, FileLike, ModelPort } from '../../core/ports.ts';
import { maxAbsDiff } from '../../core/vector.ts';
import { BUNDLED_URLS, readCatalogue } from './catalogue.ts';
import { runEmbedding } from './embed-run.ts';
import { describeGpu } from './gpu.ts';
import type { ModelSource, ProviderName } from './protocol.ts';
import { ProviderChoice } from './provider-choice.ts';
import { ModelWorkers } from './workers.ts';

export interface ModelAdapterOptions {
  /** A worker is ended, and its sessions with it, after this long without work. Default: a minute. */
  idleMs?: number;
  /** Where the files of bundled models are, by their path in the registry; for tests. */
  bundledUrls?: Readonly<Record<string, string>>;
}

export interface ModelAdapter extends ModelPort {
  /** Destroys the graphics device that is in use, as a driver reset would; `false` when there is none. For tests. */
  loseGpu(): Promise<boolean>;
  /** Ends the workers; pending calls reject with `job/cancelled`. The next call starts them again. */
  dispose(): void;
}

const DEFAULT_IDLE_MS = 60_000;

/** Models that run in this browser, on onnxruntime-web. Nothing is started before the first call. */
export function createModelAdapter(options: ModelAdapterOptions = {}): ModelAdapter {
  return new OnnxModels(options);
}

class OnnxModels implements ModelAdapter {
  readonly #workers: ModelWorkers;
  readonly #choice: ProviderChoice;
  readonly #catalogue: readonly RegistryEntry[] = readCatalogue();
  readonly #bundledUrls: Readonly<Record<string, string>>;

  constructor({ idleMs = DEFAULT_IDLE_MS, bundledUrls = BUNDLED_URLS }: ModelAdapterOptions) {
    this.#workers = new ModelWorkers(idleMs);
    this.#choice = new ProviderChoice(this.#workers);
    this.#bundledUrls = bundledUrls;
  }

  readonly gpu = describeGpu;

  async list(): Promise<ModelCard[]> {
    const stored = await this.#workers.of('wasm').call('installedCards', null);
    const storedIds = new Set(stored.map(({ id }) => id));
    const known = this.#catalogue
      .filter(({ id }) => !storedIds.has(id))
      .map(({ bundled, ...card }) => ({ ...card, installed: bundled }));
    return [...known, ...stored.map((card) => ({ ...card, installed: true }))];
  }

  async install(source: string | { card: ModelCard; files: FileLike[] }): Promise<ModelCard> {
    if (typeof source !== 'string') return this.#installFiles(source);
    const entry = this.#entry(source);
    if (!entry) throw notFound(source);
    const { bundled, ...card } = entry;
    if (!bundled) await this.#workers.of('wasm').call('download', { card });
    return this.#verified(card);
  }

  async remove(modelId: string): Promise<void> {
    if (this.#entry(modelId)?.bundled) {
      throw new StudioError(
        'input/invalid',
        `"${modelId}" comes with the studio and cannot be removed.`,
        {
          details: { modelId },
        },
      );
    }
    await this.#workers.of('wasm').call('uninstall', { modelId });
  }

  async embedImages(
    modelId: string,
    jpegs: readonly Uint8Array[],
    options: EmbedOptions,
  ): Promise<EmbedResult> {
    const source = await this.#source(modelId);
    const choice = await this.#choice.choose(source, options.provider);
    return runEmbedding(this.#workers, { source, jpegs, choice }, options);
  }

  async embedTexts(modelId: string): Promise<EmbedResult> {
    await this.#source(modelId);
    throw new StudioError('model/no-text-tower', `"${modelId}" embeds pictures only.`, {
      details: { modelId },
    });
  }

  async benchmark(modelId: string): ReturnType<ModelPort['benchmark']> {
    const source = await this.#source(modelId);
    const measure = (provider: ProviderName) =>
      this.#workers.of(provider).call('measure', { source, provider });
    const wasm = await measure('wasm');
    const results = [
      { provider: 'wasm' as ProviderName, framesPerSec: wasm.framesPerSec, maxAbsDiff: 0 },
    ];
    if (await this.gpu()) {
      const { framesPerSec, data } = await measure('webgpu');
      results.unshift({
        provider: 'webgpu',
        framesPerSec,
        maxAbsDiff: maxAbsDiff(data, wasm.data),
      });
    }
    return results;
  }

  loseGpu(): Promise<boolean> {
    const client = this.#workers.of('webgpu');
    return client.isRunning ? client.call('loseGpu', null) : Promise.resolve(false);
  }

  dispose(): void {
    this.#workers.terminate();
  }

  async #installFiles({ card, files }: { card: ModelCard; files: FileLike[] }): Promise<ModelCard> {
    if (this.#entry(card.id)?.bundled) {
      throw new StudioError(
        'model/bad-card',
        `"${card.id}" is the name of a model that comes with the studio.`,
        {
          details: { modelId: card.id, field: 'id' },
        },
      );
    }
    const read = await Promise.all(
      files.map(async (file) => ({
        name: file.name,
        bytes: new Uint8Array(await file.slice().arrayBuffer()),
      })),
    );
    const transfer = read.map(({ bytes }) => bytes.buffer);
    const { installed: _, ...stored } = await this.#workers
      .of('wasm')
      .call('installFiles', { card, files: read }, { transfer });
    return this.#verified(stored);
  }

  /** Runs the model once; one that does not do what its card says does not stay installed. */
  async #verified(card: ModelCardFile): Promise<ModelCard> {
    const source = await this.#source(card.id);
    try {
      await this.#workers.of('wasm').call('verify', { source });
    } catch (thrown) {
      if (!source.urls) await this.#workers.of('wasm').call('uninstall', { modelId: card.id });
      throw thrown;
    }
    return { ...card, installed: true };
  }

  #entry(modelId: string): RegistryEntry | undefined {
    return this.#catalogue.find(({ id }) => id === modelId);
  }

  /** @throws `model/not-found` when it is neither bundled nor installed */
  async #source(modelId: string): Promise<ModelSource> {
    const entry = this.#entry(modelId);
    if (entry?.bundled) {
      const { bundled: _, ...card } = entry;
      const urls = card.files.map(
        ({ path }) => new URL(this.#bundledUrls[path] ?? path, location.href).href,
      );
      return { card, urls };
    }
    const stored = await this.#workers.of('wasm').call('installedCards', null);
    const card = stored.find(({ id }) => id === modelId);
    if (!card) throw notFound(modelId);
    return { card, urls: null };
  }
}

function notFound(modelId: string): StudioError {
  return new StudioError('model/not-found', `The model "${modelId}" is not installed.`, {
    details: { modelId },
  });
}
