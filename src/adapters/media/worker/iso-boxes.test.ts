import { expect, test } from 'vitest';
import { readEdits } from './iso-boxes.ts';
import { RangedReader } from './ranged-reader.ts';

const u32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
const box = (type: string, ...content: readonly number[][]): number[] => {
  const bytes = content.flat();
  return [...u32(8 + bytes.length), ...new TextEncoder().encode(type), ...bytes];
};

const header = (type: string, number: number) => box(type, u32(0), u32(0), u32(0), u32(number));

function movie(edits: number[], track = header('tkhd', 7)): RangedReader {
  const moov = box(
    'moov',
    header('mvhd', 600),
    box('trak', track, box('edts', box('elst', edits))),
  );
  return new RangedReader(new Blob([Uint8Array.from(moov)]));
}

test('an edit list in seconds of the movie and ticks of the track', async () => {
  const list = [...u32(0), ...u32(2), ...u32(300), ...u32(-1), ...u32(0)];
  const edits = await readEdits(movie([...list, ...u32(1200), ...u32(40), ...u32(0)]), 7);
  expect(edits).toEqual([
    { durationSec: 0.5, mediaTicks: -1 },
    { durationSec: 2, mediaTicks: 40 },
  ]);
});

test.each([
  ['nothing', []],
  ['a version alone', [0, 0, 0, 0]],
  ['a count and no edit', [...u32(0), ...u32(9)]],
])('a list of %s lists nothing', async (_name, bytes) => {
  expect(await readEdits(movie(bytes), 7)).toEqual([]);
});

test('a track header that is cut off belongs to no track', async () => {
  expect(await readEdits(movie([], box('tkhd')), 7)).toEqual([]);
});
