/** Chance that can be repeated (mulberry32): the same seed, the same run. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  pick<T>(options: readonly [T, ...T[]]): T;
}

export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick: (options) => options[Math.floor(next() * options.length)] ?? options[0],
  };
}
