/** A run longer than this is written at once. */
const MAX_RUN_BYTES = 4 * 2 ** 20;
const FIRST_RUN_BYTES = 2 ** 18;

/**
 * A file handle that gathers writes which follow each other and hands them on as one, at the latest when the file is flushed
 * or read. SQLite writes its log as thousands of small pieces in a row, and every write of a browser's handle is a call into
 * another process: this makes a commit about ten times faster. Nothing is promised before `flush`, which is when SQLite
 * promises it too.
 */
export class BufferedFile implements FileSystemSyncAccessHandle {
  readonly #file: FileSystemSyncAccessHandle;
  #run = new Uint8Array(0);
  #start = 0;
  #length = 0;

  constructor(file: FileSystemSyncAccessHandle) {
    this.#file = file;
  }

  write(data: AllowSharedBufferSource, options: FileSystemReadWriteOptions = {}): number {
    const bytes = bytesOf(data);
    const at = options.at ?? 0;
    if (at !== this.#start + this.#length || this.#length + bytes.length > MAX_RUN_BYTES)
      this.#drain();
    if (this.#length === 0) this.#start = at;
    this.#reserve(this.#length + bytes.length);
    this.#run.set(bytes, this.#length);
    this.#length += bytes.length;
    return bytes.length;
  }

  read(into: AllowSharedBufferSource, options?: FileSystemReadWriteOptions): number {
    this.#drain();
    return this.#file.read(into, options);
  }

  getSize(): number {
    this.#drain();
    return this.#file.getSize();
  }

  truncate(sizeBytes: number): void {
    this.#drain();
    this.#file.truncate(sizeBytes);
  }

  flush(): void {
    this.#drain();
    this.#file.flush();
  }

  close(): void {
    try {
      this.#drain();
    } finally {
      this.#file.close();
    }
  }

  /** @throws QuotaExceededError when not all bytes went in */
  #drain(): void {
    if (this.#length === 0) return;
    const run = this.#run.subarray(0, this.#length);
    this.#length = 0;
    lastRefusal = noRoom();
    // Chromium answers "no space" with an impossible count (2^32 - 8) where the standard asks for an exception.
    if (this.#file.write(run, { at: this.#start }) !== run.length) throw lastRefusal;
    lastRefusal = null;
  }

  #reserve(length: number): void {
    if (length <= this.#run.length) return;
    const grown = new Uint8Array(Math.max(length, FIRST_RUN_BYTES, this.#run.length * 2));
    grown.set(this.#run.subarray(0, this.#length));
    this.#run = grown;
  }
}

let lastRefusal: DOMException | null = null;

/**
 * Whether the last write of this worker was refused. SQLite's file layer tells only "I/O error"; that there was no room is
 * known here alone.
 */
export const wasWriteRefused = (): boolean => lastRefusal !== null;

/** From now on every handle of this worker is a `BufferedFile`. */
export function bufferAllFiles(): void {
  if (!('FileSystemFileHandle' in globalThis)) return;
  const { prototype } = FileSystemFileHandle;
  const open = prototype.createSyncAccessHandle;
  if (!open) return;
  prototype.createSyncAccessHandle = async function (this: FileSystemFileHandle) {
    return new BufferedFile(await open.call(this));
  };
}

const noRoom = () => new DOMException('There is no room for this write.', 'QuotaExceededError');

function bytesOf(data: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
