import type { CancelSignal } from '../../core/cancel.ts';

/** Ends one exchange with a server when its time is up or somebody cancels, and remembers which. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #cancelled: CancelSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout>;
  #ended: 'cancelled' | 'timeout' | null = null;

  constructor(timeoutMs: number, cancelled: CancelSignal | undefined) {
    this.#cancelled = cancelled;
    this.#timer = setTimeout(() => this.#end('timeout'), timeoutMs);
    cancelled?.addEventListener('abort', this.#onCancel, { once: true });
    if (cancelled?.aborted) this.#onCancel();
  }

  get controller(): AbortController {
    return this.#controller;
  }

  /** Why it was ended from our side; `null` = it was not. */
  get ended(): 'cancelled' | 'timeout' | null {
    return this.#ended;
  }

  /** Always called; also lets go of a body that was left unread. */
  close(): void {
    clearTimeout(this.#timer);
    this.#cancelled?.removeEventListener('abort', this.#onCancel);
    this.#controller.abort();
  }

  readonly #onCancel = () => this.#end('cancelled');

  #end(why: 'cancelled' | 'timeout'): void {
    this.#ended ??= why;
    this.#controller.abort();
  }
}
