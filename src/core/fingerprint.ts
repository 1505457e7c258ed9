/** Bytes that a fingerprint reads at each place. */
export const SAMPLE_BYTES = 1 << 20;

/** Half-open byte range `[start, end)`. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * What a fingerprint reads of a file: all of it up to 3 MiB; of a longer one the first MiB, the MiB around the middle and the
 * last MiB. Ranges ascend and never overlap.
 */
export function fingerprintRanges(sizeBytes: number): ByteRange[] {
  if (sizeBytes <= 0) return [];
  if (sizeBytes <= 3 * SAMPLE_BYTES) return [{ start: 0, end: sizeBytes }];
  const middle = Math.floor((sizeBytes - SAMPLE_BYTES) / 2);
  return [0, middle, sizeBytes - SAMPLE_BYTES].map((start) => ({
    start,
    end: start + SAMPLE_BYTES,
  }));
}

/**
 * The bytes whose SHA-256 is the fingerprint: the size as an unsigned 64-bit little-endian number, then the samples in order.
 * The size comes first, so that two files that share their samples still differ.
 */
export function frameFingerprint(
  sizeBytes: number,
  samples: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const total = samples.reduce((sum, sample) => sum + sample.byteLength, 8);
  const framed = new Uint8Array(total);
  new DataView(framed.buffer).setBigUint64(0, BigInt(sizeBytes), true);
  let offset = 8;
  for (const sample of samples) {
    framed.set(sample, offset);
    offset += sample.byteLength;
  }
  return framed;
}
