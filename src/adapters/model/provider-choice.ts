import { toStudioError } from '../../core/errors.ts';
import { graphFile } from '../../core/model-files.ts';
import type { ModelSpeeds } from '../../core/ports.ts';
import { maxAbsDiff } from '../../core/vector.ts';
import { describeGpu } from './gpu.ts';
import type { ModelSource, ProviderName, SpeedBook } from './protocol.ts';
import type { ModelWorkers } from './workers.ts';

export interface Choice {
  provider: ProviderName;
  /** Why it is not the one that was asked for, as an error code; `null` = it is. */
  because: string | null;
}

type Gpu = Awaited<ReturnType<typeof describeGpu>>;
type Measured = ModelSpeeds['measured'];

/** Decides where a model runs. Measured once for each model, machine and adapter; what was measured is kept in this browser. */
export class ProviderChoice {
  readonly #workers: ModelWorkers;
  readonly #measuring = new Map<string, Promise<Measured>>();
  #book: Promise<SpeedBook> | null = null;

  constructor(workers: ModelWorkers) {
    this.#workers = workers;
  }

  /**
   * `auto` is what the person chose for this model, else the faster one by a warm measurement; a software adapter is not measured
   * for it and never wins. `webgpu` where there is no adapter becomes `wasm`.
   */
  async choose(source: ModelSource, wanted: 'auto' | ProviderName): Promise<Choice> {
    if (wanted === 'wasm') return { provider: 'wasm', because: null };
    const { chosen, measured } = await this.#readBook();
    const asked = wanted === 'auto' ? (chosen[source.card.id] ?? 'auto') : wanted;
    if (asked === 'wasm') return { provider: 'wasm', because: null };
    const gpu = await describeGpu();
    if (asked === 'webgpu') {
      return gpu
        ? { provider: 'webgpu', because: null }
        : { provider: 'wasm', because: 'model/no-gpu' };
    }
    if (!gpu || gpu.isFallback) return { provider: 'wasm', because: null };
    const known = measured[keyOf(source, gpu)] ?? (await this.measure(source));
    return { provider: fastestOf(known, gpu) ?? 'wasm', because: null };
  }

  /** What is known without measuring. */
  async speeds(source: ModelSource): Promise<ModelSpeeds> {
    const [{ measured, chosen }, gpu] = await Promise.all([this.#readBook(), describeGpu()]);
    const known = measured[keyOf(source, gpu)] ?? [];
    return {
      measured: known,
      choice: chosen[source.card.id] ?? 'auto',
      fastest: fastestOf(known, gpu),
    };
  }

  async prefer(modelId: string, provider: ModelSpeeds['choice']): Promise<void> {
    const book = await this.#readBook();
    const { [modelId]: _, ...others } = book.chosen;
    await this.#writeBook({
      ...book,
      chosen: provider === 'auto' ? others : { ...others, [modelId]: provider },
    });
  }

  /** Measures every provider, one after the other, and remembers it. Calls at the same time share one measurement. */
  async measure(source: ModelSource): Promise<Measured> {
    const gpu = await describeGpu();
    const key = keyOf(source, gpu);
    const running = this.#measuring.get(key);
    if (running) return running;
    const measuring = this.#measureAll(source, gpu).finally(() => this.#measuring.delete(key));
    this.#measuring.set(key, measuring);
    const measured = await measuring;
    const book = await this.#readBook();
    await this.#writeBook({ ...book, measured: { ...book.measured, [key]: measured } });
    return measured;
  }

  async #measureAll(source: ModelSource, gpu: Gpu): Promise<Measured> {
    const wasm = await this.#run(source, 'wasm');
    const measured: Measured = [
      { provider: 'wasm', framesPerSec: wasm.inputsPerSec, maxAbsDiff: 0 },
    ];
    if (!gpu) return measured;
    try {
      const { inputsPerSec, data } = await this.#run(source, 'webgpu');
      const diff = maxAbsDiff(data, wasm.data);
      measured.unshift({ provider: 'webgpu', framesPerSec: inputsPerSec, maxAbsDiff: diff });
    } catch (thrown) {
      // A graph that WebGPU cannot run still runs on wasm; only a stopped worker is not the graph's doing.
      if (toStudioError(thrown).code === 'job/cancelled') throw thrown;
    }
    return measured;
  }

  #run(source: ModelSource, provider: ProviderName) {
    return this.#workers.of(provider).call('measure', { source, provider });
  }

  #readBook(): Promise<SpeedBook> {
    this.#book ??= this.#workers.of('wasm').call('readSpeeds', null);
    this.#book.catch(() => {
      this.#book = null;
    });
    return this.#book;
  }

  async #writeBook(book: SpeedBook): Promise<void> {
    this.#book = Promise.resolve(book);
    await this.#workers.of('wasm').call('writeSpeeds', book);
  }
}

/** `null` = not known. A software adapter takes the same cores as wasm and more. */
function fastestOf(measured: Measured, gpu: Gpu): ProviderName | null {
  if (!gpu || gpu.isFallback) return 'wasm';
  const [best] = [...measured].sort((a, b) => b.framesPerSec - a.framesPerSec);
  return best?.provider ?? null;
}

/** A measurement holds for one graph, one adapter and one number of threads. */
function keyOf({ card }: ModelSource, gpu: Gpu): string {
  const adapter = gpu ? `${gpu.vendor}/${gpu.architecture}/${gpu.isFallback}/${gpu.shaderF16}` : '';
  const threads = globalThis.crossOriginIsolated ? navigator.hardwareConcurrency : 1;
  return [graphFile(card).sha256, adapter, threads].join(' ');
}
