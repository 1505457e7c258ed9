import { StudioError } from '../../../core/errors.ts';
import { type Deferred, deferred } from '../../../rpc/deferred.ts';
import type { StorageOptions, StoreMode } from '../protocol.ts';
import { type OpenedDatabase, openDatabase } from './open-database.ts';
import { toStorageError } from './storage-errors.ts';

/** How long a starting tab waits for a tab that is just closing, before it says that another one writes. */
const GRACE_MS = 400;
/** After letting go, how long until this tab stands in line again. */
const STAND_BACK_MS = 1000;
const TAKE_OVER_MS = 15_000;

type Message = { type: 'let-go' };

/**
 * Holds the data on behalf of one tab: one Web Lock for all tabs, and what goes with it, the open database. A tab that does not
 * have the lock stands in line for it, so it goes on by itself when the holder ends. `takeOver` asks the holder, and all who
 * stand in line, to step back.
 */
export class Holder {
  readonly #options: StorageOptions;
  readonly #onMode: (mode: StoreMode) => void;
  readonly #finishWork: (then: () => void) => Promise<void>;
  readonly #channel: BroadcastChannel;
  #opened: OpenedDatabase | null = null;
  #failure: StudioError | null = null;
  #inLine: AbortController | null = null;
  #release: Deferred<void> | null = null;
  #settled = deferred<void>();
  #standBack: ReturnType<typeof setTimeout> | null = null;

  /** @param finishWork runs `then` after all calls that have begun */
  constructor(
    options: StorageOptions,
    onMode: (mode: StoreMode) => void,
    finishWork: (then: () => void) => Promise<void>,
  ) {
    this.#options = options;
    this.#onMode = onMode;
    this.#finishWork = finishWork;
    this.#channel = new BroadcastChannel(`${options.name}-store`);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.type === 'let-go') void this.#stepBack();
    };
  }

  get mode(): StoreMode {
    if (!this.#opened) return 'blocked';
    return this.#opened.access === 'newer' ? 'read-only' : 'writer';
  }

  /** The open database. @throws `storage/locked` while another tab has it, or why it could not be opened */
  get opened(): OpenedDatabase {
    if (this.#failure) throw this.#failure;
    if (!this.#opened) throw new StudioError('storage/locked', 'Another tab is writing.');
    return this.#opened;
  }

  /** Settles when the data is open, or after a moment of waiting for another tab. @throws why it could not be opened */
  async open(): Promise<StoreMode> {
    this.#standInLine();
    await Promise.race([this.#settled.promise, wait(GRACE_MS)]);
    if (!this.#opened && this.#release) await this.#settled.promise;
    if (this.#failure) throw this.#failure;
    return this.mode;
  }

  /** @throws `storage/locked` when the other tab does not answer */
  async takeOver(): Promise<void> {
    if (this.#opened) return;
    this.#standInLine();
    this.#channel.postMessage({ type: 'let-go' } satisfies Message);
    await Promise.race([this.#settled.promise, wait(TAKE_OVER_MS)]);
    if (!this.#opened)
      throw this.#failure ?? new StudioError('storage/locked', 'The other tab did not let go.');
  }

  async close(): Promise<void> {
    if (this.#standBack) clearTimeout(this.#standBack);
    this.#channel.close();
    await this.#letGo();
  }

  #standInLine(): void {
    if (this.#inLine || this.#release) return;
    const controller = new AbortController();
    this.#inLine = controller;
    const lock = `${this.#options.name}-writer`;
    const served = navigator.locks.request(lock, { signal: controller.signal }, () => this.#hold());
    // Leaving the line rejects with an AbortError, which is what was asked for.
    served.catch(() => {});
  }

  async #hold(): Promise<void> {
    const release = deferred<void>();
    this.#release = release;
    this.#inLine = null;
    try {
      this.#opened = await openDatabase(this.#options);
      this.#failure = null;
      this.#onMode(this.mode);
    } catch (thrown) {
      this.#failure = toStorageError(thrown);
      release.resolve();
    }
    this.#settled.resolve();
    await release.promise;
    this.#release = null;
  }

  async #stepBack(): Promise<void> {
    await this.#letGo();
    this.#onMode('blocked');
    if (this.#standBack) clearTimeout(this.#standBack);
    this.#standBack = setTimeout(() => this.#standInLine(), STAND_BACK_MS);
  }

  async #letGo(): Promise<void> {
    this.#inLine?.abort();
    this.#inLine = null;
    if (this.#release) await this.#settled.promise;
    await this.#finishWork(() => {
      this.#opened?.close();
      this.#opened = null;
      this.#settled = deferred();
    });
    this.#release?.resolve();
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
