import type { RawPicture } from '../picture/raw-picture.ts';

/** So many times the target is kept in each direction: enough to average over, little enough to cost nothing. */
const OVERSAMPLING = 4;

/**
 * The same picture with only every k-th sample of every k-th row, without copying any: k is as large as leaves four samples a
 * target pixel in each direction. Shrinking all of a frame costs as much as decoding it; shrinking this does not.
 */
export function sparsePicture(
  raw: RawPicture,
  target: { widthPx: number; heightPx: number },
): RawPicture {
  const step = Math.floor(
    Math.min(
      raw.widthPx / (target.widthPx * OVERSAMPLING),
      raw.heightPx / (target.heightPx * OVERSAMPLING),
    ),
  );
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
