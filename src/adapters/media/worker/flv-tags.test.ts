import { describe, expect, test } from 'vitest';
import { FlvTags } from './flv-tags.ts';
import { RangedReader } from './ranged-reader.ts';

const TAGS = 12_000;
const PAYLOAD_BYTES = 4000;
const KEY_EVERY = 100;
const STEP_MS = 40;

function tag(type: number, timeMs: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(11 + payload.length + 4);
  const data = new DataView(bytes.buffer);
  data.setUint32(0, payload.length);
  data.setUint8(0, type);
  data.setUint32(4, (timeMs << 8) | (timeMs >>> 24));
  bytes.set(payload, 11);
  data.setUint32(11 + payload.length, 11 + payload.length);
  return bytes;
}

/** H.264: a configuration, then pictures that carry their own number; the payload looks like tags here and there. */
function film(): Blob {
  const head = Uint8Array.of(0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0);
  const parts = [head, tag(18, 0, new Uint8Array(40)), tag(9, 0, Uint8Array.of(0x17, 0, 1, 2, 3))];
  for (let i = 0; i < TAGS; i++) {
    const payload = new Uint8Array(PAYLOAD_BYTES);
    payload.set([i % KEY_EVERY === 0 ? 0x17 : 0x27, 1, 0, 0, 0, i >> 8, i & 255]);
    payload.set([9, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0], 1000);
    parts.push(tag(9, i * STEP_MS, payload));
  }
  parts.push(tag(9, TAGS * STEP_MS, Uint8Array.of(0x17, 2, 0, 0, 0)));
  return new Blob(parts);
}

describe('Flash Video', () => {
  const file = film();

  test.each([
    [0, 0],
    [3.999, 0],
    [4, 100],
    [250.1, 6200],
    [479.9, 11900],
    [9999, 11900],
  ])('the picture at %d s is decoded from picture %d on, found by few reads', async (sec, key) => {
    const reader = new RangedReader(file);
    const tags = await FlvTags.open(reader);
    const excerpt = await tags?.excerptAt(sec);
    const data = new Uint8Array((await excerpt?.slice(0, 200).arrayBuffer()) ?? []);
    // The head, the configuration of 5 bytes, and the picture.
    expect([...data.subarray(13 + 11, 13 + 11 + 2)]).toEqual([0x17, 0]);
    const at = 13 + 20 + 11;
    expect((data[at + 5] as number) * 256 + (data[at + 6] as number)).toBe(key);
    expect(reader.bytesRead).toBeLessThan(file.size / 5);
  });

  test('the time of what follows a place, wherever it lies', async () => {
    const tags = await FlvTags.open(new RangedReader(file));
    const middle = await tags?.timeFrom(Math.floor(file.size / 2));
    expect(middle).toBeCloseTo((TAGS / 2) * STEP_MS, -3);
    expect(await tags?.timeFrom(file.size)).toBeNull();
  });

  test('no other format, and no file whose tags do not follow one another', async () => {
    expect(await FlvTags.open(new RangedReader(new Blob(['RIFF and more'])))).toBeNull();
    const broken = new Blob([file.slice(0, 5000), new Uint8Array(5000), file.slice(5000)]);
    expect(await FlvTags.open(new RangedReader(broken))).toBeNull();
  });
});
