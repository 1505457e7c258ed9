/** Where one colour component of a pixel lies: in which plane, at which of the `step` samples that a pixel has there. */
interface Component {
  plane: number;
  offset: number;
  step: number;
}

/** How the samples of a decoded picture are arranged. Components are Y U V, Y alone, or R G B. Alpha is never read. */
export interface PixelLayout {
  family: 'yuv' | 'grey' | 'rgb';
  /** Significant bits of a sample; more than 8 = two bytes, low byte first. */
  depth: number;
  /** Chroma planes are `2 ** n` times smaller than the picture, rounded up. */
  log2ChromaWidth: number;
  log2ChromaHeight: number;
  components: readonly Component[];
  /** Samples per pixel and whether it is chroma-sized, for every plane in the order of storage. */
  planes: readonly { step: number; isChroma: boolean }[];
  /** Full range is implied by the format (the `yuvj` names, RGB). */
  isFullRange: boolean;
}

export interface PlanePlace {
  offsetBytes: number;
  strideBytes: number;
}

/** A decoded picture as its decoder stored it: no conversion, no scaling, not rotated. */
export interface RawPicture {
  widthPx: number;
  heightPx: number;
  layout: PixelLayout;
  places: readonly PlanePlace[];
  data: Uint8Array;
}

export function bytesPerSample(layout: PixelLayout): 1 | 2 {
  return layout.depth > 8 ? 2 : 1;
}

/** Size of a plane in pixels, chroma rounded up. */
export function planeSize(
  layout: PixelLayout,
  plane: number,
  picture: { widthPx: number; heightPx: number },
): { width: number; height: number } {
  const isChroma = layout.planes[plane]?.isChroma ?? false;
  return {
    width: isChroma ? ceilShift(picture.widthPx, layout.log2ChromaWidth) : picture.widthPx,
    height: isChroma ? ceilShift(picture.heightPx, layout.log2ChromaHeight) : picture.heightPx,
  };
}

/** Planes one after the other without padding, as FFmpeg's `rawvideo` writes them, and the bytes of the whole. */
export function packedPlaces(
  layout: PixelLayout,
  picture: { widthPx: number; heightPx: number },
): { places: PlanePlace[]; totalBytes: number } {
  let totalBytes = 0;
  const places = layout.planes.map(({ step }, plane) => {
    const { width, height } = planeSize(layout, plane, picture);
    const place = { offsetBytes: totalBytes, strideBytes: width * step * bytesPerSample(layout) };
    totalBytes += place.strideBytes * height;
    return place;
  });
  return { places, totalBytes };
}

function ceilShift(value: number, shift: number): number {
  return Math.ceil(value / 2 ** shift);
}
