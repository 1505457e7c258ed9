import sqlite3InitModule, { type SAHPoolUtil, type Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { StudioError, toStudioError } from '../../../core/errors.ts';
import type { StorageOptions } from '../protocol.ts';
import { Budget } from './budget.ts';
import type { StoreContext } from './context.ts';
import { migrate } from './migrations/migrate.ts';
import { OpfsPacks } from './opfs-packs.ts';
import { Sql } from './sql.ts';
import { Terms } from './terms.ts';

/** Ended tabs give their file handles back a little after their lock. */
const HANDLE_RETRIES = 100;
const HANDLE_WAIT_MS = 50;

/**
 * `FULL`: a commit returns after its write-ahead log was flushed, so it survives the tab, the browser and the machine.
 * One connection with exclusive locking needs no shared memory, which this file system does not have.
 */
const PRAGMAS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -32768;
`;

/** Of the widest build of SQLite. */
const POINTER_BYTES = 8;

export interface OpenedDatabase {
  context: StoreContext;
  access: 'current' | 'newer';
  /** Closes the database and lets go of all file handles. */
  close(): void;
}

let sqlite: Promise<Sqlite3Static> | null = null;
const pools = new Map<string, SAHPoolUtil>();

/** @throws `storage/unavailable` where the browser has no private file system, `storage/corrupt` */
export async function openDatabase(options: StorageOptions): Promise<OpenedDatabase> {
  const folder = await packFolder(options.name);
  sqlite ??= loadSqlite();
  const pool = await handlesOf(await sqlite, options.name);
  const sql = new Sql(new pool.OpfsSAHPoolDb('/ristretto.sqlite3'));
  withoutPadding(await sqlite, sql);
  const packs = new OpfsPacks(folder, new Budget(options.maxBytes));
  const close = () => {
    sql.close();
    packs.close();
    pool.pauseVfs();
  };
  try {
    sql.script(PRAGMAS);
    const access = migrate(sql);
    if (access === 'newer') sql.script('PRAGMA query_only = ON');
    else new Budget(options.maxBytes).limit(sql);
    const context: StoreContext = {
      sql,
      terms: new Terms(sql),
      packs,
      nowMs: () => Date.now(),
      newId: () => crypto.randomUUID(),
    };
    return { context, access, close };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

/** SQLite with the one file system that is used here; the others would start workers of their own. */
function loadSqlite(): Promise<Sqlite3Static> {
  const disable = { vfs: { kvvfs: true, opfs: true, 'opfs-vfs': true, 'opfs-wl': true } };
  // What it would print is thrown as well, and is handled there.
  const quiet = () => {};
  Object.assign(globalThis, { sqlite3ApiConfig: { disable, warn: quiet, error: quiet } });
  return sqlite3InitModule();
}

/**
 * Says that overwriting a part of a file leaves the rest alone, as SQLite takes for granted elsewhere. Without it, SQLite pads
 * its log after each flush with frames that it goes on to read: a write that is refused later (no room) would take with it
 * what of them had not been handed on, and the data could not be read until the next start.
 */
function withoutPadding({ capi, wasm }: Sqlite3Static, { db }: Sql): void {
  const scope = wasm.scopedAllocPush();
  try {
    const out = wasm.scopedAlloc(POINTER_BYTES);
    const result = capi.sqlite3_file_control(db, 'main', capi.SQLITE_FCNTL_FILE_POINTER, out);
    if (result !== 0)
      throw new StudioError('storage/unavailable', `SQLite shows no file: ${result}.`);
    const file = new capi.sqlite3_file(wasm.peekPtr(out));
    const methods = new capi.sqlite3_io_methods(file.$pMethods);
    const traits = capi.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | capi.SQLITE_IOCAP_POWERSAFE_OVERWRITE;
    // The published types leave this member out.
    Reflect.set(
      methods,
      '$xDeviceCharacteristics',
      wasm.installFunction('i(p)', () => traits),
    );
    methods.dispose();
    file.dispose();
  } finally {
    wasm.scopedAllocPop(scope);
  }
}

async function packFolder(name: string): Promise<FileSystemDirectoryHandle> {
  try {
    const root = await navigator.storage.getDirectory();
    const own = await root.getDirectoryHandle(name, { create: true });
    return await own.getDirectoryHandle('packs', { create: true });
  } catch (thrown) {
    throw toStudioError(thrown, 'storage/unavailable');
  }
}

/**
 * All file handles of the pool. The one call that must never be made without `preserveOnInitFailure`: SQLite's default answer
 * to a handle that is still held elsewhere is to delete the files.
 */
async function handlesOf(sqlite3: Sqlite3Static, name: string): Promise<SAHPoolUtil> {
  const options = {
    name: `pool-${name}`,
    directory: `/${name}/db`,
    initialCapacity: 6,
    verbosity: 0,
    preserveOnInitFailure: true,
    forceReinitIfPreviouslyFailed: true,
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const pool = await (pools.get(name)?.unpauseVfs() ?? sqlite3.installOpfsSAHPoolVfs(options));
      pools.set(name, pool);
      return pool;
    } catch (thrown) {
      if (!isHeldElsewhere(thrown)) throw toStudioError(thrown, 'storage/unavailable');
      if (attempt === HANDLE_RETRIES) throw toStudioError(thrown, 'storage/locked');
      await new Promise((resolve) => setTimeout(resolve, HANDLE_WAIT_MS));
    }
  }
}

function isHeldElsewhere(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'NoModificationAllowedError';
}
