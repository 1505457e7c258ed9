import type { Pixels } from '../core/verify/thumbnail.ts';

/** Decodes a JPEG, PNG or WebP to pixels. @throws DOMException on what is not a picture */
export async function readPixels(bytes: Uint8Array): Promise<Pixels> {
  const bitmap = await createImageBitmap(new Blob([bytes.slice()]));
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      willReadFrequently: true,
    });
    if (!context) throw new DOMException('There is no canvas.', 'InvalidStateError');
    context.drawImage(bitmap, 0, 0);
    return {
      rgba: context.getImageData(0, 0, width, height).data,
      widthPx: width,
      heightPx: height,
    };
  } finally {
    bitmap.close();
  }
}
