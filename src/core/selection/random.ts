import {
  freeIndices,
  freeSlots,
  type Pick,
  param,
  REQUIRED_BUDGET,
  type SelectionMethod,
} from './method.ts';
import { reason } from './reasons.ts';

/**
 * Frames drawn without replacement: the first b steps of a Fisher–Yates shuffle of the candidates, driven by a seeded generator.
 *
 * A baseline: a method that is not better than chance has chosen nothing. Parameters: `budget` b, frames; `seed`, an integer.
 * Complexity O(n).
 */
export const random: SelectionMethod = {
  id: 'random',
  params: [REQUIRED_BUDGET, { name: 'seed', min: 0, max: 9999, step: 1, default: 1 }],
  choose(candidates, params): Pick[] {
    const free = freeIndices(candidates);
    const count = Math.min(freeSlots(candidates), free.length);
    const next = mulberry32(param(params, 'seed'));
    for (let k = 0; k < count; k += 1) {
      const other = k + Math.floor(next() * (free.length - k));
      const kept = free[other] as number;
      free[other] = free[k] as number;
      free[k] = kept;
    }
    return free
      .slice(0, count)
      .map((index, k) => ({ index, score: 1, reasons: [reason.random(k, count)] }));
  },
};

/** A 32-bit generator of numbers in [0, 1) (Tommy Ettinger's Mulberry32, public domain): small, and the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
