import type { Box } from '../flow.ts';

/** Narrower squares than this are so few pixels that an encoder sees a blur: more of the surroundings is taken. */
const LEAST_SIDE_PX = 32;

/** A square to be filled from a part of a picture, all in whole px. */
export interface SquareCut {
  /** Of the square. */
  sidePx: number;
  /** The part of the picture that goes into it, never empty and wholly inside the picture. */
  source: { xPx: number; yPx: number; widthPx: number; heightPx: number };
  /** Where in the square that part begins; what is left over around it has no picture. */
  at: { xPx: number; yPx: number };
}

/**
 * The square around a box, so that an encoder sees the whole box undistorted: encoders for squares either squash what they get or
 * drop the ends of its longer side, and of a thin box that would be nearly all. The square is as wide as the longer side of the
 * box and `context` of it on each side, at least 32 px, at most as the longer side of the picture. It is pushed into the
 * picture where it would reach over an edge.
 *
 * @param xyxy corners in 0–1 of the picture's sides, in any order; clamped
 * @param context share of the box's longer side, at least 0
 */
export function squareCut(
  [x1, y1, x2, y2]: Box,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  context: number,
): SquareCut {
  const across = spanPx(x1, x2, widthPx);
  const down = spanPx(y1, y2, heightPx);
  const longer = Math.max(across.to - across.from, down.to - down.from);
  const wanted = Math.max(LEAST_SIDE_PX, Math.ceil(longer * (1 + 2 * context)));
  const sidePx = Math.min(wanted, Math.max(widthPx, heightPx));
  const x = placed(across, widthPx, sidePx);
  const y = placed(down, heightPx, sidePx);
  return {
    sidePx,
    source: { xPx: x.from, yPx: y.from, widthPx: x.length, heightPx: y.length },
    at: { xPx: x.at, yPx: y.at },
  };
}

/** The px that an interval touches: at least one, all inside. */
function spanPx(a: number, b: number, size: number): { from: number; to: number } {
  const clamped = [a, b].map((value) => Math.min(1, Math.max(0, value)) * size);
  const from = Math.min(Math.floor(Math.min(...clamped)), size - 1);
  return { from, to: Math.max(from + 1, Math.ceil(Math.max(...clamped))) };
}

function placed({ from, to }: { from: number; to: number }, size: number, side: number) {
  const length = Math.min(side, size);
  const middle = Math.floor((from + to - length) / 2);
  return {
    from: Math.min(size - length, Math.max(0, middle)),
    length,
    at: Math.floor((side - length) / 2),
  };
}
