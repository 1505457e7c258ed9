const BLOCK_BYTES = 256 * 1024;

/** Reads pieces of a file and counts them. Small pieces that lie together cost one read. */
export class RangedReader {
  readonly file: Blob;
  /** Bytes read so far. */
  bytesRead = 0;
  #block = { start: 0, bytes: new ArrayBuffer(0) };

  constructor(file: Blob) {
    this.file = file;
  }

  get size(): number {
    return this.file.size;
  }

  /** The bytes in `[start, end)`, as far as the file has them. */
  async view(start: number, end: number): Promise<DataView> {
    const bytes = await this.file.slice(start, Math.min(end, this.size)).arrayBuffer();
    this.bytesRead += bytes.byteLength;
    return new DataView(bytes);
  }

  /** As `view`, for small pieces: from a larger block that is kept until the next one is asked for. */
  async peek(start: number, end: number): Promise<DataView> {
    const cutEnd = Math.min(end, this.size);
    const { start: blockStart, bytes } = this.#block;
    if (start < blockStart || cutEnd > blockStart + bytes.byteLength) {
      const { buffer } = await this.view(start, Math.max(end, start + BLOCK_BYTES));
      this.#block = { start, bytes: buffer as ArrayBuffer };
    }
    const from = start - this.#block.start;
    const length = Math.max(0, Math.min(cutEnd - start, this.#block.bytes.byteLength - from));
    return new DataView(this.#block.bytes, Math.min(from, this.#block.bytes.byteLength), length);
  }
}
