import { failure, isNamed } from './failure.ts';

interface SavePicker {
  showSaveFilePicker?(options: {
    suggestedName: string;
    id: string;
  }): Promise<FileSystemFileHandle>;
}

/** Chromium's way of removing a picked file, which TypeScript's DOM library does not have. */
type Removable = FileSystemFileHandle & { remove?(): Promise<void> };

/** Small chunks are put together up to this size: a write to disk costs about the same for any size below. */
const WRITE_BYTES = 1 << 20;
const TEMP_FOLDER = 'downloads';
/** A download reads its temporary file until it is done; after this long nobody does. */
const TEMP_KEEP_MS = 6 * 60 * 60 * 1000;

async function* coalesce(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let buffer = new Uint8Array(WRITE_BYTES);
  let used = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength; ) {
      const taken = Math.min(WRITE_BYTES - used, chunk.byteLength - at);
      buffer.set(chunk.subarray(at, at + taken), used);
      used += taken;
      at += taken;
      if (used < WRITE_BYTES) continue;
      yield buffer;
      buffer = new Uint8Array(WRITE_BYTES);
      used = 0;
    }
  }
  if (used > 0) yield buffer.subarray(0, used);
}

/** Writes all of it, or leaves nothing: on a failure what was written so far is thrown away. */
async function writeTo(
  handle: FileSystemFileHandle,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  const writable = await handle.createWritable();
  let writtenBytes = 0;
  try {
    for await (const chunk of coalesce(chunks)) {
      await writable.write(chunk);
      writtenBytes += chunk.byteLength;
    }
    await writable.close();
  } catch (cause) {
    await writable.abort().catch(() => undefined);
    throw cause;
  }
  return writtenBytes;
}

const REMOVE_TRIES = 8;

/** Removes what is left of a failed write. The lock of an aborted stream is let go a moment after the abort: tries again until then. */
async function removeRest(remove: () => Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < REMOVE_TRIES; attempt += 1) {
    try {
      await remove();
      return;
    } catch (cause) {
      if (!isNamed(cause, 'NoModificationAllowedError')) return;
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt));
    }
  }
}

/** `null` = there is no picker, or it may not open now. @throws `job/cancelled` when the person dismissed it */
async function askWhere(suggestedName: string): Promise<FileSystemFileHandle | null> {
  const { showSaveFilePicker }: typeof globalThis & SavePicker = globalThis;
  if (!showSaveFilePicker) return null;
  try {
    return await showSaveFilePicker({ suggestedName, id: 'exports' });
  } catch (cause) {
    if (isNamed(cause, 'AbortError'))
      throw failure('job/cancelled', 'No place was chosen.', { cause });
    return null;
  }
}

/** A folder for files on their way to the downloads; what earlier sessions left there goes. */
async function tempFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(TEMP_FOLDER, { create: true });
  for await (const entry of folder.values()) {
    if (!(entry instanceof FileSystemFileHandle)) continue;
    const { lastModified } = await entry.getFile();
    if (Date.now() - lastModified > TEMP_KEEP_MS)
      await folder.removeEntry(entry.name).catch(() => undefined);
  }
  return folder;
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), TEMP_KEEP_MS);
}

/** Through a temporary file, so that memory does not grow with the size of the export. */
async function saveAsDownload(name: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const folder = await tempFolder();
  const tempName = crypto.randomUUID();
  try {
    const handle = await folder.getFileHandle(tempName, { create: true });
    const writtenBytes = await writeTo(handle, chunks);
    download(await handle.getFile(), name);
    return writtenBytes;
  } catch (cause) {
    await removeRest(() => folder.removeEntry(tempName));
    throw cause;
  }
}

/**
 * Streams to a place that the person picks, or to the downloads where no picker can open.
 * @throws `export/write-failed`, `job/cancelled`, and whatever the chunks throw; no part of the file is left then
 */
export async function saveFile(
  suggestedName: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ writtenBytes: number }> {
  const handle = await askWhere(suggestedName);
  try {
    const writtenBytes = handle
      ? await writeTo(handle, chunks)
      : await saveAsDownload(suggestedName, chunks);
    return { writtenBytes };
  } catch (cause) {
    if (handle) await removeRest(async () => (handle as Removable).remove?.());
    if (isNamed(cause, 'AbortError'))
      throw failure('job/cancelled', 'Saving was cancelled.', { cause });
    throw failure('export/write-failed', 'The file could not be written to its end.', { cause });
  }
}
