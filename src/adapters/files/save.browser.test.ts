import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../core/errors.ts';
import { saveFile } from './save.ts';
import { unzipFile, zipEntries } from './zip.ts';

async function* chunks(...parts: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (typeof part !== 'string') throw part;
    yield new TextEncoder().encode(part);
  }
}

async function* entries(...files: [string, ...(string | Error)[]][]) {
  for (const [path, ...parts] of files) yield { path, bytes: chunks(...parts) };
}

async function blobOf(bytes: AsyncIterable<Uint8Array>): Promise<File> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of bytes) parts.push(new Uint8Array(part));
  return new File(parts, 'test.zip');
}

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());
const original = Object.getOwnPropertyDescriptor(globalThis, 'showSaveFilePicker');

function replacePicker(value: unknown): void {
  Object.defineProperty(globalThis, 'showSaveFilePicker', {
    configurable: true,
    writable: true,
    value,
  });
}

async function tempNames(folder: string): Promise<string[]> {
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  const handle = await root.getDirectoryHandle(folder, { create: true });
  for await (const name of handle.keys()) names.push(name);
  return names;
}

async function target(): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('save-test', { create: true });
  return folder.getFileHandle('out.zip', { create: true });
}

afterEach(async () => {
  if (original) Object.defineProperty(globalThis, 'showSaveFilePicker', original);
  const root = await navigator.storage.getDirectory();
  for (const folder of ['save-test', 'downloads'])
    await root.removeEntry(folder, { recursive: true }).catch(() => undefined);
});

describe('zip', () => {
  it('gives the same bytes for the same files, and reads them back', async () => {
    const files: [string, ...string[]][] = [
      ['manifest.json', '{}'],
      ['frames/日本 1.jpg', 'ab', '', 'cd'],
      ['empty.txt'],
    ];
    const [once, twice] = await Promise.all([
      blobOf(zipEntries(entries(...files))),
      blobOf(zipEntries(entries(...files))),
    ]);
    expect(await bytesOf(once)).toEqual(await bytesOf(twice));
    const read = await unzipFile(once);
    expect(read.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual([
      ['manifest.json', 2],
      ['frames/日本 1.jpg', 4],
      ['empty.txt', 0],
    ]);
    expect(new TextDecoder().decode(await read[1]?.read())).toBe('abcd');
    expect(await (await blobOf(read[1]?.stream() ?? chunks())).text()).toBe('abcd');
  });

  it('reads deflated entries of other tools', async () => {
    const content = 'deflate me '.repeat(50);
    const packed = await new Response(
      new Blob([content]).stream().pipeThrough(new CompressionStream('deflate-raw')),
    ).bytes();
    const stored = await bytesOf(await blobOf(zipEntries(entries(['a.txt', content]))));
    const [entry] = await unzipFile(
      new File([deflatedZip(stored, packed, content.length)], 'd.zip'),
    );
    expect(new TextDecoder().decode(await entry?.read())).toBe(content);
  });

  it('passes on what went wrong with an entry', async () => {
    const gone = new StudioError('export/missing-picture', 'gone');
    await expect(blobOf(zipEntries(entries(['a', 'x'], ['b', 'y', gone])))).rejects.toMatchObject({
      code: 'export/missing-picture',
    });
  });

  it('names what is damaged', async () => {
    await expect(unzipFile(new File(['no zip at all'], 'notes.zip'))).rejects.toMatchObject({
      code: 'import/bad-archive',
      details: { file: 'notes.zip' },
    });
    const zip = await bytesOf(await blobOf(zipEntries(entries(['a.txt', 'some content']))));
    await expect(
      unzipFile(new File([zip.subarray(0, zip.length - 30)], 'cut.zip')),
    ).rejects.toMatchObject({ code: 'import/bad-archive' });
    zip[30 + 'a.txt'.length] = 0x21;
    const [entry] = await unzipFile(new File([zip], 'flipped.zip'));
    await expect(entry?.read()).rejects.toMatchObject({
      code: 'import/bad-archive',
      details: { file: 'a.txt' },
    });
    await expect(blobOf(entry?.stream() ?? chunks())).rejects.toMatchObject({
      code: 'import/bad-archive',
    });
  });
});

describe('save', () => {
  it('streams to the place that was picked', async () => {
    const handle = await target();
    const asked: unknown[] = [];
    replacePicker(async (options: unknown) => {
      asked.push(options);
      return handle;
    });
    const big = 'z'.repeat(3 << 20);
    expect(await saveFile('set.zip', chunks('a', big, 'b'))).toEqual({
      writtenBytes: big.length + 2,
    });
    expect(await (await handle.getFile()).text()).toBe(`a${big}b`);
    expect(asked).toMatchObject([{ suggestedName: 'set.zip' }]);
  });

  it('leaves no part of a file that failed, and passes the reason on', async () => {
    replacePicker(target);
    const gone = new StudioError('export/missing-picture', 'gone');
    await expect(saveFile('set.zip', chunks('a'.repeat(2 << 20), gone))).rejects.toBe(gone);
    expect(await tempNames('save-test')).toEqual([]);
    await expect(saveFile('set.zip', chunks('a', new Error('disk')))).rejects.toMatchObject({
      code: 'export/write-failed',
    });
  });

  it('tells a cancelled export from a failed one', async () => {
    replacePicker(target);
    const aborted = new DOMException('stop', 'AbortError');
    await expect(saveFile('set.zip', chunks('a', aborted))).rejects.toMatchObject({
      code: 'job/cancelled',
    });
    expect(await tempNames('save-test')).toEqual([]);
  });

  it('stops when the picker is dismissed', async () => {
    replacePicker(async () => Promise.reject(new DOMException('no', 'AbortError')));
    await expect(saveFile('set.zip', chunks('a'))).rejects.toMatchObject({ code: 'job/cancelled' });
  });

  it.each([
    ['there is no picker', undefined],
    [
      'the picker may not open',
      async () => Promise.reject(new DOMException('no gesture', 'SecurityError')),
    ],
  ])('downloads when %s', async (_why, picker) => {
    replacePicker(picker);
    const clicked: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function record() {
      clicked.push(this.download);
    };
    try {
      expect(await saveFile('set.zip', chunks('abc'))).toEqual({ writtenBytes: 3 });
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(clicked).toEqual(['set.zip']);
    expect(await tempNames('downloads')).toHaveLength(1);
  });

  it('removes the temporary file of a download that failed', async () => {
    replacePicker(undefined);
    await expect(saveFile('set.zip', chunks('abc', new Error('disk')))).rejects.toMatchObject({
      code: 'export/write-failed',
    });
    expect(await tempNames('downloads')).toEqual([]);
  });
});

/** The one-entry stored zip with its content replaced by a deflated one: method 8, sizes in the data descriptor and directory. */
function deflatedZip(
  stored: Uint8Array,
  packed: Uint8Array,
  contentLength: number,
): Uint8Array<ArrayBuffer> {
  const header = 30 + 'a.txt'.length;
  const zip = new Uint8Array(stored.length - contentLength + packed.length);
  zip.set(stored.subarray(0, header));
  zip.set(packed, header);
  zip.set(stored.subarray(header + contentLength), header + packed.length);
  const view = new DataView(zip.buffer);
  view.setUint16(8, 8, true);
  const descriptor = header + packed.length;
  view.setUint32(descriptor + 8, packed.length, true);
  const directory = descriptor + 16;
  view.setUint16(directory + 10, 8, true);
  view.setUint32(directory + 20, packed.length, true);
  view.setUint32(zip.length - 6, directory, true);
  return zip;
}
