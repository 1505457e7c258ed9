import { afterAll, expect, test } from 'vitest';
import { wrapPictures } from '../../formats/picture-clip.ts';
import { readPictureHeader } from '../../formats/picture-header.ts';
import { createMediaAdapter } from './client.ts';
import { pixelsOf } from './compare-pictures.fixture.ts';

const media = createMediaAdapter();
afterAll(() => media.release());

const WIDTH = 48;
const HEIGHT = 32;
const greyOf = (i: number): number => 20 + i * 40;

async function pictureFile(i: number, type: 'image/jpeg' | 'image/png'): Promise<Blob> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas.');
  context.fillStyle = `rgb(${greyOf(i)} ${greyOf(i)} ${greyOf(i)})`;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  return canvas.convertToBlob({ type, quality: 1 });
}

test.each([
  ['image/jpeg', 'mjpeg'],
  ['image/png', 'png'],
] as const)('%s files become a clip at the stated times', async (type, codec) => {
  const files = await Promise.all([0, 1, 2, 3].map((i) => pictureFile(i, type)));
  const first = new Uint8Array(await (files[0] as Blob).arrayBuffer());
  const header = readPictureHeader(first);
  if (!header) throw new Error('No header.');
  expect(header).toMatchObject({ widthPx: WIDTH, heightPx: HEIGHT });
  const steps = [500, 250, 1000, 1000];
  const { head, tail } = wrapPictures({
    ...header,
    timescale: 1000,
    startTick: 2000,
    pictures: files.map(({ size }, i) => ({ sizeBytes: size, durationTicks: steps[i] as number })),
  });
  const file = new File([head.slice(), ...files, tail.slice()], 'dump.mov');

  const facts = await media.probe(file);
  expect(facts).toMatchObject({ codec, widthPx: WIDTH, heightPx: HEIGHT, startSec: 2 });
  expect(facts.durationSec).toBeCloseTo(2.75, 6);
  const timesSec = [0, 2.49, 2.5, 2.75, 3.8, 9];
  const run = media.sample(file, facts, { timesSec, longSidePx: 448, decoder: 'auto' });
  const seen: [number, number][] = [];
  for await (const { frame, jpeg } of run.frames) {
    const { data } = await pixelsOf(jpeg);
    seen.push([frame.ptsSec, Math.round(((data[0] as number) - greyOf(0)) / 40)]);
  }
  expect(seen).toEqual([
    [2, 0],
    [2, 0],
    [2.5, 1],
    [2.75, 2],
    [3.75, 3],
    [3.75, 3],
  ]);
});

/** Leaves the edit list without content; what it held becomes a box that says nothing. */
function withoutEdits(tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = tail.slice();
  const data = new DataView(bytes.buffer);
  const at = String.fromCharCode(...bytes).indexOf('elst') - 4;
  const size = data.getUint32(at);
  data.setUint32(at, 8);
  data.setUint32(at + 8, size - 8);
  bytes.set(new TextEncoder().encode('free'), at + 12);
  return bytes;
}

test('an edit list without content is none', async () => {
  const files = await Promise.all([0, 1].map((i) => pictureFile(i, 'image/png')));
  const { head, tail } = wrapPictures({
    ...{ kind: 'png', widthPx: WIDTH, heightPx: HEIGHT, timescale: 1000, startTick: 2000 },
    pictures: files.map(({ size }) => ({ sizeBytes: size, durationTicks: 500 })),
  });
  const facts = await media.probe(
    new File([head.slice(), ...files, withoutEdits(tail)], 'empty.mov'),
  );
  expect(facts).toMatchObject({ codec: 'png', startSec: 0, durationSec: 1 });
});
