import { type ErrorCode, StudioError } from '../../../core/errors.ts';
import {
  graphFile,
  type ModelCard,
  type ModelCardFile,
  parseModelCard,
} from '../../../core/model-card.ts';
import type { ModelSource } from '../protocol.ts';

/** In the origin private file system: `models/<id>/card.json` and one numbered file for each file of the card. */
const FOLDER = 'models';

/** Bytes of a model's files, each with the SHA-256 that its card promises. */
export interface ModelBytes {
  graph: Uint8Array;
  externalData: { path: string; data: Uint8Array }[];
}

/** @throws `model/download-failed`, `model/not-found`, `model/hash-mismatch` */
export async function readModel({ card, urls }: ModelSource): Promise<ModelBytes> {
  const folder = urls ? null : await folderOf(card.id, false);
  const graphPath = graphFile(card).path;
  let graph: Uint8Array | null = null;
  const externalData: ModelBytes['externalData'] = [];
  for (const [at, file] of card.files.entries()) {
    const url = urls?.[at];
    const data = folder ? await readStored(folder, card, at) : await fetchBytes(url ?? '', card.id);
    await checkHash(data, file, card.id);
    if (file.path === graphPath) graph = data;
    else externalData.push({ path: baseName(file.path), data });
  }
  if (!graph) throw new StudioError('model/not-found', `The graph of "${card.id}" is missing.`);
  return { graph, externalData };
}

/** Keeps files that were handed over or fetched; nothing is kept unless every hash is right. */
export async function storeModel(
  card: ModelCardFile,
  files: readonly Uint8Array[],
): Promise<ModelCard> {
  for (const [at, file] of card.files.entries()) {
    await checkHash(files[at] ?? new Uint8Array(), file, card.id);
  }
  await removeModel(card.id);
  const folder = await folderOf(card.id, true);
  for (const [at, bytes] of files.entries()) await writeFile(folder, `${at}.bin`, bytes);
  // Last, because a folder without a card does not count as installed.
  await writeFile(folder, 'card.json', new TextEncoder().encode(JSON.stringify(card)));
  return { ...card, installed: true };
}

/** Pairs the files that a person picked with those of the card, by name. @throws `model/bad-card` when one is missing */
export function pickFiles(
  card: ModelCardFile,
  files: readonly { name: string; bytes: Uint8Array }[],
): Uint8Array[] {
  return card.files.map(({ path }) => {
    const file = files.find(({ name }) => name === path || baseName(name) === baseName(path));
    if (!file) {
      throw new StudioError(
        'model/bad-card',
        `The card names "${path}", which is not among the files.`,
        {
          details: { modelId: card.id, field: path },
        },
      );
    }
    return file.bytes;
  });
}

/** Fetches every file from its address. @throws `model/download-failed` */
export function fetchModel(card: ModelCardFile): Promise<Uint8Array[]> {
  return Promise.all(card.files.map(({ url }) => fetchBytes(url ?? '', card.id)));
}

export async function installedCards(): Promise<ModelCardFile[]> {
  const cards: ModelCardFile[] = [];
  const root = await modelsFolder();
  for await (const handle of root.values()) {
    if (handle.kind !== 'directory') continue;
    try {
      const file = await (await handle.getFileHandle('card.json')).getFile();
      cards.push(parseModelCard(JSON.parse(await file.text())));
    } catch {
      // An installation that was cut short: it is overwritten by the next one.
    }
  }
  return cards.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Harmless when there is none. */
export async function removeModel(modelId: string): Promise<void> {
  const root = await modelsFolder();
  await root.removeEntry(modelId, { recursive: true }).catch((thrown: unknown) => {
    if (!(thrown instanceof DOMException && thrown.name === 'NotFoundError')) throw thrown;
  });
}

async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function checkHash(
  bytes: Uint8Array,
  file: ModelCardFile['files'][number],
  modelId: string,
): Promise<void> {
  const found = await sha256Hex(bytes);
  if (found === file.sha256) return;
  throw new StudioError(
    'model/hash-mismatch',
    `"${file.path}" of "${modelId}" is not the file that its card describes.`,
    {
      details: { modelId, path: file.path, expected: file.sha256, found },
    },
  );
}

async function fetchBytes(url: string, modelId: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw failed('model/download-failed', modelId, cause);
  }
}

async function modelsFolder(): Promise<FileSystemDirectoryHandle> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch (cause) {
    throw failed('storage/unavailable', FOLDER, cause);
  }
}

async function folderOf(modelId: string, create: boolean): Promise<FileSystemDirectoryHandle> {
  const root = await modelsFolder();
  try {
    return await root.getDirectoryHandle(modelId, { create });
  } catch (cause) {
    throw failed('model/not-found', modelId, cause);
  }
}

async function readStored(
  folder: FileSystemDirectoryHandle,
  card: ModelCardFile,
  at: number,
): Promise<Uint8Array> {
  try {
    const file = await (await folder.getFileHandle(`${at}.bin`)).getFile();
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw failed('model/not-found', card.id, cause);
  }
}

async function writeFile(
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  const access = await handle.createSyncAccessHandle();
  try {
    access.truncate(0);
    access.write(bytes as Uint8Array<ArrayBuffer>);
    access.flush();
  } catch (cause) {
    const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
    throw failed(isFull ? 'storage/quota' : 'storage/unavailable', folder.name, cause);
  } finally {
    access.close();
  }
}

function failed(code: ErrorCode, modelId: string, cause: unknown): StudioError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new StudioError(code, `The files of "${modelId}": ${why}`, {
    details: { modelId },
    cause,
  });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
