import { sha256Hex } from './sha256.ts';

/** Chance that is the same everywhere: what it decides follows from the words given, and nothing else. */

/** `items` in an order that follows from `seed` alone: by the hash of the seed and each place. */
export function seededShuffle<T>(items: readonly T[], seed: string): T[] {
  return items
    .map((item, place) => ({ item, by: sha256Hex(`${seed}\n${place}`) }))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .map(({ item }) => item);
}

/**
 * Where the right option of each of `count` questions goes, among `places`: every run of `places` questions uses each place
 * once, in an order that follows from the seed. So the numbers of any two places differ by one at most.
 */
export function balancedPlaces(count: number, places: number, seed: string): number[] {
  const all = Array.from({ length: places }, (_, place) => place);
  return Array.from({ length: Math.ceil(count / places) }, (_, block) =>
    seededShuffle(all, `${seed}\n${block}`),
  )
    .flat()
    .slice(0, count);
}
