import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';

interface Wanted {
  listeners: Set<() => void>;
}

export interface ThumbnailOptions {
  /** `null` where there is no picture. */
  load: (imageSha256: string) => Promise<ImageBitmap | null>;
  /** Pictures that are kept when nobody shows them. */
  capacity?: number;
  /** Reads at one time. */
  parallel?: number;
}

/**
 * Small bitmaps of stored pictures for whoever shows them. What was asked for last is read first and what nobody wants any more is not
 * read at all: scrolling past a thousand frames costs nothing for those that were never in sight. The longest unused go first.
 */
export class ThumbnailCache {
  readonly #load: ThumbnailOptions['load'];
  readonly #capacity: number;
  readonly #parallel: number;
  /** By hash, the longest unused first; `null` = it cannot be had. */
  readonly #pictures = new Map<string, ImageBitmap | null>();
  readonly #wanted = new Map<string, Wanted>();
  readonly #loading = new Set<string>();
  #isDisposed = true;

  constructor({ load, capacity = 600, parallel = 4 }: ThumbnailOptions) {
    this.#load = load;
    this.#capacity = capacity;
    this.#parallel = parallel;
  }

  /** `undefined` while it is on its way, `null` where it cannot be had. */
  pictureOf(imageSha256: string): ImageBitmap | null | undefined {
    return this.#pictures.get(imageSha256);
  }

  /** Calls back when the picture came. Returns the way to want it no more. */
  want(imageSha256: string, listener: () => void): () => void {
    const wanted = this.#wanted.get(imageSha256) ?? { listeners: new Set() };
    wanted.listeners.add(listener);
    // Put in again: the last one is the first to be read.
    this.#wanted.delete(imageSha256);
    this.#wanted.set(imageSha256, wanted);
    const picture = this.#pictures.get(imageSha256);
    if (picture !== undefined) {
      this.#pictures.delete(imageSha256);
      this.#pictures.set(imageSha256, picture);
    } else queueMicrotask(() => this.#pump());
    return () => {
      wanted.listeners.delete(listener);
      if (wanted.listeners.size === 0 && this.#wanted.get(imageSha256) === wanted)
        this.#wanted.delete(imageSha256);
      this.#evict();
    };
  }

  /** Begins to read. Returns the way to let go of everything; it may be opened again. */
  open(): () => void {
    this.#isDisposed = false;
    this.#pump();
    return () => this.#close();
  }

  #close(): void {
    this.#isDisposed = true;
    for (const picture of this.#pictures.values()) picture?.close();
    this.#pictures.clear();
  }

  #pump(): void {
    const waiting = [...this.#wanted.keys()].filter(
      (hash) => !this.#pictures.has(hash) && !this.#loading.has(hash),
    );
    while (this.#loading.size < this.#parallel && !this.#isDisposed) {
      const next = waiting.pop();
      if (next === undefined) return;
      void this.#read(next);
    }
  }

  async #read(imageSha256: string): Promise<void> {
    this.#loading.add(imageSha256);
    const picture = await this.#load(imageSha256).catch(() => null);
    this.#loading.delete(imageSha256);
    if (this.#isDisposed) {
      picture?.close();
      return;
    }
    this.#pictures.set(imageSha256, picture);
    for (const listener of this.#wanted.get(imageSha256)?.listeners ?? []) listener();
    this.#evict();
    this.#pump();
  }

  #evict(): void {
    if (this.#pictures.size <= this.#capacity) return;
    for (const [hash, picture] of this.#pictures) {
      if (this.#pictures.size <= this.#capacity) return;
      if (this.#wanted.has(hash)) continue;
      this.#pictures.delete(hash);
      picture?.close();
    }
  }
}

const Thumbnails = createContext<ThumbnailCache | null>(null);

export const ThumbnailProvider = Thumbnails.Provider;

/** A stored picture, small; `undefined` on its way, `null` where it cannot be had. @throws outside `ThumbnailProvider` */
export function useThumbnail(imageSha256: string): ImageBitmap | null | undefined {
  const cache = useContext(Thumbnails);
  if (!cache) throw new Error('useThumbnail needs a ThumbnailProvider above it.');
  const subscribe = useCallback(
    (listener: () => void) => cache.want(imageSha256, listener),
    [cache, imageSha256],
  );
  return useSyncExternalStore(subscribe, () => cache.pictureOf(imageSha256));
}
