const BLOCK_BYTES = 256 * 1024;
/** Blocks that are kept: enough to go back and forth between the ends of a file. */
const KEPT_BLOCKS = 4;

/** Reads pieces of a file and counts them. Small pieces that lie together cost one read. */
export class RangedReader {
  readonly file: Blob;
  /** Bytes read so far. */
  bytesRead = 0;
  readonly #blockBytes: number;
  /** The last used one first. */
  readonly #blocks: { start: number; bytes: ArrayBuffer }[] = [];

  /** @param blockBytes what `peek` reads at least */
  constructor(file: Blob, blockBytes = BLOCK_BYTES) {
    this.file = file;
    this.#blockBytes = blockBytes;
  }

  get size(): number {
    return this.file.size;
  }

  /**
   * The bytes in `[start, end)`, as far as the file has them.
   * @throws DOMException `NotReadableError`, also where a browser hands over less of a file that has become shorter
   */
  async view(start: number, end: number): Promise<DataView> {
    const piece = this.file.slice(start, Math.min(end, this.size));
    const bytes = await piece.arrayBuffer();
    if (bytes.byteLength < piece.size)
      throw new DOMException('The file has become shorter.', 'NotReadableError');
    this.bytesRead += bytes.byteLength;
    return new DataView(bytes);
  }

  /** As `view`, for small pieces: from larger blocks, of which the last ones are kept. */
  async peek(start: number, end: number): Promise<DataView> {
    const from = Math.min(start, this.size);
    const to = Math.max(from, Math.min(end, this.size));
    const { start: blockStart, bytes } = await this.#blockWith(from, to);
    return new DataView(bytes, from - blockStart, to - from);
  }

  async #blockWith(start: number, end: number): Promise<{ start: number; bytes: ArrayBuffer }> {
    const kept = this.#blocks.findIndex(
      (block) => start >= block.start && end <= block.start + block.bytes.byteLength,
    );
    const [known] = kept < 0 ? [] : this.#blocks.splice(kept, 1);
    const block = known ?? {
      start,
      bytes: (await this.view(start, Math.max(end, start + this.#blockBytes)))
        .buffer as ArrayBuffer,
    };
    this.#blocks.unshift(block);
    this.#blocks.splice(KEPT_BLOCKS);
    return block;
  }
}
