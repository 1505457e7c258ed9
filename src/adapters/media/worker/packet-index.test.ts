import { expect, test } from 'vitest';
import { datedIndex } from './packet-index.ts';

const BASE = { num: 1, den: 25 };

/** Packets in decoding order: presentation and decoding time, `null` = none. */
function indexOf(
  times: readonly (readonly [pts: number | null, dts: number | null])[],
  firstTick = Number.NEGATIVE_INFINITY,
) {
  const packets = times.map(([ptsTick, dtsTick], i) => ({
    ...{ ptsTick, dtsTick, durationTicks: 0 },
    isKey: i === 0,
    isStamped: true,
  }));
  return datedIndex(packets, { base: BASE, oneFrame: 1, firstTick });
}

test('presentation times count where every packet has one', () => {
  const index = indexOf([
    [1, 0],
    [4, 1],
    [2, 2],
    [3, 3],
  ]);
  expect([...index.ticks]).toEqual([1, 2, 3, 4]);
  expect(index).toMatchObject({ endTick: 5, isOnlyFromStart: false });
});

test('decoding times only: they begin with the first picture that decodes', () => {
  const index = indexOf(
    [
      [null, 0],
      [null, 1],
      [null, 2],
      [null, 3],
    ],
    1,
  );
  expect([...index.ticks]).toEqual([1, 2, 3]);
});

test('a reordered picture without a time is shown when the next such one is decoded', () => {
  // I P B B P B B, as MPEG-PS has it: the second P has lost its time, 7.
  const index = indexOf(
    [
      [1, 0],
      [4, 1],
      [2, 2],
      [3, 3],
      [null, 4],
      [5, 5],
      [6, 6],
      [10, 7],
    ],
    1,
  );
  expect([...index.ticks]).toEqual([1, 2, 3, 4, 5, 6, 7, 10]);
});

test('times that start anew are all kept, also before the first picture', () => {
  const index = indexOf(
    [
      [100, 100],
      [101, 101],
      [2, 2],
      [3, 3],
    ],
    100,
  );
  expect([...index.ticks]).toEqual([2, 3, 100, 101]);
  expect(index.isOnlyFromStart).toBe(true);
});
