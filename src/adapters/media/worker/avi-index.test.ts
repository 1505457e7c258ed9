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
  largestRead = 0;

  constructor(indexBytes: number) {
    super();
    const index = chunk('indx', [4, 0, 0, 0, ...u32(1), ...new Array(32).fill(0)], indexBytes);
    const stream = chunk('LIST', [...text('strl'), ...STREAM_HEADER, ...index], 0x7fff0000);
    const headers = chunk('LIST', [...text('hdrl'), ...stream], 0x7fff1000);
    this.#bytes = chunk('RIFF', [...text('AVI '), ...headers], 0x7fff2000);
  }

  override get size(): number {
    return 0x7fff4000;
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

test('pictures and key pictures from the index of the old kind', async () => {
  const entry = (id: string, flags: number) => [...text(id), ...u32(flags), ...u32(0), ...u32(50)];
  const bytes = chunk('RIFF', [
    ...text('AVI '),
    ...list('hdrl', list('strl', STREAM_HEADER)),
    ...chunk('idx1', [...entry('00dc', 16), ...entry('01wb', 16), ...entry('00dc', 0)]),
  ]);
  expect(await readAviIndex(new RangedReader(new Blob([Uint8Array.from(bytes)])))).toEqual([
    { ptsTick: null, dtsTick: 0, durationTicks: 1, isKey: true },
    { ptsTick: null, dtsTick: 1, durationTicks: 1, isKey: false },
  ]);
});
