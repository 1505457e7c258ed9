import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts';
import { StudioError } from '../../core/errors.ts';

/** Time and chance, so that tests wait for nothing. */
export interface Pace {
  nowMs(): number;
  /** @throws `job/cancelled` as soon as the signal is raised */
  wait(ms: number, signal?: CancelSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

export const realPace: Pace = {
  nowMs: () => performance.now(),
  random: Math.random,
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      throwIfCancelled(signal);
      const onAbort = () => {
        clearTimeout(timer);
        reject(new StudioError('job/cancelled', 'The work was cancelled.'));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};

export const MAX_ATTEMPTS = 5;
/** A server that asks for more patience than this is reported instead. */
export const LONGEST_WAIT_MS = 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_BACKOFF_MS = 16_000;

/**
 * How long to wait before the next attempt: what the server asked for, else exponential backoff with jitter (half fixed, half
 * by chance). `null` = do not wait that long.
 * @param attempt the attempt that just failed, from 1
 */
export function waitBefore(
  attempt: number,
  retryAfterMs: number | null,
  random: number,
): number | null {
  if (retryAfterMs !== null) return retryAfterMs > LONGEST_WAIT_MS ? null : retryAfterMs;
  const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return backoffMs * (0.5 + random / 2);
}

const UNITS_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `try again in 1m20.5s` as milliseconds; `null` when the text does not say. */
function waitInText(text: string): number | null {
  const asked = /try again in ((?:\d+(?:\.\d+)?(?:ms|s|m|h))+)/i.exec(text)?.[1];
  if (!asked) return null;
  const parts = [...asked.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/gi)];
  return parts.reduce(
    (sum, [, value, unit]) => sum + Number(value) * (UNITS_MS[(unit ?? 's').toLowerCase()] ?? 0),
    0,
  );
}

/**
 * How long the server asks to wait: `retry-after-ms`, `retry-after` (seconds or a date), else what its message says (across
 * origins a page can read only the headers that the server exposes). `null` = it does not say.
 */
export function readRetryAfter(
  headers: Headers | undefined,
  text: string,
  nowEpochMs: number,
): number | null {
  const inMs = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (Number.isFinite(inMs)) return Math.max(0, inMs);
  const value = headers?.get('retry-after');
  if (value) {
    const inSec = Number(value);
    if (Number.isFinite(inSec)) return Math.max(0, inSec * 1000);
    const atMs = Date.parse(value);
    if (Number.isFinite(atMs)) return Math.max(0, atMs - nowEpochMs);
  }
  return waitInText(text);
}
