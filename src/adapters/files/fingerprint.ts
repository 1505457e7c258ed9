import { fingerprintRanges, frameFingerprint } from '../../core/fingerprint.ts';
import type { FileLike } from '../../core/ports.ts';

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256, hex, over the size and up to three samples of the content; reads nothing else. */
export async function fingerprintOf(file: FileLike): Promise<string> {
  const samples: Uint8Array[] = [];
  for (const { start, end } of fingerprintRanges(file.size)) {
    samples.push(new Uint8Array(await file.slice(start, end).arrayBuffer()));
  }
  return hex(await crypto.subtle.digest('SHA-256', frameFingerprint(file.size, samples)));
}
