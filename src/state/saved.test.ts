import { expect, test } from 'vitest';
import { StudioError } from '../core/errors.ts';
import { trackSave, useSaved } from './saved.ts';

test('shows saving while any write is under way, and saved when the last one settled', async () => {
  let finish: (value: string) => void = () => undefined;
  const slow = trackSave(
    new Promise<string>((resolve) => {
      finish = resolve;
    }),
  );
  await trackSave(Promise.resolve());
  expect(useSaved.getState().pending).toBe(1);
  finish('done');
  expect(await slow).toBe('done');
  expect(useSaved.getState()).toEqual({ pending: 0, error: null });
});

test('keeps the code of a failed write until one succeeds, and passes the failure on', async () => {
  await expect(trackSave(Promise.reject(new StudioError('storage/quota', 'full')))).rejects.toThrow(
    'full',
  );
  expect(useSaved.getState()).toMatchObject({ pending: 0, error: { code: 'storage/quota' } });
  await trackSave(Promise.resolve());
  expect(useSaved.getState().error).toBeNull();
});
