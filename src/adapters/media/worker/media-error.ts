import { type ErrorCode, StudioError, toStudioError } from '../../../core/errors.ts';

/**
 * How browsers say that a file cannot be read any more: by name from a read, in words from Chromium's streams and from FFmpeg,
 * whose errors arrive as text.
 */
const UNREADABLE = ['NotReadableError', 'NotFoundError'];
const UNREADABLE_TEXT = /^(NotReadableError|NotFoundError)\b/;
const STREAM_TEXT = 'network error';

/** Errors that the other decoder cannot mend. */
export const FINAL: ReadonlySet<ErrorCode> = new Set([
  'job/cancelled',
  'input/invalid',
  'video/empty-file',
  'video/file-changed',
]);

/** Anything thrown while a video is read or decoded: `video/file-changed` where its file went away, `video/decode-failed` without a code. */
export function toMediaError(thrown: unknown): StudioError {
  if (!isUnreadable(thrown)) return toStudioError(thrown, 'video/decode-failed');
  return new StudioError('video/file-changed', 'The file changed or went away while it was read.', {
    cause: thrown,
  });
}

/** @throws `video/file-changed` when that is what `thrown` says */
export function rethrowIfGone(thrown: unknown): void {
  const error = toMediaError(thrown);
  if (error.code === 'video/file-changed') throw error;
}

function isUnreadable(thrown: unknown): boolean {
  if (thrown instanceof DOMException) return UNREADABLE.includes(thrown.name);
  if (thrown instanceof TypeError) return thrown.message === STREAM_TEXT;
  return typeof thrown === 'string' && UNREADABLE_TEXT.test(thrown);
}
