import type { CancelSignal } from '../core/cancel.ts';
import { decodeError, StudioError } from '../core/errors.ts';
import { deferred } from './deferred.ts';
import type { ClientMessage, ProgressMessage, WorkerMessage } from './protocol.ts';

type ParamsOf<Op> = Op extends { params: infer P } ? P : never;
type ResultOf<Op> = Op extends { result: infer R } ? R : never;
type ItemOf<Op> = Op extends { item: infer I } ? I : never;

export interface CallOptions {
  signal?: CancelSignal | undefined;
  transfer?: Transferable[];
  onProgress?: ((progress: ProgressMessage) => void) | undefined;
}

interface SendOptions extends CallOptions {
  onItem?: (item: unknown) => void;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: StudioError): void;
  onProgress: ((progress: ProgressMessage) => void) | undefined;
  onItem: ((item: unknown) => void) | undefined;
}

export interface RpcClientOptions {
  start: () => Worker;
  /** The worker is ended after this long without work; the next call starts a fresh one. `null` = never. */
  idleMs: number | null;
}

/** How many stream items may be under way before the reader takes one. */
const STREAM_CREDIT = 4;

/**
 * Calls into one worker, started by the first call. A crashed worker rejects every pending call with `worker/crashed` and the
 * next call starts a fresh one; a failed call never touches another.
 */
export class RpcClient<Ops> {
  readonly #options: RpcClientOptions;
  #worker: Worker | null = null;
  #nextId = 1;
  #idleTimer: ReturnType<typeof setTimeout> | null = null;
  readonly #pending = new Map<number, Pending>();

  constructor(options: RpcClientOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#worker !== null;
  }

  call<K extends keyof Ops & string>(
    op: K,
    params: ParamsOf<Ops[K]>,
    options: CallOptions = {},
  ): Promise<ResultOf<Ops[K]>> {
    return this.#send(op, params, options).done as Promise<ResultOf<Ops[K]>>;
  }

  /**
   * A stream of items, then the result. Leaving the loop early cancels the work. The generator's return value is the result.
   */
  async *stream<K extends keyof Ops & string>(
    op: K,
    params: ParamsOf<Ops[K]>,
    options: CallOptions = {},
  ): AsyncGenerator<ItemOf<Ops[K]>, ResultOf<Ops[K]>, void> {
    const queue: ItemOf<Ops[K]>[] = [];
    let wake: (() => void) | null = null;
    let settled: { value: unknown } | { error: unknown } | null = null;
    const { id, done } = this.#send(op, params, {
      ...options,
      onItem: (item) => {
        queue.push(item as ItemOf<Ops[K]>);
        wake?.();
      },
    });
    done.then(
      (value) => {
        settled = { value };
        wake?.();
      },
      (error: unknown) => {
        settled = { error };
        wake?.();
      },
    );
    try {
      for (;;) {
        const item = queue.shift();
        if (item !== undefined) {
          this.#post({ type: 'credit', id, amount: 1 });
          yield item;
          continue;
        }
        const end = settled as { value: unknown } | { error: unknown } | null;
        if (end) {
          if ('error' in end) throw end.error;
          return end.value as ResultOf<Ops[K]>;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
      }
    } finally {
      if (!settled) this.#cancel(id);
    }
  }

  /** Ends the worker; pending calls reject with `job/cancelled`. */
  terminate(): void {
    this.#end(new StudioError('job/cancelled', 'The worker was stopped.'));
  }

  #send(op: string, params: unknown, options: SendOptions): { id: number; done: Promise<unknown> } {
    const id = this.#nextId++;
    const { promise, resolve, reject } = deferred<unknown>();
    if (options.signal?.aborted) {
      reject(new StudioError('job/cancelled', 'The work was cancelled.'));
      return { id, done: promise };
    }
    const worker = this.#ensureWorker();
    const onAbort = () => this.#cancel(id);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    const settle = () => {
      options.signal?.removeEventListener('abort', onAbort);
      this.#pending.delete(id);
      this.#armIdle();
    };
    this.#pending.set(id, {
      resolve: (value) => {
        settle();
        resolve(value);
      },
      reject: (error) => {
        settle();
        reject(error);
      },
      onProgress: options.onProgress,
      onItem: options.onItem,
    });
    const message: ClientMessage = { type: 'call', id, op, params, credit: STREAM_CREDIT };
    try {
      worker.postMessage(message, options.transfer ?? []);
    } catch (cause) {
      this.#pending.get(id)?.reject(
        new StudioError('internal/unexpected', `Parameters of "${op}" cannot be sent.`, {
          cause,
        }),
      );
    }
    return { id, done: promise };
  }

  #cancel(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#post({ type: 'cancel', id });
    pending.reject(new StudioError('job/cancelled', 'The work was cancelled.'));
  }

  #post(message: ClientMessage): void {
    this.#worker?.postMessage(message);
  }

  #ensureWorker(): Worker {
    if (this.#idleTimer) clearTimeout(this.#idleTimer);
    this.#idleTimer = null;
    if (this.#worker) return this.#worker;
    const worker = this.#options.start();
    worker.onmessage = (event: MessageEvent<WorkerMessage>) => this.#receive(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#end(new StudioError('worker/crashed', event.message || 'A background worker stopped.'));
    };
    worker.onmessageerror = () =>
      this.#end(
        new StudioError('worker/crashed', 'A background worker sent something unreadable.'),
      );
    this.#worker = worker;
    return worker;
  }

  #receive(message: WorkerMessage): void {
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    switch (message.type) {
      case 'result':
        pending.resolve(message.value);
        break;
      case 'error':
        pending.reject(decodeError(message.error));
        break;
      case 'progress':
        pending.onProgress?.(message.progress);
        break;
      case 'item':
        pending.onItem?.(message.item);
        break;
    }
  }

  #armIdle(): void {
    const { idleMs } = this.#options;
    if (idleMs === null || this.#pending.size > 0 || !this.#worker) return;
    if (this.#idleTimer) clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => {
      if (this.#pending.size === 0) this.terminate();
    }, idleMs);
  }

  #end(error: StudioError): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const pending of [...this.#pending.values()]) pending.reject(error);
  }
}
