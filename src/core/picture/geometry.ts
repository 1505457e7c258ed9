/** How a stored picture becomes the one that people see. */
export interface Geometry {
  /** Width of a pixel over its height; 1 = square. */
  pixelAspect: number;
  /** Clockwise. */
  rotationDeg: 0 | 90 | 180 | 270;
  /** Mirrored left to right after the rotation. */
  isMirrored: boolean;
}

export interface Size {
  widthPx: number;
  heightPx: number;
}

/**
 * The turn that FFmpeg states for a mirrored picture, and back: it flips top to bottom before it turns, where {@link Geometry} turns
 * before it mirrors left to right. Without mirroring both are the same.
 */
export function statedTurn({
  rotationDeg,
  isMirrored,
}: Omit<Geometry, 'pixelAspect'>): Geometry['rotationDeg'] {
  return isMirrored ? (((540 - rotationDeg) % 360) as Geometry['rotationDeg']) : rotationDeg;
}

/** Size as displayed: the width takes the pixel aspect (the height is never changed), then the rotation swaps the sides. */
export function displayedSize(stored: Size, geometry: Geometry): Size {
  const wide = {
    widthPx: Math.max(1, Math.round(stored.widthPx * geometry.pixelAspect)),
    heightPx: stored.heightPx,
  };
  return isTurned(geometry) ? swapped(wide) : wide;
}

/**
 * Size of the picture for a displayed size. Never upscaled. A picture that is scaled down has exactly `longSidePx` on its
 * long side and the nearest even number, at least 2, on the other.
 */
export function pictureSize(displayed: Size, longSidePx: number): Size {
  const longSide = Math.max(displayed.widthPx, displayed.heightPx);
  if (longSide <= longSidePx) return displayed;
  const scaled = (side: number) =>
    side === longSide
      ? longSidePx
      : Math.max(2, 2 * Math.round((side * longSidePx) / longSide / 2));
  return { widthPx: scaled(displayed.widthPx), heightPx: scaled(displayed.heightPx) };
}

/** The size before the rotation that becomes `size` after it. */
export function beforeRotation(size: Size, geometry: Geometry): Size {
  return isTurned(geometry) ? swapped(size) : size;
}

function isTurned({ rotationDeg }: Geometry): boolean {
  return rotationDeg === 90 || rotationDeg === 270;
}

function swapped({ widthPx, heightPx }: Size): Size {
  return { widthPx: heightPx, heightPx: widthPx };
}
