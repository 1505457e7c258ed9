import { expect, test } from 'vitest';
import { NOTHING_STATED, resolveColour } from '../picture/colour.ts';
import { pixelLayout } from '../picture/pixel-formats.ts';
import { packedPlaces, type RawPicture } from '../picture/raw-picture.ts';
import { renderPicture } from '../picture/render.ts';
import { SHOT_PICTURE } from './change.ts';
import { sparsePicture } from './sparse.ts';

/** A slow gradient in every plane. */
function gradient(format: string, widthPx: number, heightPx: number): RawPicture {
  const layout = pixelLayout(format);
  if (!layout) throw new Error(format);
  const { places, totalBytes } = packedPlaces(layout, { widthPx, heightPx });
  const data = new Uint8Array(totalBytes);
  for (const { offsetBytes, strideBytes } of places)
    for (let at = offsetBytes; at < totalBytes; at += 1)
      data[at] = 40 + (((at - offsetBytes) % strideBytes) / strideBytes) * 160;
  return { widthPx, heightPx, layout, places, data };
}

const shrink = (raw: RawPicture, colour = resolveColour(NOTHING_STATED, raw.heightPx)) =>
  renderPicture(raw, {
    size: SHOT_PICTURE,
    geometry: { pixelAspect: 1, rotationDeg: 0, isMirrored: false },
    colour,
    field: null,
  }).data;

test.each([
  ['yuv420p', 1280, 720],
  ['yuv420p', 1279, 719],
  ['yuv444p', 1920, 1080],
  ['nv12', 1920, 1080],
  ['rgb24', 854, 480],
  ['gray', 1000, 900],
])('%s of %i × %i: the shrunken picture is nearly that of all samples', (format, width, height) => {
  const raw = gradient(format, width, height);
  const few = shrink(sparsePicture(raw, SHOT_PICTURE), resolveColour(NOTHING_STATED, height));
  const all = shrink(raw);
  const most = all.reduce(
    (worst, value, at) => Math.max(worst, Math.abs(value - (few[at] ?? 255))),
    0,
  );
  expect(most).toBeLessThanOrEqual(6);
});

test('a small picture is left as it is', () => {
  const raw = gradient('yuv420p', 240, 134);
  expect(sparsePicture(raw, SHOT_PICTURE)).toBe(raw);
});
