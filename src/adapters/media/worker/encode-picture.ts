import { dHash } from '../../../core/dhash.ts';
import { StudioError } from '../../../core/errors.ts';
import { flatShare } from '../../../core/picture/flat-share.ts';
import { lumaSpread } from '../../../core/picture/luma-spread.ts';
import type { RgbaPicture } from '../../../core/picture/rotate.ts';
import type { DecodedFrame } from '../../../core/ports.ts';

/** Quality of every stored picture, 0–1, in the scale of the browser's encoder. The files carry no metadata. */
const JPEG_QUALITY = 0.92;

/** One decoded picture, ready to be stored; shared by all asked times that it answers. */
export type Picture = Pick<DecodedFrame, 'jpeg'> &
  Pick<
    DecodedFrame['frame'],
    'widthPx' | 'heightPx' | 'imageSha256' | 'perceptualHash' | 'lumaSpread' | 'flatShare'
  >;

export async function encodePicture(rgba: RgbaPicture): Promise<Picture> {
  const { widthPx, heightPx, data } = rgba;
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context)
    throw new StudioError(
      'video/decode-failed',
      'The browser gives no canvas to encode pictures with.',
    );
  context.putImageData(new ImageData(data, widthPx, heightPx), 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  const jpeg = new Uint8Array(await blob.arrayBuffer());
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', jpeg));
  return {
    jpeg,
    widthPx,
    heightPx,
    imageSha256: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    perceptualHash: dHash(data, widthPx, heightPx),
    lumaSpread: lumaSpread(data),
    flatShare: flatShare(data, widthPx, heightPx),
  };
}
