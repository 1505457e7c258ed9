import { StudioError } from '../../../core/errors.ts';

/** What `work` gives, or `null` when it fails to decode: something else may still succeed. All other errors pass. */
export async function unlessFailed<R>(work: () => Promise<R>): Promise<R | null> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof StudioError && thrown.code === 'video/decode-failed') return null;
    throw thrown;
  }
}
