import type { ByteTools } from '../formats/archive.ts';
import type { ExportFile } from '../formats/export-source.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export const byteTools: ByteTools = {
  encode: (text) => encoder.encode(text),
  decode: (bytes) => decoder.decode(bytes),
  async sha256(bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice()));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};

/** Chunks of an export file as bytes. */
export async function* bytesOf({ chunks }: ExportFile): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? encoder.encode(chunk) : chunk;
}

/** UTF-8 bytes as text, across chunk borders; U+FFFD stands for bytes that are not UTF-8. */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const streaming = new TextDecoder('utf-8');
  for await (const chunk of bytes) yield streaming.decode(chunk, { stream: true });
  yield streaming.decode();
}

const SLICE_BYTES = 1 << 20;

/** A file's bytes, a slice at a time. */
export async function* slicesOf(file: {
  size: number;
  slice(start?: number, end?: number): { arrayBuffer(): Promise<ArrayBuffer> };
}): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.size; start += SLICE_BYTES) {
    yield new Uint8Array(
      await file.slice(start, Math.min(file.size, start + SLICE_BYTES)).arrayBuffer(),
    );
  }
}
