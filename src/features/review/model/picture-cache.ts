import type { Frame } from '../../../core/flow.ts';

/** A stored JPEG, decoded and ready to paint. */
export interface Picture {
  imageSha256: string;
  url: string;
  widthPx: number;
  heightPx: number;
}

/** Turns JPEG bytes into something an `<img>` paints at once, and lets go of it. */
export interface PictureMaker {
  make(imageSha256: string, jpeg: Uint8Array): Promise<Picture>;
  release(picture: Picture): void;
}

export interface PictureCache {
  /** `undefined` = not loaded, `null` = cannot be had. The same object until it is evicted. */
  peek(imageSha256: string): Picture | null | undefined;
  load(imageSha256: string): Promise<Picture | null>;
  /** Takes bytes that are at hand already, e.g. a frame decoded just now. */
  put(imageSha256: string, jpeg: Uint8Array): Promise<Picture | null>;
  /** Never evicts these until the next call. */
  retain(imageSha256: Iterable<string>): void;
  subscribe(listener: () => void): () => void;
  /** Releases every picture. */
  dispose(): void;
}

export interface PictureCacheOptions {
  read: (imageSha256: string) => Promise<Uint8Array>;
  maker: PictureMaker;
  /** Pictures kept beyond the retained ones. */
  capacity: number;
}

/**
 * Decoded pictures by hash, least recently used evicted first. A picture that cannot be read or decoded becomes `null`,
 * which the screen shows as missing; it is tried again by the next `load`.
 */
export function createPictureCache({ read, maker, capacity }: PictureCacheOptions): PictureCache {
  const ready = new Map<string, Picture | null>();
  const loading = new Map<string, Promise<Picture | null>>();
  const listeners = new Set<() => void>();
  let retained = new Set<string>();
  let disposed = false;

  const evict = (): void => {
    for (const [hash, picture] of ready) {
      if (ready.size <= capacity + retained.size) return;
      if (retained.has(hash)) continue;
      ready.delete(hash);
      if (picture) maker.release(picture);
    }
  };

  const settle = (hash: string, picture: Picture | null): Picture | null => {
    loading.delete(hash);
    if (disposed) {
      if (picture) maker.release(picture);
      return null;
    }
    ready.set(hash, picture);
    evict();
    for (const listener of listeners) listener();
    return picture;
  };

  const begin = (hash: string, bytes: () => Promise<Uint8Array>): Promise<Picture | null> => {
    const known = ready.get(hash);
    if (known) {
      ready.delete(hash);
      ready.set(hash, known);
      return Promise.resolve(known);
    }
    const running = loading.get(hash);
    if (running) return running;
    const work = bytes()
      .then((jpeg) => maker.make(hash, jpeg))
      .then((picture) => settle(hash, picture))
      .catch(() => settle(hash, null));
    loading.set(hash, work);
    return work;
  };

  return {
    peek: (hash) => ready.get(hash),
    load: (hash) => begin(hash, () => read(hash)),
    put: (hash, jpeg) => begin(hash, () => Promise.resolve(jpeg)),
    retain: (hashes) => {
      retained = new Set(hashes);
      evict();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => {
      disposed = true;
      for (const picture of ready.values()) if (picture) maker.release(picture);
      ready.clear();
    },
  };
}

/**
 * Object URLs with the decoded image held alive beside them, so that an `<img>` with the same URL paints without
 * fetching or decoding again.
 */
export function createBrowserPictureMaker(): PictureMaker {
  const held = new Map<string, HTMLImageElement>();
  return {
    make: async (imageSha256, jpeg) => {
      const url = URL.createObjectURL(new Blob([jpeg.slice()], { type: 'image/jpeg' }));
      const image = new Image();
      image.src = url;
      try {
        await image.decode();
      } catch (error) {
        URL.revokeObjectURL(url);
        throw error;
      }
      held.set(url, image);
      return { imageSha256, url, widthPx: image.naturalWidth, heightPx: image.naturalHeight };
    },
    release: ({ url }) => {
      held.delete(url);
      URL.revokeObjectURL(url);
    },
  };
}

/** Width over height of a frame; 16:9 where it is not known. */
export function aspectOf(size: Pick<Frame, 'widthPx' | 'heightPx'> | null | undefined): number {
  return size && size.widthPx > 0 && size.heightPx > 0 ? size.widthPx / size.heightPx : 16 / 9;
}
