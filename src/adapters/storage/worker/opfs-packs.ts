import { StudioError } from '../../../core/errors.ts';
import type { Budget } from './budget.ts';
import type { Packs } from './pack.ts';

/** Pack files in a folder of the origin's private file system, each open as long as it is in use. */
export class OpfsPacks implements Packs {
  readonly #folder: FileSystemDirectoryHandle;
  readonly #budget: Budget;
  readonly #open = new Map<number, FileSystemSyncAccessHandle>();

  constructor(folder: FileSystemDirectoryHandle, budget: Budget) {
    this.#folder = folder;
    this.#budget = budget;
  }

  async append(project: number, usedBytes: number, pictures: readonly Uint8Array[]): Promise<void> {
    const file = await this.#file(project);
    this.#budget.checkPack(usedBytes + pictures.reduce((sum, picture) => sum + picture.length, 0));
    let at = usedBytes;
    for (const picture of pictures) {
      file.write(picture, { at });
      at += picture.length;
    }
    file.flush();
  }

  async read(project: number, offsetBytes: number, sizeBytes: number): Promise<Uint8Array> {
    const file = await this.#file(project);
    const bytes = new Uint8Array(sizeBytes);
    if (file.read(bytes, { at: offsetBytes }) !== sizeBytes) {
      throw new StudioError('storage/corrupt', 'A picture pack is shorter than its index says.');
    }
    return bytes;
  }

  async remove(project: number): Promise<void> {
    this.#open.get(project)?.close();
    this.#open.delete(project);
    try {
      await this.#folder.removeEntry(nameOf(project));
    } catch (thrown) {
      if (!(thrown instanceof DOMException && thrown.name === 'NotFoundError')) throw thrown;
    }
  }

  close(): void {
    for (const file of this.#open.values()) file.close();
    this.#open.clear();
  }

  async #file(project: number): Promise<FileSystemSyncAccessHandle> {
    const open = this.#open.get(project);
    if (open) return open;
    const handle = await this.#folder.getFileHandle(nameOf(project), { create: true });
    const file = await handle.createSyncAccessHandle();
    this.#open.set(project, file);
    return file;
  }
}

const nameOf = (project: number): string => `${project}.pack`;
