import { RpcClient } from '../../rpc/client.ts';
import type { ModelOps, ProviderName } from './protocol.ts';

/** One worker for each provider, started by its first call and ended after `idleMs` without work. */
export class ModelWorkers {
  readonly #clients: Record<ProviderName, RpcClient<ModelOps>>;

  constructor(idleMs: number) {
    const clientFor = (provider: ProviderName) =>
      new RpcClient<ModelOps>({
        start: () =>
          new Worker(new URL('./worker/model.worker.ts', import.meta.url), {
            type: 'module',
            name: `model-${provider}`,
          }),
        idleMs,
      });
    this.#clients = { webgpu: clientFor('webgpu'), wasm: clientFor('wasm') };
  }

  of(provider: ProviderName): RpcClient<ModelOps> {
    return this.#clients[provider];
  }

  terminate(): void {
    for (const client of Object.values(this.#clients)) client.terminate();
  }
}
