/**
 * Row keys. Every row of a project has the key `project × 2^32 + n`, `n` counting from 1 within its table. So a project is one
 * range of the primary key, its rows lie together in the order in which they came, and every index ends in that order.
 */
const ROOM = 2 ** 32;

export interface KeyRange {
  /** Before the first row. */
  low: number;
  /** After the last possible row. */
  high: number;
}

export const keyOf = (project: number, n: number): number => project * ROOM + n;
export const placeOf = (key: number): number => key % ROOM;
export const projectOfKey = (key: number): number => Math.floor(key / ROOM);
export const rangeOf = (project: number): KeyRange => ({
  low: project * ROOM,
  high: (project + 1) * ROOM,
});
