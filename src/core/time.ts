/**
 * Times and ticks. A container counts presentation times in whole ticks of `1 / timescale` seconds; people, scripts and JSON
 * carry seconds as decimals. These functions are the only place where the two meet.
 */

/**
 * How far an asked time may lie below a frame's own time and still mean that frame, in seconds. Times are printed with six
 * decimals by FFmpeg and by this project, so the seconds of a tick can be cut or rounded by up to half a microsecond.
 */
export const TIME_TOLERANCE_SEC = 6e-7;

export function ticksToSec(ticks: number, timescale: number): number {
  return ticks / timescale;
}

/**
 * The last tick that is not after `sec`, give or take {@link TIME_TOLERANCE_SEC}: 0.0333333 s at a timescale of 30 is tick 1.
 * Infinite times stay infinite.
 */
export function lastTickAt(sec: number, timescale: number): number {
  return Math.floor((sec + TIME_TOLERANCE_SEC) * timescale);
}

/** The first tick that is not before `sec`, within the same tolerance: the inclusive start or exclusive end of a range. */
export function firstTickAt(sec: number, timescale: number): number {
  // Plus 0: `ceil` gives −0 just below the beginning.
  return Math.ceil((sec - TIME_TOLERANCE_SEC) * timescale) + 0;
}

/**
 * Index of the frame on screen at `tick`: the last one that is not later, the first one before the first.
 * @param ticks ascending, of the frames that exist
 * @returns -1 only when there is no frame at all
 */
export function indexOnScreen(ticks: ArrayLike<number>, tick: number): number {
  let low = 0;
  let high = ticks.length - 1;
  if (high < 0) return -1;
  let found = 0;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((ticks[middle] as number) <= tick) {
      found = middle;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return found;
}

/** A rational time base `num / den` seconds per tick, as FFmpeg writes it. */
export interface TimeBase {
  num: number;
  den: number;
}

/** Ticks of `num / den` seconds in the form `ticks / timescale` that a Frame carries: exact, never through seconds. */
export function fromTimeBase(
  ticks: number,
  base: TimeBase,
): { ptsTicks: number; timescale: number } {
  return { ptsTicks: ticks * base.num, timescale: base.den };
}

/** The tick of a rational time base that stands for `ptsTicks / timescale`. */
export function toTimeBase(ptsTicks: number, timescale: number, base: TimeBase): number {
  if (base.num === 1 && base.den === timescale) return ptsTicks;
  return Math.round((ptsTicks / timescale) * (base.den / base.num));
}

/** Steps between frames further apart than rounding to ticks explains: five percent of the middle step, at least two ticks. */
export function isVariableRate(sortedTicks: ArrayLike<number>): boolean {
  const steps: number[] = [];
  for (let i = 1; i < sortedTicks.length; i++) {
    steps.push((sortedTicks[i] as number) - (sortedTicks[i - 1] as number));
  }
  if (steps.length < 2) return false;
  const middle = [...steps].sort((a, b) => a - b)[steps.length >> 1] as number;
  const slack = Math.max(2, middle * 0.05);
  return steps.some((step) => Math.abs(step - middle) > slack);
}
