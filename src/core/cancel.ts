import { StudioError } from './errors.ts';

/** The part of `AbortSignal` that pure code needs; every AbortSignal is one. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** @throws `job/cancelled` when the signal was raised. */
export function throwIfCancelled(signal: CancelSignal | undefined): void {
  if (signal?.aborted) throw new StudioError('job/cancelled', 'The work was cancelled.');
}
