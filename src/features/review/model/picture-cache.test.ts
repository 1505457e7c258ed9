import { describe, expect, it } from 'vitest';
import { createPictureCache, type PictureMaker } from './picture-cache.ts';

function setUp(
  capacity: number,
  read: (hash: string) => Promise<Uint8Array> = async () => new Uint8Array(1),
) {
  const open = new Set<string>();
  const reads: string[] = [];
  const maker: PictureMaker = {
    make: async (imageSha256) => {
      open.add(imageSha256);
      return { imageSha256, url: `blob:${imageSha256}`, widthPx: 4, heightPx: 3 };
    },
    release: (picture) => open.delete(picture.imageSha256),
  };
  const cache = createPictureCache({
    maker,
    capacity,
    read: (hash) => {
      reads.push(hash);
      return read(hash);
    },
  });
  return { cache, open, reads };
}

describe('the picture cache', () => {
  it('reads a picture once, however often it is asked for', async () => {
    const { cache, reads } = setUp(4);
    const [first, second] = await Promise.all([cache.load('a'), cache.load('a')]);
    expect(first).toBe(second);
    expect(await cache.load('a')).toBe(cache.peek('a'));
    expect(reads).toEqual(['a']);
  });
  it('releases the least recently used, never a retained one', async () => {
    const { cache, open } = setUp(2);
    cache.retain(['a']);
    for (const hash of ['a', 'b', 'c', 'b', 'd']) await cache.load(hash);
    expect([...open].sort()).toEqual(['a', 'b', 'd']);
    expect(cache.peek('c')).toBeUndefined();
  });
  it('says null for a picture that cannot be had, and tries again when asked', async () => {
    let isThere = false;
    const { cache } = setUp(4, async () => {
      if (!isThere) throw new Error('not stored');
      return new Uint8Array(1);
    });
    expect(await cache.load('a')).toBeNull();
    expect(cache.peek('a')).toBeNull();
    isThere = true;
    expect(await cache.load('a')).toMatchObject({ imageSha256: 'a' });
  });
  it('tells its listeners, and releases everything at the end, even what arrives later', async () => {
    const { cache, open } = setUp(4);
    let calls = 0;
    const stop = cache.subscribe(() => {
      calls += 1;
    });
    await cache.load('a');
    stop();
    await cache.load('b');
    expect(calls).toBe(1);
    const late = cache.load('c');
    cache.dispose();
    expect(await late).toBeNull();
    expect(open.size).toBe(0);
  });
});
