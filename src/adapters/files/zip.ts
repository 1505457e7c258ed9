import { type FileEntry, Reader, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import { makeZip } from 'client-zip';
import { type StudioError, toStudioError } from '../../core/errors.ts';
import type { FileLike, FilesPort } from '../../core/ports.ts';
import { failure } from './failure.ts';

type ZipEntries = Parameters<FilesPort['zip']>[0];
type UnzippedEntry = Awaited<ReturnType<FilesPort['unzip']>>[number];

/** A zip stores local time, so local midnight is the same bytes in every time zone. */
const ENTRY_DATE = new Date(2000, 0, 1);

/** Decoding happens where it is called: the studio's policy allows no worker from a blob. */
const READ_OPTIONS = { useWebWorkers: false, checkSignature: true };

async function* inputs(entries: ZipEntries) {
  for await (const { path, bytes } of entries) {
    yield { name: path, lastModified: ENTRY_DATE, input: withoutEmptyChunks(bytes) };
  }
}

/** The writer takes an empty chunk for the end. */
async function* withoutEmptyChunks(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const chunk of chunks) {
    if (chunk.byteLength > 0)
      yield chunk.buffer instanceof ArrayBuffer
        ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
        : new Uint8Array(chunk);
  }
}

/** Stored entries with one fixed date, streamed: same entries, same bytes. Zip64 where it is needed. */
export async function* zipEntries(entries: ZipEntries): AsyncGenerator<Uint8Array> {
  yield* makeZip(inputs(entries));
}

/** Any `FileLike` as zip.js reads it: by ranges. */
class FileReader extends Reader<FileLike> {
  readonly #file: FileLike;

  constructor(file: FileLike) {
    super(file);
    this.#file = file;
    this.size = file.size;
  }

  override async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    return new Uint8Array(
      await this.#file.slice(offset, Math.min(offset + length, this.size)).arrayBuffer(),
    );
  }
}

const damaged = (file: string, cause: unknown): StudioError =>
  failure('import/bad-archive', `${file} cannot be read: ${toStudioError(cause).message}`, {
    details: { file },
    cause,
  });

async function* streamEntry(entry: FileEntry): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const written = entry.getData(writable, READ_OPTIONS);
  written.catch(() => undefined);
  try {
    yield* readable;
    await written;
  } catch (cause) {
    throw damaged(entry.filename, cause);
  }
}

const unzipped = (entry: FileEntry): UnzippedEntry => ({
  path: entry.filename,
  sizeBytes: entry.uncompressedSize,
  read: async () => {
    try {
      return new Uint8Array(await entry.arrayBuffer(READ_OPTIONS));
    } catch (cause) {
      throw damaged(entry.filename, cause);
    }
  },
  stream: () => streamEntry(entry),
});

/** The files of a zip, by random access; folders are left out. @throws `import/bad-archive` naming what is damaged */
export async function unzipFile(file: FileLike): Promise<UnzippedEntry[]> {
  try {
    const reader = new ZipReader(new FileReader(file), READ_OPTIONS);
    const entries = await reader.getEntries();
    return entries.flatMap((entry) => (entry.directory ? [] : [unzipped(entry)]));
  } catch (cause) {
    throw damaged(file.name, cause);
  }
}
