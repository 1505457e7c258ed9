import { StudioError } from '../../../core/errors.ts';
import { type Deferred, deferred } from '../../../rpc/deferred.ts';

/** From here on a third decoder pays; each brings memory of its own. */
const MANY_CORES = 8;

/** Decoders that work side by side on one video on this machine: 1 to 3. */
export function laneCount(): number {
  const cores = navigator.hardwareConcurrency;
  return cores >= MANY_CORES ? 3 : Math.min(2, cores);
}

/** What a job gives its items to. */
export interface Outlet<T> {
  /** Resolves when there is room for one more. @throws `job/cancelled` when nobody reads any longer */
  put(item: T): Promise<void>;
  /** Aborted when nobody reads any longer. */
  signal: AbortSignal;
}

interface Lanes {
  /** Jobs that run at once. */
  count: number;
  /** Items that each of them may be ahead of the reader. */
  ahead: number;
  signal: AbortSignal;
}

/**
 * Runs jobs side by side and yields their items in the order of the jobs, whichever ends first. A job that fails ends the
 * stream at its place, after the items before it. When the reader leaves, all jobs are told, and waited for.
 * @param next the next job, `null` after the last; never called again before it has answered
 */
export async function* inOrder<J, T>(
  next: () => Promise<J | null>,
  work: (job: J, outlet: Outlet<T>) => Promise<void>,
  { count, ahead, signal }: Lanes,
): AsyncGenerator<T, void, void> {
  const stop = new AbortController();
  const onAbort = () => stop.abort();
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) stop.abort();
  const started = new Line<Line<T>>(Number.POSITIVE_INFINITY, stop.signal);
  let turn: Promise<unknown> = Promise.resolve();
  let isOver = false;
  const claim = async (): Promise<{ job: J; line: Line<T> } | null> => {
    const job = isOver ? null : await next();
    if (job === null) return null;
    const line = new Line<T>(ahead, stop.signal);
    await started.put(line);
    return { job, line };
  };
  const lane = async (): Promise<void> => {
    for (;;) {
      const claiming = turn.then(claim);
      turn = claiming.catch(() => undefined);
      const claimed = await claiming;
      if (!claimed) return;
      try {
        await work(claimed.job, claimed.line);
        claimed.line.end();
      } catch (thrown) {
        isOver = true;
        claimed.line.fail(thrown);
        return;
      }
    }
  };
  const lanes = Promise.all(Array.from({ length: count }, lane));
  lanes.then(
    () => started.end(),
    (thrown: unknown) => started.fail(thrown),
  );
  try {
    for await (const line of started.items()) yield* line.items();
  } finally {
    signal.removeEventListener('abort', onAbort);
    stop.abort();
    await Promise.allSettled([lanes]);
  }
}

/** Items on their way from one writer to one reader, a limited number at a time. */
class Line<T> implements Outlet<T> {
  readonly signal: AbortSignal;
  readonly #limit: number;
  readonly #items: T[] = [];
  #outcome: { error: unknown } | 'open' | 'ended' = 'open';
  #wake: Deferred<void> = deferred();

  constructor(limit: number, signal: AbortSignal) {
    this.#limit = limit;
    this.signal = signal;
    signal.addEventListener('abort', () => this.#changed(), { once: true });
  }

  async put(item: T): Promise<void> {
    while (this.#items.length >= this.#limit && !this.signal.aborted) await this.#wake.promise;
    this.#throwIfStopped();
    this.#items.push(item);
    this.#changed();
  }

  end(): void {
    this.#outcome = 'ended';
    this.#changed();
  }

  fail(error: unknown): void {
    this.#outcome = { error };
    this.#changed();
  }

  async *items(): AsyncGenerator<T, void, void> {
    for (;;) {
      this.#throwIfStopped();
      const item = this.#items.shift();
      if (item !== undefined) {
        this.#changed();
        yield item;
      } else if (this.#outcome === 'open') {
        await this.#wake.promise;
      } else {
        if (this.#outcome !== 'ended') throw this.#outcome.error;
        return;
      }
    }
  }

  #changed(): void {
    this.#wake.resolve();
    this.#wake = deferred();
  }

  #throwIfStopped(): void {
    if (this.signal.aborted) throw new StudioError('job/cancelled', 'The work was cancelled.');
  }
}
