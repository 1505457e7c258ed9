import { create } from 'zustand';
import { type EncodedError, encodeError } from '../core/errors.ts';

interface SavedState {
  /** Writes that are on their way to disk. */
  pending: number;
  /** Of the last write that failed; the next good one clears it. */
  error: EncodedError | null;
}

/** What the Saved indicator shows. Everything counts as saved until a write begins. */
export const useSaved = create<SavedState>()(() => ({ pending: 0, error: null }));

/**
 * Shows a durable write in the Saved indicator: "Saving…" until it settles, then "Saved", or "Not saved" when it failed.
 * @returns what `write` settles to, errors included
 */
export async function trackSave<T>(write: Promise<T>): Promise<T> {
  useSaved.setState((state) => ({ pending: state.pending + 1 }));
  try {
    const result = await write;
    useSaved.setState((state) => ({ pending: state.pending - 1, error: null }));
    return result;
  } catch (thrown) {
    useSaved.setState((state) => ({ pending: state.pending - 1, error: encodeError(thrown) }));
    throw thrown;
  }
}
