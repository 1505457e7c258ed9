import { StudioError } from '../../../core/errors.ts';
import { placeGrid } from '../../../core/grid-layout.ts';
import type { DrawnGrid } from '../../../core/ports.ts';
import type { DrawGridParams } from '../protocol.ts';
import { encodePicture } from './encode-picture.ts';

/**
 * Frames drawn into one JPEG, of the quality that all pictures have. Frames of another size than the first are fitted into
 * its cell. @throws `video/decode-failed` on bytes that are no picture
 */
export async function drawGrid({ jpegs, layout }: DrawGridParams): Promise<DrawnGrid> {
  const bitmaps = await decodeAll(jpegs);
  try {
    const [first] = bitmaps;
    if (!first) throw new StudioError('input/invalid', 'A grid needs at least one frame.');
    const cell = { widthPx: first.width, heightPx: first.height };
    const placed = placeGrid(bitmaps.length, cell, layout);
    const canvas = new OffscreenCanvas(placed.widthPx, placed.heightPx);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context)
      throw new StudioError('video/decode-failed', 'The browser gives no canvas to draw with.');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, placed.widthPx, placed.heightPx);
    context.imageSmoothingQuality = 'high';
    for (const [k, { xPx, yPx, widthPx, heightPx }] of placed.cells.entries()) {
      const bitmap = bitmaps[k];
      if (bitmap) context.drawImage(bitmap, xPx, yPx, widthPx, heightPx);
    }
    context.fillStyle = '#000';
    for (const line of placed.lines)
      context.fillRect(line.xPx, line.yPx, line.widthPx, Math.max(1, line.heightPx));
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (const { text, xPx, yPx, sizePx } of placed.labels) {
      context.font = `${sizePx}px sans-serif`;
      context.fillText(text, xPx, yPx);
    }
    const {
      data,
      width: widthPx,
      height: heightPx,
    } = context.getImageData(0, 0, placed.widthPx, placed.heightPx);
    const { jpeg, imageSha256 } = await encodePicture({ data, widthPx, heightPx });
    return { jpeg, imageSha256, widthPx, heightPx };
  } finally {
    for (const bitmap of bitmaps) bitmap.close();
  }
}

async function decodeAll(jpegs: readonly Uint8Array<ArrayBuffer>[]): Promise<ImageBitmap[]> {
  const outcomes = await Promise.allSettled(
    jpegs.map((jpeg) => createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }))),
  );
  const bitmaps = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (bitmaps.length === jpegs.length) return bitmaps;
  for (const bitmap of bitmaps) bitmap.close();
  throw new StudioError('video/decode-failed', 'A stored picture could not be read.');
}
