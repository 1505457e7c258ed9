import { toStudioError } from '../../../core/errors.ts';

/** What `work` gives, or `null` when it fails to decode or to read: something else may still succeed. All other errors pass. */
export async function unlessFailed<R>(work: () => Promise<R>): Promise<R | null> {
  try {
    return await work();
  } catch (thrown) {
    // What mediabunny throws over a damaged file has no code.
    if (toStudioError(thrown, 'video/decode-failed').code === 'video/decode-failed') return null;
    throw thrown;
  }
}
