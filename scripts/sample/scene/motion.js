/** Small helpers for motion: everything is a pure function of the clip's time in seconds, so a frame never depends on another. */

export const clamp01 = (v) => Math.min(1, Math.max(0, v));
export const lerp = (a, b, k) => a + (b - a) * k;
export const smooth = (k) => k * k * (3 - 2 * k);
export const easeOut = (k) => 1 - (1 - k) ** 3;
export const easeIn = (k) => k ** 3;

/** 0 before `from`, 1 after `to`, eased between. */
export const ramp = (t, [from, to], ease = smooth) => ease(clamp01((t - from) / (to - from)));

/** 0 → 1 → 0 over `[from, to)`, with its top in the middle. */
export const bump = (t, [from, to]) => Math.sin(Math.PI * clamp01((t - from) / (to - from)));

/** A repeatable pseudo-random number in 0–1 for an integer seed. */
export function noise(seed) {
  let x = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
}
