import type { CancelSignal } from '../core/cancel.ts';
import { StudioError } from '../core/errors.ts';
import { Budgets } from './requests/budget.ts';

/** A limit on how much of one resource (decoder, GPU, endpoint) is in use at a time; waiters are served in order. */
export class Resource {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(slots: number) {
    this.#free = slots;
  }

  /** Runs `work` when a slot is free; gives the slot back however it ends. @throws `job/cancelled` while waiting */
  async use<T>(work: () => Promise<T>, signal?: CancelSignal): Promise<T> {
    await this.#acquire(signal);
    try {
      return await work();
    } finally {
      this.#release();
    }
  }

  #acquire(signal: CancelSignal | undefined): Promise<void> {
    if (signal?.aborted) return Promise.reject(cancelled());
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.splice(this.#waiting.indexOf(grant), 1);
        reject(cancelled());
      };
      const grant = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      this.#waiting.push(grant);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

/** Work of one name runs one at a time; work of other names is not held up. */
export class Turns {
  readonly #names = new Map<string, { resource: Resource; users: number }>();

  /** @throws `job/cancelled` while waiting */
  async use<T>(name: string, work: () => Promise<T>, signal?: CancelSignal): Promise<T> {
    const turn = this.#names.get(name) ?? { resource: new Resource(1), users: 0 };
    this.#names.set(name, turn);
    turn.users += 1;
    try {
      return await turn.resource.use(work, signal);
    } finally {
      turn.users -= 1;
      if (turn.users === 0) this.#names.delete(name);
    }
  }
}

const cancelled = () =>
  new StudioError('job/cancelled', 'The work was cancelled while it waited for its turn.');

/** What all jobs share: one limit per resource, and what runs may cost. */
export interface Resources {
  decode: Resource;
  gpu: Resource;
  llm: Resource;
  /** The same question is asked once at a time: who comes second finds the stored answer. */
  asking: Turns;
  budgets: Budgets;
}

export const createResources = (): Resources => ({
  decode: new Resource(1),
  gpu: new Resource(1),
  llm: new Resource(4),
  asking: new Turns(),
  budgets: new Budgets(),
});
