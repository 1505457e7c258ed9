import type { Size } from '../picture/geometry.ts';
import type { RawPicture } from '../picture/raw-picture.ts';

/** So many times the target is kept in each direction: enough to average over, little enough to cost nothing. */
const OVERSAMPLING = 2;

/** As few samples as do for a target of this size. */
export const sparseSize = ({ widthPx, heightPx }: Size): Size => ({
  widthPx: widthPx * OVERSAMPLING,
  heightPx: heightPx * OVERSAMPLING,
});

/**
 * The same picture with only every k-th sample of every k-th row, without copying any: k is as large as leaves two samples a
 * target pixel in each direction. Shrinking all of a frame costs as much as decoding it; shrinking this does not.
 */
export function sparsePicture(raw: RawPicture, target: Size): RawPicture {
  const least = sparseSize(target);
  const step = Math.floor(Math.min(raw.widthPx / least.widthPx, raw.heightPx / least.heightPx));
  if (step < 2) return raw;
  return {
    ...raw,
    widthPx: Math.floor(raw.widthPx / step),
    heightPx: Math.floor(raw.heightPx / step),
    layout: {
      ...raw.layout,
      components: raw.layout.components.map((one) => ({ ...one, step: one.step * step })),
    },
    places: raw.places.map(({ offsetBytes, strideBytes }) => ({
      offsetBytes,
      strideBytes: strideBytes * step,
    })),
  };
}
