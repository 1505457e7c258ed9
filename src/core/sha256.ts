/** Round constants: fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2). */
const K = roots(64, 1 / 3);

/** First `count` primes' roots as 32-bit fractional words; the standard's tables, computed instead of listed. */
function roots(count: number, power: number): Uint32Array {
  const words = new Uint32Array(count);
  for (let prime = 2, found = 0; found < count; prime++) {
    let isPrime = true;
    for (let d = 2; d * d <= prime; d++) if (prime % d === 0) isPrime = false;
    if (!isPrime) continue;
    const root = prime ** power;
    words[found++] = Math.floor((root - Math.floor(root)) * 2 ** 32);
  }
  return words;
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** UTF-8 without `TextEncoder`, which the pure zone does not have; lone surrogates become U+FFFD. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return Uint8Array.from(bytes);
}

function padded(bytes: Uint8Array): DataView {
  const size = Math.ceil((bytes.length + 9) / 64) * 64;
  const block = new Uint8Array(size);
  block.set(bytes);
  block[bytes.length] = 0x80;
  const view = new DataView(block.buffer);
  view.setUint32(size - 8, Math.floor((bytes.length * 8) / 2 ** 32));
  view.setUint32(size - 4, (bytes.length * 8) >>> 0);
  return view;
}

function compress(state: Uint32Array, view: DataView, offset: number): void {
  const w = new Uint32Array(64);
  for (let i = 0; i < 16; i++) w[i] = view.getUint32(offset + i * 4);
  const at = (i: number): number => w[i] ?? 0;
  for (let i = 16; i < 64; i++) {
    const s0 = rotate(at(i - 15), 7) ^ rotate(at(i - 15), 18) ^ (at(i - 15) >>> 3);
    const s1 = rotate(at(i - 2), 17) ^ rotate(at(i - 2), 19) ^ (at(i - 2) >>> 10);
    w[i] = at(i - 16) + s0 + at(i - 7) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + sum1 + ((e & f) ^ (~e & g)) + (K[i] ?? 0) + at(i)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = (state[i] ?? 0) + word;
  });
}

/**
 * SHA-256 as 64 hex digits, synchronous and without WebCrypto, for the small texts of the pure zone (prompts, ids, memo keys).
 * Large files go through WebCrypto in the adapters. Source: FIPS 180-4.
 */
export function sha256Hex(data: string | Uint8Array): string {
  const view = padded(typeof data === 'string' ? utf8(data) : data);
  const state = roots(8, 1 / 2);
  for (let offset = 0; offset < view.byteLength; offset += 64) compress(state, view, offset);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}
