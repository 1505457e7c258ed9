import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { StudioError } from '../../../core/errors.ts';
import type { StoreContext } from './context.ts';
import { migrate } from './migrations/migrate.ts';
import type { Packs } from './pack.ts';
import { Sql } from './sql.ts';
import { Terms } from './terms.ts';

/** The same SQL over a database in memory, so that its rules can be tested in node. */
export async function openEmptyDatabase(): Promise<Sql> {
  const sqlite3 = await sqlite3InitModule();
  return new Sql(new sqlite3.oo1.DB(':memory:'));
}

export async function openMemoryContext(): Promise<StoreContext> {
  const sql = await openEmptyDatabase();
  migrate(sql);
  return {
    sql,
    terms: new Terms(sql),
    packs: new MemoryPacks(),
    nowMs: () => Date.now(),
    newId: () => globalThis.crypto.randomUUID(),
  };
}

class MemoryPacks implements Packs {
  readonly #packs = new Map<number, Uint8Array>();

  async append(project: number, usedBytes: number, pictures: readonly Uint8Array[]): Promise<void> {
    const size = pictures.reduce((sum, picture) => sum + picture.length, usedBytes);
    const grown = new Uint8Array(size);
    grown.set((this.#packs.get(project) ?? new Uint8Array(0)).subarray(0, usedBytes));
    let at = usedBytes;
    for (const picture of pictures) {
      grown.set(picture, at);
      at += picture.length;
    }
    this.#packs.set(project, grown);
  }

  async read(project: number, offsetBytes: number, sizeBytes: number): Promise<Uint8Array> {
    const bytes = this.#packs.get(project)?.slice(offsetBytes, offsetBytes + sizeBytes);
    if (bytes?.length !== sizeBytes)
      throw new StudioError('storage/corrupt', 'The pack is too short.');
    return bytes;
  }

  async remove(project: number): Promise<void> {
    this.#packs.delete(project);
  }

  close(): void {
    this.#packs.clear();
  }
}
