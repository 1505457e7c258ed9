import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ThumbnailCache } from './thumbnails.ts';

const revoked: string[] = [];
let made = 0;
beforeEach(() => {
  made = 0;
  revoked.length = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${made++}`);
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void revoked.push(url));
});
afterEach(() => vi.restoreAllMocks());

const settle = () => new Promise((resolve) => setTimeout(resolve));
const nobody = () => undefined;

it('reads what was wanted last first, and not what nobody wants any more', async () => {
  const read: string[] = [];
  const load = async (hash: string) => {
    read.push(hash);
    return new Uint8Array(1);
  };
  const cache = new ThumbnailCache({ load, parallel: 1 });
  cache.open();
  for (const hash of ['a', 'b', 'c']) cache.want(hash, nobody);
  cache.want('d', nobody)();
  await settle();
  expect(read).toEqual(['c', 'b', 'a']);
});

it('tells when a picture came, and when there is none', async () => {
  const load = (hash: string) =>
    hash === 'gone' ? Promise.reject(new Error('gone')) : Promise.resolve(new Uint8Array(1));
  const cache = new ThumbnailCache({ load });
  cache.open();
  const came = vi.fn();
  cache.want('a', came);
  cache.want('gone', came);
  expect(cache.urlOf('a')).toBeUndefined();
  await settle();
  expect(came).toHaveBeenCalledTimes(2);
  expect([cache.urlOf('a'), cache.urlOf('gone')]).toEqual(['blob:0', null]);
});

it('keeps what is shown, and lets the longest unused go', async () => {
  const cache = new ThumbnailCache({
    load: async () => new Uint8Array(1),
    capacity: 2,
    parallel: 1,
  });
  const close = cache.open();
  cache.want('shown', nobody);
  await settle();
  for (const hash of ['a', 'b', 'c']) {
    const leave = cache.want(hash, nobody);
    await settle();
    leave();
  }
  expect(cache.urlOf('shown')).toBe('blob:0');
  expect(cache.urlOf('a')).toBeUndefined();
  expect(revoked).toEqual(['blob:1', 'blob:2']);
  close();
  expect(revoked).toHaveLength(4);
});
