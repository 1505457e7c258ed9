import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VideoId } from '../../core/flow.ts';
import type { FileLike } from '../../core/ports.ts';
import { createFilesAdapter } from './client.ts';

const ID: VideoId = 'video:files-test';
let database = '';

/** A file in the origin's own storage: its handle stands in for one that a picker gives. */
async function opfsFile(name: string, content: string): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('files-test', { create: true });
  const handle = await folder.getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  await writable.write(content);
  await writable.close();
  return handle;
}

const text = async (file: FileLike) => new TextDecoder().decode(await file.slice().arrayBuffer());

/** The adapter of the next session: it knows what was stored and nothing else. */
const nextSession = () => createFilesAdapter(database);

beforeEach(() => {
  database = `files-test-${crypto.randomUUID()}`;
});

afterEach(async () => {
  await nextSession().forget(ID);
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('files-test', { recursive: true }).catch(() => undefined);
  indexedDB.deleteDatabase(database);
});

describe('fingerprint', () => {
  it('is the SHA-256 of the size and the content of a small file', async () => {
    const framed = new Uint8Array([3, 0, 0, 0, 0, 0, 0, 0, 97, 98, 99]);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', framed));
    const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(await nextSession().fingerprint(new File(['abc'], 'a'))).toBe(hex);
  });

  it('reads three MiB of a large file, and sees a change in the middle and at the end', async () => {
    let read = 0;
    const sizeBytes = 40 << 20;
    const file = (mark: number) => ({
      name: 'big',
      size: sizeBytes,
      slice: (start = 0, end = 0) => ({
        arrayBuffer: async () => {
          read += end - start;
          const bytes = new Uint8Array(end - start);
          if (mark >= start && mark < end) bytes[mark - start] = 1;
          return bytes.buffer;
        },
      }),
    });
    const marks = [-1, 5, sizeBytes / 2, sizeBytes - 1];
    const prints = await Promise.all(marks.map((mark) => nextSession().fingerprint(file(mark))));
    expect(read).toBe(marks.length * (3 << 20));
    expect(new Set(prints).size).toBe(marks.length);
  });
});

describe('files of videos', () => {
  it('lasts for the session without a handle, and is missing in the next', async () => {
    const files = nextSession();
    await files.remember(ID, new File(['one'], 'clip.mp4'), null);
    expect(await files.access(ID)).toBe('ready');
    expect(await text(await files.open(ID))).toBe('one');
    expect(await nextSession().access(ID)).toBe('missing');
    await expect(nextSession().open(ID)).rejects.toMatchObject({
      code: 'video/file-missing',
      details: { name: 'clip.mp4' },
    });
  });

  it('opens a remembered handle in the next session', async () => {
    const handle = await opfsFile('clip.mp4', 'two');
    await nextSession().remember(ID, await handle.getFile(), handle);
    const files = nextSession();
    expect(await files.access(ID)).toBe('ready');
    expect(await text(await files.open(ID))).toBe('two');
    expect(await files.grant([ID, 'video:unknown'])).toEqual([ID]);
  });

  it('keeps the handle when the same file comes again without one', async () => {
    const handle = await opfsFile('clip.mp4', 'two');
    await nextSession().remember(ID, await handle.getFile(), handle);
    await nextSession().remember(ID, new File(['two'], 'clip.mp4'), null);
    expect(await text(await nextSession().open(ID))).toBe('two');
  });

  it('refuses a file that changed behind its handle', async () => {
    const handle = await opfsFile('clip.mp4', 'before');
    await nextSession().remember(ID, await handle.getFile(), handle);
    await opfsFile('clip.mp4', 'AFTER!');
    await expect(nextSession().open(ID)).rejects.toMatchObject({ code: 'video/file-changed' });
  });

  it('says that a deleted file is missing', async () => {
    const handle = await opfsFile('clip.mp4', 'gone');
    await nextSession().remember(ID, await handle.getFile(), handle);
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('files-test', { recursive: true });
    expect(await nextSession().access(ID)).toBe('missing');
    await expect(nextSession().open(ID)).rejects.toMatchObject({ code: 'video/file-missing' });
  });

  it('copies in with progress, and the copy outlives the file', async () => {
    const content = 'x'.repeat((4 << 20) + 10);
    const files = nextSession();
    await files.remember(ID, new File([content], 'clip.mp4'), null);
    const progress: number[] = [];
    await files.copyIn(ID, (done, total) => progress.push(done / total));
    expect(progress.length).toBe(2);
    expect(progress.at(-1)).toBe(1);
    expect(await nextSession().access(ID)).toBe('copied');
    expect((await nextSession().open(ID)).size).toBe(content.length);
    await nextSession().forget(ID);
    expect(await nextSession().access(ID)).toBe('missing');
  });

  it('leaves no half copy behind', async () => {
    const files = nextSession();
    const broken = {
      name: 'clip.mp4',
      size: 6 << 20,
      slice: (start = 0, end = 0) => ({
        arrayBuffer: async () => {
          if (start >= 4 << 20 && progress.length > 0)
            throw new DOMException('full', 'QuotaExceededError');
          return new ArrayBuffer(end - start);
        },
      }),
    };
    const progress: number[] = [];
    await files.remember(ID, broken, null);
    await expect(files.copyIn(ID, (done) => progress.push(done))).rejects.toMatchObject({
      code: 'storage/quota',
    });
    expect(progress).toEqual([4 << 20]);
    expect(await files.access(ID)).toBe('ready');
  });
});

describe('drop', () => {
  it('takes files, leaves hidden ones, and ignores what is not a drop', async () => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['1'], 'b.mp4'));
    transfer.items.add(new File(['2'], '.DS_Store'));
    transfer.items.add('text', 'text/plain');
    const picked = await nextSession().fromDrop(transfer);
    expect(picked.map(({ file }) => file.name)).toEqual(['b.mp4']);
    expect(await nextSession().fromDrop(null)).toEqual([]);
  });

  it('reads a picked folder with its folders, by name and without hidden files', async () => {
    for (const name of ['clip 10.mp4', 'clip 2.mp4', '.hidden.mp4']) await opfsFile(name, name);
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('files-test');
    await folder.getDirectoryHandle('.git', { create: true });
    const inner = await folder.getDirectoryHandle('a folder', { create: true });
    await inner.getFileHandle('inner.mp4', { create: true });
    const before = Object.getOwnPropertyDescriptor(globalThis, 'showDirectoryPicker');
    Object.defineProperty(globalThis, 'showDirectoryPicker', {
      configurable: true,
      value: async () => folder,
    });
    try {
      const picked = await nextSession().pick('folder');
      expect(picked.map(({ file }) => file.name)).toEqual([
        'inner.mp4',
        'clip 2.mp4',
        'clip 10.mp4',
      ]);
      expect(picked.every(({ handle }) => handle instanceof FileSystemFileHandle)).toBe(true);
    } finally {
      if (before) Object.defineProperty(globalThis, 'showDirectoryPicker', before);
    }
  });

  it('is empty when the dialog is dismissed', async () => {
    const dismissed = async () => Promise.reject(new DOMException('no', 'AbortError'));
    const before = Object.getOwnPropertyDescriptor(globalThis, 'showOpenFilePicker');
    Object.defineProperty(globalThis, 'showOpenFilePicker', {
      configurable: true,
      value: dismissed,
    });
    try {
      expect(await nextSession().pick('files')).toEqual([]);
    } finally {
      if (before) Object.defineProperty(globalThis, 'showOpenFilePicker', before);
    }
  });
});
