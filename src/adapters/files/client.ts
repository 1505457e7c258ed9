import { StudioError } from '../../core/errors.ts';
import type { VideoId } from '../../core/flow.ts';
import type { FileAccess, FileLike, FilesPort } from '../../core/ports.ts';
import { openCopy, removeCopy, writeCopy } from './copies.ts';
import { failure } from './failure.ts';
import { fingerprintOf } from './fingerprint.ts';
import { HandleStore, type RememberedFile } from './handle-store.ts';
import { joinFiles } from './join.ts';
import { fromDrop, pick } from './picker.ts';
import { saveFile } from './save.ts';

/** Permission calls of file handles, which TypeScript's DOM library does not have yet. */
interface Permitted {
  queryPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
}

const READ = { mode: 'read' } as const;

const isHandle = (handle: unknown): handle is FileSystemFileHandle =>
  handle instanceof FileSystemFileHandle;

async function permission(handle: FileSystemFileHandle & Permitted): Promise<PermissionState> {
  return (await handle.queryPermission?.(READ)) ?? 'granted';
}

async function ask(handle: FileSystemFileHandle & Permitted): Promise<boolean> {
  const answer = await handle.requestPermission?.(READ).catch(() => 'denied');
  return (answer ?? 'granted') === 'granted';
}

const exists = (handle: FileSystemFileHandle): Promise<boolean> =>
  handle.getFile().then(
    () => true,
    () => false,
  );

/** Files of videos: where they lie, whether they can be read now, and whether they are still the same. */
class FilesAdapter implements FilesPort {
  readonly #store: HandleStore;
  readonly #session = new Map<VideoId, FileLike>();
  /** A `File` never changes what it gives, so one look is enough. */
  readonly #fingerprints = new WeakMap<FileLike, Promise<string>>();

  readonly pick = pick;
  readonly fromDrop = fromDrop;
  readonly save = saveFile;
  readonly join = joinFiles;
  // The zip code is loaded when a zip is first read or written.
  readonly zip: FilesPort['zip'] = async function* (entries) {
    const { zipEntries } = await import('./zip.ts');
    yield* zipEntries(entries);
  };
  readonly unzip: FilesPort['unzip'] = async (file) => (await import('./zip.ts')).unzipFile(file);

  constructor(databaseName: string) {
    this.#store = new HandleStore(databaseName);
  }

  fingerprint(file: FileLike): Promise<string> {
    const known = this.#fingerprints.get(file);
    if (known) return known;
    const made = fingerprintOf(file);
    this.#fingerprints.set(file, made);
    made.catch(() => this.#fingerprints.delete(file));
    return made;
  }

  async remember(videoId: VideoId, file: FileLike, handle: unknown): Promise<void> {
    this.#session.set(videoId, file);
    const before = await this.#store.get(videoId);
    await this.#store.put({
      videoId,
      fingerprint: await this.fingerprint(file),
      sizeBytes: file.size,
      name: file.name,
      // The same file given again without a handle (a script, a plain file dialog) does not take the old one away.
      handle: isHandle(handle) ? handle : (before?.handle ?? null),
    });
  }

  async access(videoId: VideoId): Promise<FileAccess> {
    if (await openCopy(videoId)) return 'copied';
    if (this.#session.has(videoId)) return 'ready';
    const handle = (await this.#store.get(videoId))?.handle;
    if (!handle) return 'missing';
    if ((await permission(handle)) !== 'granted') return 'needs-permission';
    return (await exists(handle)) ? 'ready' : 'missing';
  }

  async open(videoId: VideoId): Promise<FileLike> {
    const remembered = await this.#store.get(videoId);
    const file =
      (await openCopy(videoId)) ??
      this.#session.get(videoId) ??
      (await this.#fromHandle(remembered));
    if (remembered) await this.#assertSame(file, remembered);
    this.#session.set(videoId, file);
    return file;
  }

  async grant(videoIds: readonly VideoId[]): Promise<VideoId[]> {
    const known = await Promise.all(videoIds.map((videoId) => this.#store.get(videoId)));
    // Asked all at once: the click that allows the question does not last through one answer after the other.
    const granted = await Promise.all(
      known.map(async (entry) => (entry?.handle ? ask(entry.handle) : false)),
    );
    const access = await Promise.all(videoIds.map((videoId) => this.access(videoId)));
    return videoIds.filter(
      (_, i) =>
        access[i] === 'copied' ||
        (access[i] === 'ready' && (granted[i] || known[i]?.handle === null)),
    );
  }

  async copyIn(videoId: VideoId, onProgress: (done: number, total: number) => void): Promise<void> {
    if (await openCopy(videoId)) return;
    await writeCopy(videoId, await this.open(videoId), onProgress);
    const copy = await openCopy(videoId);
    if (copy) this.#session.set(videoId, copy);
  }

  async forget(videoId: VideoId): Promise<void> {
    this.#session.delete(videoId);
    await this.#store.remove(videoId);
    await removeCopy(videoId);
  }

  async #fromHandle(remembered: RememberedFile | undefined): Promise<File> {
    const details = { name: remembered?.name ?? null };
    if (!remembered?.handle)
      throw new StudioError('video/file-missing', 'The file of this video is not linked.', {
        details,
      });
    if ((await permission(remembered.handle)) !== 'granted') {
      throw new StudioError(
        'video/file-permission',
        'The browser asks for permission before it reads this file.',
        { details },
      );
    }
    try {
      return await remembered.handle.getFile();
    } catch (cause) {
      throw failure('video/file-missing', 'The file of this video was moved or deleted.', {
        details,
        cause,
      });
    }
  }

  /** Reads 3 MiB at most, once for each opened file. */
  async #assertSame(file: FileLike, remembered: RememberedFile): Promise<void> {
    const isSame =
      file.size === remembered.sizeBytes && (await this.#readable(file)) === remembered.fingerprint;
    if (isSame) return;
    this.#session.delete(remembered.videoId);
    throw new StudioError('video/file-changed', 'The file is not the one that was added.', {
      details: { name: remembered.name },
    });
  }

  /** The fingerprint, or `null` where the file cannot be read any more. */
  #readable(file: FileLike): Promise<string | null> {
    return this.fingerprint(file).catch(() => null);
  }
}

/** @param databaseName of the IndexedDB that keeps the file handles */
export function createFilesAdapter(databaseName = 'ristretto-files'): FilesPort {
  return new FilesAdapter(databaseName);
}
