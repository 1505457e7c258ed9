import type { Geometry } from './geometry.ts';

/** A finished picture: `widthPx × heightPx × 4` bytes R G B A, row-major, opaque. */
export interface RgbaPicture {
  widthPx: number;
  heightPx: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** Turns clockwise, then mirrors left to right. Returns the same picture when there is nothing to do. */
export function orient(picture: RgbaPicture, { rotationDeg, isMirrored }: Geometry): RgbaPicture {
  if (rotationDeg === 0 && !isMirrored) return picture;
  const { widthPx: width, heightPx: height } = picture;
  const isTurned = rotationDeg === 90 || rotationDeg === 270;
  const outWidth = isTurned ? height : width;
  const outHeight = isTurned ? width : height;
  const source = new Uint32Array(picture.data.buffer, picture.data.byteOffset, width * height);
  const target = new Uint32Array(outWidth * outHeight);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      let toX = x;
      let toY = y;
      if (rotationDeg === 90) [toX, toY] = [height - 1 - y, x];
      else if (rotationDeg === 180) [toX, toY] = [width - 1 - x, height - 1 - y];
      else if (rotationDeg === 270) [toX, toY] = [y, width - 1 - x];
      if (isMirrored) toX = outWidth - 1 - toX;
      target[toY * outWidth + toX] = source[at] as number;
    }
  }
  return { widthPx: outWidth, heightPx: outHeight, data: new Uint8ClampedArray(target.buffer) };
}
