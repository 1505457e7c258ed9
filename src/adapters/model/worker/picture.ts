import { StudioError } from '../../../core/errors.ts';
import type { Pixels } from './resample.ts';

let canvas: OffscreenCanvas | null = null;

/**
 * Decodes an encoded picture (JPEG, PNG, WebP) at its own size, without colour management.
 *
 * @throws `input/invalid` when the bytes are no picture
 */
export function decodeBitmap(bytes: Uint8Array): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  }).catch((cause: unknown) => {
    throw new StudioError('input/invalid', 'A picture could not be decoded.', {
      details: { bytes: bytes.length },
      cause,
    });
  });
}

/** The pixels of a picture on black; closes it. */
export function pixelsOf(bitmap: ImageBitmap): Pixels {
  const { width, height } = bitmap;
  try {
    canvas ??= new OffscreenCanvas(width, height);
    if (canvas.width !== width || canvas.height !== height)
      canvas = new OffscreenCanvas(width, height);
    // Kept in ordinary memory: pixels are read back at once, and a graphics canvas may round differently.
    const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    if (!context)
      throw new StudioError('internal/unexpected', 'This browser draws no pictures in workers.');
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0);
    return {
      widthPx: width,
      heightPx: height,
      rgba: context.getImageData(0, 0, width, height).data,
    };
  } finally {
    bitmap.close();
  }
}
