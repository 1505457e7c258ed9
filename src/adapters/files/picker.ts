import type { PickedFile } from '../../core/ports.ts';
import { failure, isNamed } from './failure.ts';

/** Parts of the File System Access API that TypeScript's DOM library does not have yet. */
interface Pickers {
  showOpenFilePicker?(options: { multiple: boolean; id: string }): Promise<FileSystemFileHandle[]>;
  showDirectoryPicker?(options: { id: string; mode: 'read' }): Promise<FileSystemDirectoryHandle>;
}

interface DropItem {
  readonly kind: string;
  getAsFile(): File | null;
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
  webkitGetAsEntry?(): FileSystemEntry | null;
}

const pickers: typeof globalThis & Pickers = globalThis;
const isHidden = (name: string): boolean => name.startsWith('.');
const byName = <T extends { name: string }>(a: T, b: T): number =>
  a.name.localeCompare(b.name, 'en', { numeric: true });

/** A dismissed picker is an answer, not an error. */
async function unlessDismissed<T>(picked: Promise<T>): Promise<T | null> {
  try {
    return await picked;
  } catch (cause) {
    if (isNamed(cause, 'AbortError')) return null;
    throw failure('video/file-permission', 'The browser did not open the file.', { cause });
  }
}

async function fromFileHandle(handle: FileSystemFileHandle, folder = ''): Promise<PickedFile> {
  return { file: await handle.getFile(), handle, folder };
}

/** Files of a folder and its folders, by name; hidden ones are left out, and unreadable ones too. */
async function fromFolder(folder: FileSystemDirectoryHandle, above = ''): Promise<PickedFile[]> {
  const children: FileSystemHandle[] = [];
  for await (const child of folder.values()) if (!isHidden(child.name)) children.push(child);
  const picked: PickedFile[] = [];
  // One by one: a frame dump can hold more files than a call takes arguments.
  for (const child of children.sort(byName))
    for (const one of await fromHandle(child, `${above}${folder.name}/`)) picked.push(one);
  return picked;
}

async function fromHandle(handle: FileSystemHandle, folder = ''): Promise<PickedFile[]> {
  try {
    if (handle instanceof FileSystemDirectoryHandle) return await fromFolder(handle, folder);
    return handle instanceof FileSystemFileHandle ? [await fromFileHandle(handle, folder)] : [];
  } catch (cause) {
    if (cause instanceof DOMException) return [];
    throw cause;
  }
}

const fileOfEntry = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** One call gives a part of the folder only; the last one is empty. */
const readSome = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));

async function fromEntry(entry: FileSystemEntry, folder = ''): Promise<PickedFile[]> {
  if (isHidden(entry.name)) return [];
  if (entry.isFile)
    return [{ file: await fileOfEntry(entry as FileSystemFileEntry), handle: null, folder }];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const children: FileSystemEntry[] = [];
  for (let some = await readSome(reader); some.length > 0; some = await readSome(reader))
    children.push(...some);
  const picked: PickedFile[] = [];
  for (const child of children.sort(byName))
    for (const one of await fromEntry(child, `${folder}${entry.name}/`)) picked.push(one);
  return picked;
}

/** `a/b/` of `a/b/file`. */
function folderOf({ webkitRelativePath: path }: File): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** What an `<input type="file">` gives: files for this session, without handles. */
function fromInput(kind: 'files' | 'folder'): Promise<PickedFile[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = kind === 'folder';
  return new Promise((resolve) => {
    input.onchange = () => {
      const files = [...(input.files ?? [])].filter(
        (file) => !`/${file.webkitRelativePath || file.name}`.includes('/.'),
      );
      resolve(files.map((file) => ({ file, handle: null, folder: folderOf(file) })));
    };
    input.oncancel = () => resolve([]);
    input.click();
  });
}

/** Asks the person; empty when they dismissed the dialog. Needs a user gesture. */
export async function pick(kind: 'files' | 'folder'): Promise<PickedFile[]> {
  const { showOpenFilePicker, showDirectoryPicker } = pickers;
  if (kind === 'folder') {
    if (!showDirectoryPicker) return fromInput(kind);
    const folder = await unlessDismissed(showDirectoryPicker({ id: 'videos', mode: 'read' }));
    return folder ? fromFolder(folder) : [];
  }
  if (!showOpenFilePicker) return fromInput(kind);
  const handles = await unlessDismissed(showOpenFilePicker({ multiple: true, id: 'videos' }));
  return Promise.all((handles ?? []).map((handle) => fromFileHandle(handle)));
}

/** A dropped thing, started at once: its item is only readable during the event. */
function startReading(item: DropItem): Promise<PickedFile[]> {
  const file = item.getAsFile();
  const entry = item.webkitGetAsEntry?.() ?? null;
  const plain = file && !entry?.isDirectory ? [{ file, handle: null }] : [];
  const withoutHandle = () => (entry ? fromEntry(entry) : Promise.resolve(plain));
  const handle = item.getAsFileSystemHandle?.().catch(() => null);
  if (!handle) return withoutHandle();
  return handle.then((known) => (known ? fromHandle(known) : withoutHandle()));
}

/**
 * Files and folders of a drop, with handles where the browser gives them. Call it within the event, before any `await`.
 * @param transfer the event's `DataTransfer`
 */
export async function fromDrop(transfer: unknown): Promise<PickedFile[]> {
  if (!(transfer instanceof DataTransfer)) return [];
  const items: DropItem[] = [...transfer.items].filter((item) => item.kind === 'file');
  const picked = await Promise.all(items.map(startReading));
  return picked.flat().filter(({ file }) => !isHidden(file.name));
}
