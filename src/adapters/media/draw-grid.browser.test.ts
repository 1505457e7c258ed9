import { afterAll, expect, test } from 'vitest';
import type { GridLayout } from '../../core/grid-layout.ts';
import { createMediaAdapter } from './client.ts';

const media = createMediaAdapter();
afterAll(() => media.release());

async function plain(colour: string): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(64, 32);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 64, 32);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 });
  return new Uint8Array(await blob.arrayBuffer());
}

async function pixelsOf(jpeg: Uint8Array): Promise<(x: number, y: number) => number[]> {
  const bitmap = await createImageBitmap(new Blob([jpeg.slice()]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return (x, y) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
}

const TWO_ROWS: GridLayout = {
  columns: 1,
  gapPx: 50,
  lines: false,
  labels: 'none',
  size: { kind: 'fit', longSidePx: 4000 },
};

test('row 19: two frames one above the other, 50 px of white between them; the same again is the same bytes', async () => {
  const jpegs = [await plain('#ff0000'), await plain('#0000ff')];
  const grid = await media.drawGrid(jpegs, TWO_ROWS);
  expect(grid).toMatchObject({ widthPx: 64, heightPx: 114 });
  const at = await pixelsOf(grid.jpeg);
  const near = (a: number[], b: number[]) =>
    a.every((value, i) => Math.abs(value - (b[i] ?? 0)) < 12);
  expect(near(at(30, 10), [255, 0, 0])).toBe(true);
  expect(near(at(30, 56), [255, 255, 255])).toBe(true);
  expect(near(at(30, 100), [0, 0, 255])).toBe(true);
  const again = await media.drawGrid(jpegs, TWO_ROWS);
  expect(again.imageSha256).toBe(grid.imageSha256);
  expect(again.jpeg).toEqual(grid.jpeg);
});

test('bytes that are no picture are refused', async () => {
  const broken = media.drawGrid([new Uint8Array([1, 2, 3])], TWO_ROWS);
  await expect(broken).rejects.toMatchObject({ code: 'video/decode-failed' });
});
