import { expect, test } from 'vitest';
import { StudioError } from '../../../core/errors.ts';
import { unlessFailed } from './unless-failed.ts';

const after = (thrown: unknown) => unlessFailed(() => Promise.reject(thrown));

test.each([
  ['a read by a name', new DOMException('Permission was lost.', 'NotReadableError')],
  ['a read that finds nothing', new DOMException('It is gone.', 'NotFoundError')],
  ['a stream', new TypeError('network error')],
  ['FFmpeg', 'NotReadableError: The requested file could not be read.'],
])('a file that went away is no damage: %s', async (_, thrown) => {
  await expect(after(thrown)).rejects.toMatchObject({ code: 'video/file-changed', cause: thrown });
});

test('over damage something else may succeed', async () => {
  expect(await after(new Error('Invalid box.'))).toBeNull();
  expect(await after(new TypeError('x is undefined'))).toBeNull();
  expect(await after(new StudioError('video/decode-failed', 'No picture.'))).toBeNull();
  expect(await unlessFailed(async () => 1)).toBe(1);
});

test('other errors with a code pass', async () => {
  const cancelled = new StudioError('job/cancelled', 'Cancelled.');
  await expect(after(cancelled)).rejects.toBe(cancelled);
});
