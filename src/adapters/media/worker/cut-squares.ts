import { StudioError } from '../../../core/errors.ts';
import { squareCut } from '../../../core/picture/square-cut.ts';
import type { CutSquaresParams } from '../protocol.ts';

/** Where the square has no picture: the middle of the scale, which is about what encoders take for nothing. */
const NO_PICTURE = '#808080';

/**
 * The squares around boxes as PNG, pixel by pixel as they stand in the stored picture: nothing is scaled or compressed again.
 * @throws `video/decode-failed` on bytes that are no picture
 */
export async function cutSquares({
  jpeg,
  boxes,
  context: surroundings,
}: CutSquaresParams): Promise<Uint8Array<ArrayBuffer>[]> {
  const bitmap = await decoded(jpeg);
  try {
    const size = { widthPx: bitmap.width, heightPx: bitmap.height };
    const squares: Uint8Array<ArrayBuffer>[] = [];
    for (const box of boxes) {
      const { sidePx, source, at } = squareCut(box, size, surroundings);
      const canvas = new OffscreenCanvas(sidePx, sidePx);
      const context = canvas.getContext('2d', { alpha: false });
      if (!context)
        throw new StudioError('video/decode-failed', 'The browser gives no canvas to draw with.');
      context.fillStyle = NO_PICTURE;
      context.fillRect(0, 0, sidePx, sidePx);
      const { xPx, yPx, widthPx, heightPx } = source;
      context.drawImage(bitmap, xPx, yPx, widthPx, heightPx, at.xPx, at.yPx, widthPx, heightPx);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      squares.push(new Uint8Array(await blob.arrayBuffer()));
    }
    return squares;
  } finally {
    bitmap.close();
  }
}

function decoded(jpeg: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }), {
    colorSpaceConversion: 'none',
  }).catch((cause: unknown) => {
    throw new StudioError('video/decode-failed', 'A stored picture could not be read.', { cause });
  });
}
