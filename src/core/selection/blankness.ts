import type { Frame } from '../flow.ts';

/** Luma spreads (standard deviation, 0–1) between which a picture goes from blank to not blank. */
const BLANK_SPREAD = { full: 0.015, none: 0.06 };

/** Flat shares, and luma spreads, between which a picture goes from a lone logo or title to a picture with something to see. */
const LOGO = { flatNone: 0.76, flatFull: 0.86, spreadFull: 0.1, spreadNone: 0.16 };

/** 1 = black, one flat colour or a lone logo on it; 0 = plenty to see, or not measured. */
export function blankness({
  lumaSpread,
  flatShare,
}: Pick<Frame, 'lumaSpread' | 'flatShare'>): number {
  if (lumaSpread === null) return 0;
  const even = ramp(lumaSpread, BLANK_SPREAD.none, BLANK_SPREAD.full);
  if (flatShare === undefined || flatShare === null) return even;
  const logo =
    ramp(flatShare, LOGO.flatNone, LOGO.flatFull) *
    ramp(lumaSpread, LOGO.spreadNone, LOGO.spreadFull);
  return Math.max(even, logo);
}

/** From 0 at `none` to 1 at `full`, and no further. */
function ramp(value: number, none: number, full: number): number {
  return Math.min(1, Math.max(0, (value - none) / (full - none)));
}
