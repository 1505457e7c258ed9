import { throwIfCancelled } from '../../core/cancel.ts';
import { StudioError } from '../../core/errors.ts';
import {
  type ModelCard,
  type ModelCardFile,
  parseModelCard,
  type RegistryEntry,
} from '../../core/model-card.ts';
import type {
  EmbedOptions,
  EmbedResult,
  FileLike,
  InstallOptions,
  ModelPort,
} from '../../core/ports.ts';
import { fetchCard, isAddress } from './card-source.ts';
import { BUNDLED_URLS, readCatalogue } from './catalogue.ts';
import { type EmbedInputs, runEmbedding } from './embed-run.ts';
import { describeGpu } from './gpu.ts';
import type { ModelSource } from './protocol.ts';
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

  /** The registry in its order, each entry as it is installed where it is; then models that people brought. */
  async list(): Promise<ModelCard[]> {
    const { cards, partialBytes } = await this.#workers.of('wasm').call('installed', null);
    const stored = new Map(cards.map((card) => [card.id, card]));
    const known = this.#catalogue.map(({ bundled, ...entry }): ModelCard => {
      const card = stored.get(entry.id);
      stored.delete(entry.id);
      const partial = partialBytes[entry.id];
      return {
        ...(card ?? entry),
        installed: bundled || card !== undefined,
        ...(bundled ? { bundled } : {}),
        ...(partial ? { partialBytes: partial } : {}),
      };
    });
    return [...known, ...[...stored.values()].map((card) => ({ ...card, installed: true }))];
  }

  async install(
    source: string | { card: ModelCard; files: FileLike[] },
    options: InstallOptions = {},
  ): Promise<ModelCard> {
    if (typeof source !== 'string') return this.#install(source.card, source.files ?? [], options);
    if (isAddress(source)) return this.#install(await fetchCard(source), [], options);
    const entry = this.#entry(source);
    if (!entry) throw notFound(source);
    const { bundled, ...card } = entry;
    return bundled ? { ...card, installed: true, bundled } : this.#install(card, [], options);
  }

  async remove(modelId: string): Promise<void> {
    if (this.#entry(modelId)?.bundled) {
      throw new StudioError(
        'input/invalid',
        `"${modelId}" comes with the studio and cannot be removed.`,
        { details: { modelId } },
      );
    }
    await this.#workers.of('wasm').call('uninstall', { modelId });
  }

  embedImages(
    modelId: string,
    jpegs: readonly Uint8Array[],
    options: EmbedOptions,
  ): Promise<EmbedResult> {
    return this.#embed(modelId, { kind: 'pictures', pictures: jpegs }, options);
  }

  embedTexts(
    modelId: string,
    texts: readonly string[],
    options: EmbedOptions,
  ): Promise<EmbedResult> {
    return this.#embed(modelId, { kind: 'texts', texts }, options);
  }

  async benchmark(modelId: string): ReturnType<ModelPort['benchmark']> {
    return this.#choice.measure(await this.#source(modelId));
  }

  async speeds(modelId: string): ReturnType<ModelPort['speeds']> {
    return this.#choice.speeds(await this.#source(modelId));
  }

  async chooseProvider(...[modelId, provider]: Parameters<ModelPort['chooseProvider']>) {
    await this.#choice.prefer(modelId, provider);
  }

  loseGpu(): Promise<boolean> {
    const client = this.#workers.of('webgpu');
    return client.isRunning ? client.call('loseGpu', null) : Promise.resolve(false);
  }

  dispose(): void {
    this.#workers.terminate();
  }

  async #embed(modelId: string, inputs: EmbedInputs, options: EmbedOptions): Promise<EmbedResult> {
    const source = await this.#source(modelId);
    const choice = await this.#choice.choose(source, options.provider);
    return runEmbedding(this.#workers, { source, inputs, choice }, options);
  }

  async #install(
    given: unknown,
    files: readonly FileLike[],
    { signal, onProgress }: InstallOptions,
  ): Promise<ModelCard> {
    const card = parseModelCard(given);
    if (this.#entry(card.id)?.bundled) {
      throw new StudioError(
        'model/bad-card',
        `"${card.id}" is the name of a model that comes with the studio.`,
        { details: { modelId: card.id, field: 'id' } },
      );
    }
    const shaderF16 = (await describeGpu())?.shaderF16 ?? false;
    const params = { card, files: await Promise.all(files.map(asBlob)), shaderF16 };
    const stored = await this.#workers
      .of('wasm')
      .call('install', params, {
        signal,
        onProgress: ({ done, total, info }) =>
          onProgress?.({ doneBytes: done, totalBytes: total, file: String(info?.file ?? '') }),
      })
      .catch((thrown: unknown) => {
        // A connection that broke while the person was cancelling is no failure to tell of.
        throwIfCancelled(signal);
        throw thrown;
      });
    return { ...stored, installed: true };
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
      return { card, from: { kind: 'urls', urls } };
    }
    const { cards } = await this.#workers.of('wasm').call('installed', null);
    const card: ModelCardFile | undefined = cards.find(({ id }) => id === modelId);
    if (!card) throw notFound(modelId);
    return { card, from: { kind: 'stored', place: 'installed' } };
  }
}

/** Files of the browser cross to the worker without being read; anything else is read first. */
async function asBlob(file: FileLike): Promise<{ name: string; blob: Blob }> {
  const blob = file instanceof Blob ? file : new Blob([await file.slice().arrayBuffer()]);
  return { name: file.name, blob };
}

function notFound(modelId: string): StudioError {
  return new StudioError('model/not-found', `The model "${modelId}" is not installed.`, {
    details: { modelId },
  });
}
