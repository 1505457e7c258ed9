import { afterAll, expect, test } from 'vitest';
import { createMediaAdapter } from './client.ts';

const media = createMediaAdapter();
afterAll(() => media.release());

/** 80 × 40 px: left half red, right half blue. */
async function halves(): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(80, 40);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, 40, 40);
  context.fillStyle = '#0000ff';
  context.fillRect(40, 0, 40, 40);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 });
  return new Uint8Array(await blob.arrayBuffer());
}

async function opened(png: Uint8Array) {
  const bitmap = await createImageBitmap(new Blob([png.slice()]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  const size = [bitmap.width, bitmap.height];
  bitmap.close();
  const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
  return { size, at };
}

/** JPEG colours are near, not equal. */
const near = (given: number[], wanted: number[]) =>
  given.every((value, i) => Math.abs(value - (wanted[i] ?? 0)) < 12);

test('a box is cut out as a square of its own pixels, and the same again is the same bytes', async () => {
  const picture = await halves();
  const [left, right] = await media.cutSquares(
    picture,
    [
      [0, 0, 0.4, 0.8],
      [0.6, 0, 1, 0.8],
    ],
    0,
  );
  if (!left || !right) throw new Error('two boxes give two squares');
  const [red, blue] = [await opened(left), await opened(right)];
  expect([red.size, blue.size]).toEqual([
    [32, 32],
    [32, 32],
  ]);
  for (const [x, y] of [
    [0, 0],
    [31, 31],
  ] as const) {
    expect(near(red.at(x, y), [255, 0, 0])).toBe(true);
    expect(near(blue.at(x, y), [0, 0, 255])).toBe(true);
  }
  const [again] = await media.cutSquares(picture, [[0, 0, 0.4, 0.8]], 0);
  expect(again).toEqual(left);
});

test('the whole picture comes whole, on grey', async () => {
  const [whole] = await media.cutSquares(await halves(), [[0, 0, 1, 1]], 0.1);
  if (!whole) throw new Error('one box gives one square');
  const { size, at } = await opened(whole);
  expect(size).toEqual([80, 80]);
  expect(at(40, 2)).toEqual([128, 128, 128]);
  expect(at(40, 78)).toEqual([128, 128, 128]);
  expect(near(at(1, 40), [255, 0, 0])).toBe(true);
  expect(near(at(78, 40), [0, 0, 255])).toBe(true);
});

test('bytes that are no picture are refused', async () => {
  const broken = media.cutSquares(new Uint8Array([1, 2, 3]), [[0, 0, 1, 1]], 0);
  await expect(broken).rejects.toMatchObject({ code: 'video/decode-failed' });
});
