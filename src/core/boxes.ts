import type { Box } from './flow.ts';

/** `[centre x, centre y, width, height]`, each in per cent of the picture's own side. */
export type CentrePercentBox = [cx: number, cy: number, w: number, h: number];

/**
 * Corners are snapped to this many steps per side, so that converting there and back lands on the same corner every time.
 * One step is 0.04 px on a picture 4,096 px wide.
 */
const STEPS = 100_000;
const STEPS_PER_PERCENT = STEPS / 100;

const snap = (fraction: number): number =>
  Math.min(STEPS, Math.max(0, Math.round(fraction * STEPS)));

function axisToPercent(low: number, high: number): { centre: number; size: number } {
  const [a, b] = [snap(low), snap(high)];
  return { centre: (a + b) / 2 / STEPS_PER_PERCENT, size: (b - a) / STEPS_PER_PERCENT };
}

function axisFromPercent(centre: number, size: number): [low: number, high: number] {
  return [snap((centre - size / 2) / 100) / STEPS, snap((centre + size / 2) / 100) / STEPS];
}

/**
 * Corners in 0–1 to the boxes of VideoEspresso: GroundingDINO's centre, width and height, times 100
 * (hshjerry/VideoEspresso issue 15). Snaps to 1/100,000 of a side and clamps to the picture.
 */
export function boxToCentrePercent([x1, y1, x2, y2]: Box): CentrePercentBox {
  const x = axisToPercent(x1, x2);
  const y = axisToPercent(y1, y2);
  return [x.centre, y.centre, x.size, y.size];
}

/** The way back: corners in 0–1, snapped and clamped alike. `boxToCentrePercent` of the result gives the same four numbers. */
export function boxFromCentrePercent([cx, cy, w, h]: CentrePercentBox): Box {
  const [x1, x2] = axisFromPercent(cx, w);
  const [y1, y2] = axisFromPercent(cy, h);
  return [x1, y1, x2, y2];
}

/** Share of the picture that a box covers, in 0–1. */
export function boxArea([x1, y1, x2, y2]: Box): number {
  return Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
}
