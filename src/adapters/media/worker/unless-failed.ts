import { toMediaError } from './media-error.ts';

/**
 * What `work` gives, or `null` when it fails to decode or to read what is damaged: something else may still succeed. All other errors
 * pass, `video/file-changed` among them.
 */
export async function unlessFailed<R>(work: () => Promise<R>): Promise<R | null> {
  try {
    return await work();
  } catch (thrown) {
    // What mediabunny throws over a damaged file has no code.
    const error = toMediaError(thrown);
    if (error.code === 'video/decode-failed') return null;
    throw error;
  }
}
