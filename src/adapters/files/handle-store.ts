import type { VideoId } from '../../core/flow.ts';
import { failure } from './failure.ts';

/** What is remembered of a video's file from one session to the next. */
export interface RememberedFile {
  videoId: VideoId;
  fingerprint: string;
  sizeBytes: number;
  name: string;
  /** `null` when the browser gave no handle: the file was there for one session. */
  handle: FileSystemFileHandle | null;
}

const STORE = 'files';

const asPromise = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * File handles by video. They live in IndexedDB because it is the one store that takes a handle as it is.
 * All methods reject with `storage/unavailable` where IndexedDB cannot be used.
 */
export class HandleStore {
  readonly #name: string;
  #open: Promise<IDBDatabase> | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  get(videoId: VideoId): Promise<RememberedFile | undefined> {
    return this.#run('readonly', (store) => store.get(videoId));
  }

  async put(entry: RememberedFile): Promise<void> {
    await this.#run('readwrite', (store) => store.put(entry));
  }

  async remove(videoId: VideoId): Promise<void> {
    await this.#run('readwrite', (store) => store.delete(videoId));
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    (await open)?.close();
  }

  async #run<T>(
    mode: IDBTransactionMode,
    use: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    try {
      this.#open ??= this.#connect();
      const database = await this.#open;
      return await asPromise(use(database.transaction(STORE, mode).objectStore(STORE)));
    } catch (cause) {
      this.#open = null;
      throw failure(
        'storage/unavailable',
        'Where a video lies cannot be remembered in this browser.',
        { cause },
      );
    }
  }

  #connect(): Promise<IDBDatabase> {
    const request = indexedDB.open(this.#name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'videoId' });
    return asPromise(request).then((database) => {
      database.onversionchange = () => {
        this.#open = null;
        database.close();
      };
      return database;
    });
  }
}
