import { expect, test } from 'vitest';
import { readAviIndex } from './avi-index.ts';
import { RangedReader } from './ranged-reader.ts';

const u32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 255);
const text = (letters: string): number[] => [...new TextEncoder().encode(letters)];
const chunk = (id: string, content: readonly number[], size = content.length): number[] => [
  ...text(id),
  ...u32(size),
  ...content,
];

const STREAM_HEADER = chunk('strh', [...text('vids'), ...new Array(44).fill(0)]);
const list = (form: string, ...parts: readonly number[][]): number[] =>
  chunk('LIST', [...text(form), ...parts.flat()]);

/** An AVI file whose index of indexes says that it is so large, in a file of so many bytes; notes the largest read. */
class LargeFile extends Blob {
  readonly #bytes: number[];
  override readonly size: number;
  largestRead = 0;

  constructor(indexBytes: number) {
    super();
    const index = chunk('indx', [4, 0, 0, 0, ...u32(1), ...new Array(32).fill(0)], indexBytes);
    const rest = indexBytes - 40;
    const around = (id: string, form: string, content: readonly number[]) =>
      chunk(id, [...text(form), ...content], 4 + content.length + rest);
    const stream = around('LIST', 'strl', [...STREAM_HEADER, ...index]);
    this.#bytes = around('RIFF', 'AVI ', around('LIST', 'hdrl', stream));
    this.size = this.#bytes.length + rest;
  }

  override slice(start = 0, end = this.size): Blob {
    this.largestRead = Math.max(this.largestRead, end - start);
    const length = Math.min(end - start, 4096);
    const bytes = this.#bytes.slice(start, start + length);
    return new Blob([Uint8Array.from({ length }, (_, i) => bytes[i] ?? 0)]);
  }
}

test('an index of indexes of a gigabyte is not read', async () => {
  const file = new LargeFile(0x40000000);
  expect(await readAviIndex(new RangedReader(file))).toBeNull();
  expect(file.largestRead).toBeLessThan(1e6);
});

/** Two pictures, the first of them a key picture, and a sound between them. */
function filmOfTwo(): Uint8Array<ArrayBuffer> {
  const entry = (id: string, flags: number) => [...text(id), ...u32(flags), ...u32(0), ...u32(50)];
  const bytes = chunk('RIFF', [
    ...text('AVI '),
    ...list('hdrl', list('strl', STREAM_HEADER)),
    ...chunk('idx1', [...entry('00dc', 16), ...entry('01wb', 16), ...entry('00dc', 0)]),
  ]);
  return Uint8Array.from(bytes);
}

test('pictures and key pictures from the index of the old kind', async () => {
  expect(await readAviIndex(new RangedReader(new Blob([filmOfTwo()])))).toEqual([
    { ptsTick: null, dtsTick: 0, durationTicks: 1, isKey: true, isStamped: true },
    { ptsTick: null, dtsTick: 1, durationTicks: 1, isKey: false, isStamped: true },
  ]);
});

test('an index that is cut off says nothing', async () => {
  const film = filmOfTwo();
  const cut = new Blob([film.subarray(0, film.length - 20)]);
  expect(await readAviIndex(new RangedReader(cut))).toBeNull();
});
