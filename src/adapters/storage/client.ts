import { StudioError } from '../../core/errors.ts';
import type { StorePort, StoreStatus, StoreTable } from '../../core/store-port.ts';
import { RpcClient } from '../../rpc/client.ts';
import {
  type Change,
  METHODS,
  type StorageOps,
  type StorageOptions,
  type StoreGroups,
  type StoreMode,
} from './protocol.ts';

export interface OpenStorage extends StorePort {
  /** Finishes what is under way, lets go of files and lock, and ends the worker. */
  close(): Promise<void>;
}

export interface CreateStorageOptions extends Partial<StorageOptions> {
  /** Starts the worker; tests start one that they can end. */
  startWorker?: () => Worker;
}

const ALL_TABLES: StoreTable[] = [
  ...new Set(
    Object.values(METHODS).flatMap((group) =>
      Object.values(group).flatMap((tables) => tables ?? []),
    ),
  ),
];

/**
 * The store in this browser: SQLite and picture packs in the origin's private file system, in a worker. Resolves when it can be
 * used, or when another tab has it (`status().mode === 'blocked'`).
 *
 * @throws `storage/unavailable` where the browser has no private file system, `storage/corrupt`
 */
export async function createStorage(options: CreateStorageOptions = {}): Promise<OpenStorage> {
  const client = new StorageClient(options);
  await client.start();
  return {
    status: () => client.status,
    takeOver: () => client.takeOver(),
    onChange: (listener) => client.changes.add(listener),
    onStatus: (listener) => client.statuses.add(listener),
    usage: () => client.usage(),
    requestPersistence: () => client.requestPersistence(),
    close: () => client.close(),
    ...groupsOf(client),
  };
}

class StorageClient {
  readonly changes = new Listeners<Change>();
  readonly statuses = new Listeners<StoreStatus>();
  readonly #options: StorageOptions;
  readonly #rpc: RpcClient<StorageOps>;
  #mode: StoreMode = 'blocked';
  #persisted = false;
  #opened: Promise<unknown> | null = null;

  constructor({
    name = 'ristretto',
    maxBytes = null,
    startWorker = startStorageWorker,
  }: CreateStorageOptions) {
    this.#options = { name, maxBytes };
    this.#rpc = new RpcClient<StorageOps>({ start: startWorker, idleMs: null });
  }

  get status(): StoreStatus {
    if (this.#mode === 'writer') return { mode: 'writer', persisted: this.#persisted };
    if (this.#mode === 'blocked') return { mode: 'blocked' };
    return { mode: 'read-only', reason: 'newer-version' };
  }

  async start(): Promise<void> {
    this.#persisted = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
    await this.#ready();
  }

  async call(op: keyof StorageOps, params: unknown): Promise<unknown> {
    await this.#ready();
    return this.#rpc.call(op, params as never);
  }

  async takeOver(): Promise<void> {
    await this.call('takeOver', null);
    this.#setMode('writer');
  }

  async usage(): Promise<{ persisted: boolean; quotaBytes: number; usedBytes: number }> {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    return { persisted: await navigator.storage.persisted(), quotaBytes: quota, usedBytes: usage };
  }

  async requestPersistence(): Promise<boolean> {
    this.#persisted = await navigator.storage.persist();
    this.statuses.tell(this.status);
    return this.#persisted;
  }

  async close(): Promise<void> {
    await this.call('close', null);
    this.#rpc.terminate();
  }

  /** Opens the store in a fresh worker: the first time, and after a crash. */
  #ready(): Promise<unknown> {
    this.#opened ??= this.#open().catch((thrown: unknown) => {
      this.#opened = null;
      throw thrown;
    });
    return this.#opened;
  }

  async #open(): Promise<void> {
    void this.#watch();
    this.#setMode(await this.#rpc.call('open', this.#options));
  }

  async #watch(): Promise<void> {
    try {
      for await (const news of this.#rpc.stream('watch', null)) {
        if (news.type === 'mode') this.#setMode(news.mode);
        else this.changes.tell(news);
      }
    } catch (thrown) {
      // The worker ended; the next call opens the store again and says why if it cannot.
      if (thrown instanceof StudioError) this.#opened = null;
    }
  }

  #setMode(mode: StoreMode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.statuses.tell(this.status);
    // While another tab wrote, anything may have changed.
    if (mode !== 'blocked') this.changes.tell({ tables: ALL_TABLES, projectId: null });
  }
}

function groupsOf(client: StorageClient): StoreGroups {
  const groups = Object.entries(METHODS).map(([group, methods]) => [
    group,
    Object.fromEntries(
      Object.keys(methods).map((method) => [
        method,
        (...params: unknown[]) => client.call(`${group}.${method}` as keyof StorageOps, params),
      ]),
    ),
  ]);
  return Object.fromEntries(groups) as StoreGroups;
}

class Listeners<Item> {
  readonly #listeners = new Set<(item: Item) => void>();

  add(listener: (item: Item) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(item: Item): void {
    for (const listener of [...this.#listeners]) listener(item);
  }
}

function startStorageWorker(): Worker {
  return new Worker(new URL('./worker/storage.worker.ts', import.meta.url), {
    type: 'module',
    name: 'storage',
  });
}
