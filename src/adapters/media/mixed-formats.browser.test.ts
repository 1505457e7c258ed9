import { afterAll, expect, test } from 'vitest';
import { wrapPictures } from '../../formats/picture-clip.ts';
import { createMediaAdapter } from './client.ts';
import { pixelsOf } from './compare-pictures.fixture.ts';

const media = createMediaAdapter();
afterAll(() => media.release());

const SIZE = 32;
/** PNG's colour types by the pixel format that FFmpeg decodes them to; the common conversion does not know two of them. */
const KINDS = {
  rgb24: { type: 2, depth: 8, pixel: (grey: number) => [grey, grey, grey] },
  pal8: { type: 3, depth: 8, pixel: () => [1] },
  gray: { type: 0, depth: 8, pixel: (grey: number) => [grey] },
  monob: { type: 0, depth: 1, pixel: null },
  rgba: { type: 6, depth: 8, pixel: (grey: number) => [grey, grey, grey, 255] },
} as const;

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  new DataView(bytes.buffer).setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  // FFmpeg does not look at the checksum behind it.
  return bytes;
}

/** A PNG of one grey; a one-bit one is white. */
async function png(kind: keyof typeof KINDS, grey: number): Promise<Blob> {
  const { type, depth, pixel } = KINDS[kind];
  const row = pixel
    ? Array.from({ length: SIZE }, () => pixel(grey)).flat()
    : new Array(SIZE / 8).fill(255);
  const rows = Uint8Array.from(Array.from({ length: SIZE }, () => [0, ...row]).flat());
  const packed = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'));
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', Uint8Array.of(0, 0, 0, SIZE, 0, 0, 0, SIZE, depth, type, 0, 0, 0)),
    ...(kind === 'pal8' ? [chunk('PLTE', Uint8Array.of(0, 0, 0, grey, grey, grey))] : []),
    chunk('IDAT', new Uint8Array(await new Response(packed).arrayBuffer())),
    chunk('IEND', new Uint8Array()),
  ];
  return new Blob(parts.map((part) => part.slice()));
}

test('a pixel format that changes in mid-stream: every picture keeps its own colours', async () => {
  const kinds = ['rgb24', 'pal8', 'gray', 'monob', 'rgba', 'pal8', 'gray', 'rgb24'] as const;
  const greys = kinds.map((kind, i) => (kind === 'monob' ? 255 : 20 + i * 30));
  const files = await Promise.all(kinds.map((kind, i) => png(kind, greys[i] as number)));
  const { head, tail } = wrapPictures({
    ...{ kind: 'png', widthPx: SIZE, heightPx: SIZE, timescale: 1, startTick: 0 },
    pictures: files.map(({ size }) => ({ sizeBytes: size, durationTicks: 1 })),
  });
  const file = new File([head.slice(), ...files, tail.slice()], 'mixed.mov');
  const facts = await media.probe(file);
  const ask = async (timesSec: number[]) => {
    const run = media.sample(file, facts, { timesSec, longSidePx: SIZE, decoder: 'ffmpeg' });
    const seen: [number, number][] = [];
    for await (const { frame, jpeg } of run.frames)
      seen.push([frame.ptsSec, (await pixelsOf(jpeg)).data[0] as number]);
    expect(run.stats.missingSec).toEqual([]);
    return seen;
  };

  const wanted = greys.map((grey, i) => [i, grey]);
  expect(await ask(kinds.map((_, i) => i))).toEqual(wanted);
  for (const one of wanted) expect(await ask([one[0] as number])).toEqual([one]);
});
