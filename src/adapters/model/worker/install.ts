import { baseName } from '../../../core/base-name.ts';
import { throwIfCancelled } from '../../../core/cancel.ts';
import { StudioError } from '../../../core/errors.ts';
import type { ModelCardFile, ModelFile } from '../../../core/model-card.ts';
import { roleOf } from '../../../core/model-files.ts';
import type { CallContext } from '../../../rpc/serve.ts';
import { download, forgetPart } from './download.ts';
import {
  commit,
  discard,
  modelFolder,
  openForWriting,
  readStored,
  sha256Hex,
  storedName,
  storeFailure,
  writeAt,
} from './model-store.ts';
import { refuseImpostor } from './sniff.ts';

/** Files are copied in pieces of this many bytes, so that a large one is never in memory as a whole. */
const PIECE_BYTES = 8 * 2 ** 20;

export interface InstallRequest {
  card: ModelCardFile;
  /** Files from disk; those that are missing are fetched from the addresses on the card. */
  files: readonly { name: string; blob: Blob }[];
  /** Half-precision graphs are kept only where a graphics device computes in it. */
  shaderF16: boolean;
  /** Loads the model from where it came in and runs it once. */
  tryOut: (card: ModelCardFile) => Promise<void>;
}

/**
 * Gathers the files of a model, checks each SHA-256 (one that the card leaves open is pinned to what came), tries the model out
 * and only then makes it the installed one. A cancelled or broken download stays on disk for the next try.
 *
 * @throws `model/bad-card`, `model/hash-mismatch`, `model/not-a-model`, `model/download-failed`, `model/load-failed`, `storage/…`
 */
export async function installModel(
  request: InstallRequest,
  context: Pick<CallContext<never>, 'signal' | 'progress'>,
): Promise<ModelCardFile> {
  const { id } = request.card;
  return navigator.locks.request(`ristretto-model-${id}`, { ifAvailable: true }, async (lock) => {
    if (!lock) throw storeFailure('storage/locked', id, 'It is being installed elsewhere.');
    const card = await gather(request, context);
    try {
      await request.tryOut(card);
    } catch (thrown) {
      await discard('incoming', id);
      throw thrown;
    }
    throwIfCancelled(context.signal);
    await commit(card);
    return card;
  });
}

async function gather(
  { card, files, shaderF16 }: InstallRequest,
  context: Pick<CallContext<never>, 'signal' | 'progress'>,
): Promise<ModelCardFile> {
  const wanted = card.files.filter(
    (file) => shaderF16 || roleOf(card, file) !== 'image-fp16' || isGiven(file, files),
  );
  for (const file of wanted) {
    if (!isGiven(file, files) && !file.url) throw missing(card, file);
  }
  const folder = await modelFolder('incoming', card.id, true);
  const onDisk = wanted.map(() => 0);
  const total = wanted.every(({ bytes }) => bytes > 0)
    ? wanted.reduce((sum, { bytes }) => sum + bytes, 0)
    : null;
  const pinned: ModelFile[] = [];
  for (const [at, file] of wanted.entries()) {
    throwIfCancelled(context.signal);
    const onBytes = (bytes: number) => {
      onDisk[at] = bytes;
      const done = onDisk.reduce((sum, one) => sum + one, 0);
      context.progress({ done, total, unit: 'bytes', info: { file: baseName(file.path) } });
    };
    const one = { card, file, folder, name: storedName(at), onBytes };
    pinned.push(
      await takeFile(
        one,
        files.find((given) => isSame(file, given)),
        context.signal,
      ),
    );
  }
  return { ...card, files: pinned };
}

interface Taking {
  card: ModelCardFile;
  file: ModelFile;
  folder: FileSystemDirectoryHandle;
  name: string;
  onBytes: (bytes: number) => void;
}

async function takeFile(
  { card, file, folder, name, onBytes }: Taking,
  given: { blob: Blob } | undefined,
  signal: AbortSignal,
): Promise<ModelFile> {
  if (given) {
    await copyIn({ folder, name, blob: given.blob, path: file.path, modelId: card.id, onBytes });
    return pin(file, card.id, name);
  }
  const task = { folder, name, file, url: file.url ?? '', modelId: card.id, signal, onBytes };
  const { wasResumed } = await download(task);
  try {
    return await pin(file, card.id, name);
  } catch (thrown) {
    await forgetPart(task);
    if (!wasResumed || !isMismatch(thrown)) throw thrown;
  }
  // The parts may be of two versions that the server did not tell apart: once more, in one piece.
  await download(task);
  try {
    return await pin(file, card.id, name);
  } catch (thrown) {
    await forgetPart(task);
    throw thrown;
  }
}

/** The file with the size and SHA-256 of what is on disk. @throws `model/hash-mismatch` when the card promised another one */
async function pin(file: ModelFile, modelId: string, name: string): Promise<ModelFile> {
  const at = Number.parseInt(name, 10);
  const bytes = await readStored('incoming', modelId, at);
  const sha256 = await sha256Hex(bytes);
  if (file.sha256 && file.sha256 !== sha256) {
    throw new StudioError(
      'model/hash-mismatch',
      `"${file.path}" of "${modelId}" is not the file that its card describes.`,
      { details: { modelId, path: file.path, expected: file.sha256, found: sha256 } },
    );
  }
  return { ...file, sha256, bytes: bytes.length };
}

interface Copying {
  folder: FileSystemDirectoryHandle;
  name: string;
  blob: Blob;
  path: string;
  modelId: string;
  onBytes: (bytes: number) => void;
}

async function copyIn({ folder, name, blob, path, modelId, onBytes }: Copying): Promise<void> {
  const access = await openForWriting(folder, name);
  try {
    access.truncate(0);
    for (let atByte = 0; atByte < blob.size; atByte += PIECE_BYTES) {
      const piece = new Uint8Array(await blob.slice(atByte, atByte + PIECE_BYTES).arrayBuffer());
      if (atByte === 0) refuseImpostor(piece, path, modelId);
      writeAt(access, piece, { atByte, modelId });
      onBytes(atByte + piece.length);
    }
    access.flush();
  } finally {
    access.close();
  }
}

function isSame({ path }: ModelFile, { name }: { name: string }): boolean {
  return name === path || baseName(name) === baseName(path);
}

function isGiven(file: ModelFile, files: readonly { name: string }[]): boolean {
  return files.some((given) => isSame(file, given));
}

function isMismatch(thrown: unknown): boolean {
  return thrown instanceof StudioError && thrown.code === 'model/hash-mismatch';
}

function missing(card: ModelCardFile, { path }: ModelFile): StudioError {
  return new StudioError(
    'model/bad-card',
    `The card names "${path}", which is not among the files and has no address.`,
    { details: { modelId: card.id, field: path } },
  );
}
