import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts';
import { StudioError } from '../../core/errors.ts';

/** At most `limit()` tasks at a time, in the order of arrival; who waits can be cancelled. */
export class Semaphore {
  readonly #limit: () => number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param limit read again for every task, so that a changed setting counts at once */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  async run<T>(task: () => Promise<T>, signal?: CancelSignal): Promise<T> {
    throwIfCancelled(signal);
    if (this.#running >= Math.max(1, this.#limit())) await this.#wait(signal);
    else this.#running++;
    try {
      return await task();
    } finally {
      // The slot goes from hand to hand, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  #wait(signal: CancelSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        const at = this.#waiting.indexOf(enter);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(new StudioError('job/cancelled', 'The work was cancelled.'));
      };
      this.#waiting.push(enter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
