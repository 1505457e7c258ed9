import { type ErrorCode, StudioError } from '../../../core/errors.ts';
import { type ModelCardFile, type ModelFile, parseModelCard } from '../../../core/model-card.ts';

/**
 * In the origin private file system: `models/<id>/card.json` and one numbered file for each file of the card. What is on its way
 * lies in `models-incoming/<id>` until all of it was checked, so that a failed update leaves the installed model as it was.
 */
export type StorePlace = 'installed' | 'incoming';
const FOLDERS: Record<StorePlace, string> = { installed: 'models', incoming: 'models-incoming' };
const CARD = 'card.json';

/** TypeScript's library does not have it yet; every browser with a private file system does. */
interface Movable {
  move(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
}

export const storedName = (at: number): string => `${at}.bin`;

export async function modelFolder(
  place: StorePlace,
  modelId: string,
  create: boolean,
): Promise<FileSystemDirectoryHandle> {
  const root = await rootFolder(place);
  try {
    return await root.getDirectoryHandle(modelId, { create });
  } catch (cause) {
    throw storeFailure(create ? 'storage/unavailable' : 'model/not-found', modelId, cause);
  }
}

/** Cards of the models that are installed completely, by id. */
export async function installedCards(): Promise<ModelCardFile[]> {
  const cards: ModelCardFile[] = [];
  for await (const handle of (await rootFolder('installed')).values()) {
    if (handle.kind !== 'directory') continue;
    try {
      const file = await (await handle.getFileHandle(CARD)).getFile();
      cards.push(parseModelCard(JSON.parse(await file.text())));
    } catch {
      // An installation that was cut short: the next one overwrites it.
    }
  }
  return cards.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Bytes of downloads that were begun and not finished, by model. */
export async function partialBytes(): Promise<Record<string, number>> {
  const partial: Record<string, number> = {};
  for await (const folder of (await rootFolder('incoming')).values()) {
    if (folder.kind !== 'directory') continue;
    let bytes = 0;
    for await (const file of folder.values()) {
      if (file.kind === 'file' && file.name.endsWith('.bin')) bytes += (await file.getFile()).size;
    }
    if (bytes > 0) partial[folder.name] = bytes;
  }
  return partial;
}

/** Forgets a model in one place; harmless when it is not there. */
export async function discard(place: StorePlace, modelId: string): Promise<void> {
  const root = await rootFolder(place);
  await root.removeEntry(modelId, { recursive: true }).catch((thrown: unknown) => {
    if (!(thrown instanceof DOMException && thrown.name === 'NotFoundError')) throw thrown;
  });
}

/** Makes what came in the installed model. The card is written last: a folder without one does not count. */
export async function commit(card: ModelCardFile): Promise<void> {
  const from = await modelFolder('incoming', card.id, false);
  await discard('installed', card.id);
  const to = await modelFolder('installed', card.id, true);
  for (const at of card.files.keys()) {
    const handle = await from.getFileHandle(storedName(at));
    await (handle as unknown as Movable).move(to, storedName(at));
  }
  await writeText(to, CARD, JSON.stringify(card));
  await discard('incoming', card.id);
}

/** @throws `model/not-found` */
export async function readStored(
  place: StorePlace,
  modelId: string,
  at: number,
): Promise<Uint8Array> {
  const folder = await modelFolder(place, modelId, false);
  try {
    const file = await (await folder.getFileHandle(storedName(at))).getFile();
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw storeFailure('model/not-found', modelId, cause);
  }
}

/** @throws `storage/locked` when another tab is writing it */
export async function openForWriting(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemSyncAccessHandle> {
  try {
    const handle = await folder.getFileHandle(name, { create: true });
    return await handle.createSyncAccessHandle();
  } catch (cause) {
    const isBusy = cause instanceof DOMException && cause.name === 'NoModificationAllowedError';
    throw storeFailure(isBusy ? 'storage/locked' : 'storage/unavailable', folder.name, cause);
  }
}

/** Appends at `atByte`. @throws `storage/quota` */
export function writeAt(
  access: FileSystemSyncAccessHandle,
  bytes: Uint8Array,
  { atByte, modelId }: { atByte: number; modelId: string },
): void {
  try {
    const written = access.write(bytes as Uint8Array<ArrayBuffer>, { at: atByte });
    if (written < bytes.length) throw new DOMException('The disk is full.', 'QuotaExceededError');
  } catch (cause) {
    const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
    throw storeFailure(isFull ? 'storage/quota' : 'storage/unavailable', modelId, cause);
  }
}

export async function writeText(
  folder: FileSystemDirectoryHandle,
  name: string,
  text: string,
): Promise<void> {
  const access = await openForWriting(folder, name);
  try {
    access.truncate(0);
    writeAt(access, new TextEncoder().encode(text), { atByte: 0, modelId: folder.name });
    access.flush();
  } finally {
    access.close();
  }
}

/** The text of a small file, or `null` when there is none. */
export async function readText(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<string | null> {
  try {
    return await (await (await folder.getFileHandle(name)).getFile()).text();
  } catch {
    return null;
  }
}

export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @throws `model/hash-mismatch` */
export async function checkHash(
  bytes: Uint8Array,
  file: ModelFile,
  modelId: string,
): Promise<void> {
  const found = await sha256Hex(bytes);
  if (found === file.sha256) return;
  throw new StudioError(
    'model/hash-mismatch',
    `"${file.path}" of "${modelId}" is not the file that its card describes.`,
    { details: { modelId, path: file.path, expected: file.sha256, found } },
  );
}

export async function rootFolder(place: StorePlace): Promise<FileSystemDirectoryHandle> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDERS[place], { create: true });
  } catch (cause) {
    throw storeFailure('storage/unavailable', FOLDERS[place], cause);
  }
}

export function storeFailure(code: ErrorCode, modelId: string, cause: unknown): StudioError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new StudioError(code, `The files of "${modelId}": ${why}`, {
    details: { modelId },
    cause,
  });
}
