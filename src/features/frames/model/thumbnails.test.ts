import { expect, it, vi } from 'vitest';
import { ThumbnailCache } from './thumbnails.ts';

const closed: string[] = [];
const bitmap = (name: string): ImageBitmap => ({
  width: 1,
  height: 1,
  close: () => void closed.push(name),
});
const settle = () => new Promise((resolve) => setTimeout(resolve));
const nobody = () => undefined;

it('reads what was wanted last first, and not what nobody wants any more', async () => {
  const read: string[] = [];
  const load = async (hash: string) => {
    read.push(hash);
    return bitmap(hash);
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
    hash === 'gone' ? Promise.reject(new Error('gone')) : Promise.resolve(bitmap(hash));
  const cache = new ThumbnailCache({ load });
  cache.open();
  const came = vi.fn();
  cache.want('a', came);
  cache.want('gone', came);
  expect(cache.pictureOf('a')).toBeUndefined();
  await settle();
  expect(came).toHaveBeenCalledTimes(2);
  expect(cache.pictureOf('a')).toMatchObject({ width: 1 });
  expect(cache.pictureOf('gone')).toBeNull();
});

it('keeps what is shown, and lets the longest unused go', async () => {
  const cache = new ThumbnailCache({ load: async (hash) => bitmap(hash), capacity: 2 });
  const close = cache.open();
  cache.want('shown', nobody);
  await settle();
  for (const hash of ['a', 'b', 'c']) {
    const leave = cache.want(hash, nobody);
    await settle();
    leave();
  }
  expect(cache.pictureOf('shown')).toMatchObject({ width: 1 });
  expect(cache.pictureOf('a')).toBeUndefined();
  expect(closed).toEqual(['a', 'b']);
  close();
  expect(closed).toHaveLength(4);
});
