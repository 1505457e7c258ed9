import { toStudioError } from '../../core/errors.ts';
import { graphFile } from '../../core/model-card.ts';
import { describeGpu } from './gpu.ts';
import type { ModelSource, ProviderName } from './protocol.ts';
import type { ModelWorkers } from './workers.ts';

export interface Choice {
  provider: ProviderName;
  /** Why it is not the one that was asked for, as an error code; `null` = it is. */
  because: string | null;
}

/** Decides where a model runs; a measurement is made once for each model and page. */
export class ProviderChoice {
  readonly #workers: ModelWorkers;
  readonly #measured = new Map<string, Promise<ProviderName>>();

  constructor(workers: ModelWorkers) {
    this.#workers = workers;
  }

  /**
   * `auto` takes the faster one by a warm measurement on this machine; a software adapter is never measured and never wins.
   * `webgpu` where there is no adapter becomes `wasm`.
   */
  async choose(source: ModelSource, wanted: 'auto' | ProviderName): Promise<Choice> {
    if (wanted === 'wasm') return { provider: 'wasm', because: null };
    const gpu = await describeGpu();
    if (wanted === 'webgpu') {
      return gpu
        ? { provider: 'webgpu', because: null }
        : { provider: 'wasm', because: 'model/no-gpu' };
    }
    if (!gpu || gpu.isFallback) return { provider: 'wasm', because: null };
    return { provider: await this.#fastest(source), because: null };
  }

  #fastest(source: ModelSource): Promise<ProviderName> {
    const key = graphFile(source.card).sha256;
    const known = this.#measured.get(key);
    if (known) return known;
    const measuring = this.#measure(source);
    this.#measured.set(key, measuring);
    measuring.catch(() => this.#measured.delete(key));
    return measuring;
  }

  async #measure(source: ModelSource): Promise<ProviderName> {
    const wasm = await this.#workers.of('wasm').call('measure', { source, provider: 'wasm' });
    try {
      const webgpu = await this.#workers
        .of('webgpu')
        .call('measure', { source, provider: 'webgpu' });
      return webgpu.framesPerSec > wasm.framesPerSec ? 'webgpu' : 'wasm';
    } catch (thrown) {
      // A graph that WebGPU cannot run still runs on wasm; only a stopped worker is not the graph's doing.
      if (toStudioError(thrown).code === 'job/cancelled') throw thrown;
      return 'wasm';
    }
  }
}
