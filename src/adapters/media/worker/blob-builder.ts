import type { StreamTargetChunk } from 'mediabunny';
import { StudioError } from '../../../core/errors.ts';

/** Bytes that are gathered before they leave this worker's memory. */
const PIECE_BYTES = 4 * 1024 * 1024;

/**
 * Takes what is written to a stream into the browser's blob store, piece by piece, so that a long film does not lie in this
 * worker's memory (browsers keep large blobs on disk). Writing is in order, except that bytes of the first piece, where a
 * container keeps its lengths, may be written again.
 */
export class BlobBuilder {
  #head: Uint8Array<ArrayBuffer> | null = null;
  readonly #pieces: Blob[] = [];
  #pending: Uint8Array<ArrayBuffer>[] = [];
  #pendingBytes = 0;
  #end = 0;

  stream(): WritableStream<StreamTargetChunk> {
    return new WritableStream({ write: ({ data, position }) => this.#write(data, position) });
  }

  blob(type: string): Blob {
    this.#seal();
    return new Blob([...(this.#head ? [this.#head] : []), ...this.#pieces], { type });
  }

  #write(data: Uint8Array<ArrayBuffer>, position: number): void {
    if (position === this.#end) {
      this.#pending.push(data.slice());
      this.#pendingBytes += data.byteLength;
      this.#end += data.byteLength;
      if (this.#pendingBytes >= PIECE_BYTES) this.#seal();
      return;
    }
    if (!this.#head) this.#seal();
    if (!this.#head || position + data.byteLength > this.#head.byteLength)
      throw new StudioError('internal/unexpected', `A write at ${position} comes out of order.`);
    this.#head.set(data, position);
  }

  #seal(): void {
    if (this.#pendingBytes === 0) return;
    if (this.#head) {
      this.#pieces.push(new Blob(this.#pending));
    } else {
      this.#head = new Uint8Array(this.#pendingBytes);
      let at = 0;
      for (const part of this.#pending) {
        this.#head.set(part, at);
        at += part.byteLength;
      }
    }
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}
