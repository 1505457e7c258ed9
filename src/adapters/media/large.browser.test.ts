import { afterAll, expect, test } from 'vitest';
import { wrapPictures } from '../../formats/picture-clip.ts';
import { createMediaAdapter } from './client.ts';
import { pixelsOf } from './compare-pictures.fixture.ts';

const media = createMediaAdapter();
afterAll(() => media.release());

const WIDTH = 64;
const HEIGHT = 48;
const PICTURES = 72;
/** Put between the pictures, again and again, so that 10 GB take 64 MB of memory. */
const PIECE = new Blob([new Uint8Array(64 * 1024 * 1024)]);
const FILLER = new Blob([PIECE, PIECE, PIECE.slice(0, 16 * 1024 * 1024)]);
const greyOf = (i: number): number => 20 + i * 3;

async function pictureFile(i: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas.');
  context.fillStyle = `rgb(${greyOf(i)} ${greyOf(i)} ${greyOf(i)})`;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Moves the pictures apart in the table of offsets. */
function spread(tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const moved = tail.slice();
  const letters = String.fromCharCode(...moved);
  const table = letters.indexOf('co64') + 12;
  const data = new DataView(moved.buffer);
  for (let i = 0; i < PICTURES; i++) {
    const at = table + i * 8;
    data.setBigUint64(at, data.getBigUint64(at) + BigInt((i + 1) * FILLER.size));
  }
  return moved;
}

async function makeLargeClip(): Promise<File> {
  const files = await Promise.all(Array.from({ length: PICTURES }, (_, i) => pictureFile(i)));
  const { head, tail } = wrapPictures({
    ...{ kind: 'png', widthPx: WIDTH, heightPx: HEIGHT, timescale: 1, startTick: 0 },
    pictures: files.map(({ size }) => ({ sizeBytes: size, durationTicks: 200 })),
  });
  const content = new DataView(head.buffer);
  const sizeAt = head.byteLength - 8;
  content.setBigUint64(
    sizeAt,
    content.getBigUint64(sizeAt) + BigInt(PICTURES) * BigInt(FILLER.size),
  );
  const parts = files.flatMap((file) => [FILLER, file]);
  return new File([head.slice(), ...parts, spread(tail)], 'four-hours.mov');
}

test('a file of 10.8 GB and 4 hours: the picture in the middle without reading the rest', async () => {
  const file = await makeLargeClip();
  expect(file.size).toBeGreaterThan(10e9);
  const facts = await media.probe(file);
  expect(facts).toMatchObject({ startSec: 0, durationSec: 14_400 });

  const timesSec = [7300, 14_300];
  const run = media.sample(file, facts, { timesSec, longSidePx: 64, decoder: 'ffmpeg' });
  const seen: [number, number][] = [];
  for await (const { frame, jpeg } of run.frames) {
    const { data } = await pixelsOf(jpeg);
    seen.push([frame.ptsSec, Math.round(((data[0] as number) - greyOf(0)) / 3)]);
  }
  expect(seen).toEqual([
    [7200, 36],
    [14_200, 71],
  ]);
  expect(run.stats.bytesRead).toBeLessThan(64e6);
});
