import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts';
import type { Pace } from './retry.ts';

/** What a server allows; `null` = no limit of ours. */
export interface RateLimits {
  requestsPerMin: number | null;
  tokensPerMin: number | null;
}

interface Sent {
  atMs: number;
  tokens: number;
}

const WINDOW_MS = 60_000;

/**
 * Keeps the calls of one role within requests and tokens per minute, counted over the last 60 s as servers do. Callers are let
 * through in the order of arrival. A request that is larger than the token limit goes out alone rather than never.
 */
export class RateLimit {
  readonly #limits: () => RateLimits;
  readonly #pace: Pace;
  #window: Sent[] = [];
  #last: Promise<void> = Promise.resolve();

  /** @param limits read again for every call, so that a changed setting counts at once */
  constructor(limits: () => RateLimits, pace: Pace) {
    this.#limits = limits;
    this.#pace = pace;
  }

  /**
   * Waits until a request of this many tokens may go out, and counts it.
   * @returns what to call with the true number once it is known
   * @throws `job/cancelled`
   */
  async enter(tokens: number, signal?: CancelSignal): Promise<(trueTokens: number) => void> {
    const turn = this.#last.then(() => this.#waitForRoom(tokens, signal));
    // Who comes after waits for this one, however it ends.
    this.#last = turn.then(
      () => undefined,
      () => undefined,
    );
    const sent = await turn;
    return (trueTokens) => {
      sent.tokens = trueTokens;
    };
  }

  async #waitForRoom(tokens: number, signal: CancelSignal | undefined): Promise<Sent> {
    for (;;) {
      throwIfCancelled(signal);
      const waitMs = this.#roomInMs(tokens);
      if (waitMs <= 0) break;
      await this.#pace.wait(waitMs, signal);
    }
    const sent = { atMs: this.#pace.nowMs(), tokens };
    this.#window.push(sent);
    return sent;
  }

  /** How long until the oldest calls in the way have left the window; 0 = now. */
  #roomInMs(tokens: number): number {
    const nowMs = this.#pace.nowMs();
    this.#window = this.#window.filter(({ atMs }) => nowMs - atMs < WINDOW_MS);
    const { requestsPerMin, tokensPerMin } = this.#limits();
    let requests = this.#window.length;
    let used = this.#window.reduce((sum, sent) => sum + sent.tokens, 0);
    const isFull = () =>
      requests > 0 &&
      ((requestsPerMin !== null && requests >= requestsPerMin) ||
        (tokensPerMin !== null && used + tokens > tokensPerMin));
    let waitMs = 0;
    for (const sent of this.#window) {
      if (!isFull()) break;
      requests -= 1;
      used -= sent.tokens;
      waitMs = sent.atMs + WINDOW_MS - nowMs;
    }
    return waitMs;
  }
}
