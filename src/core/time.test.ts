import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  firstTickAt,
  fromTimeBase,
  indexOnScreen,
  isVariableRate,
  lastTickAt,
  ticksToSec,
  toTimeBase,
} from './time.ts';

const timescale = fc.constantFrom(24, 25, 30, 600, 1000, 12800, 15360, 30000, 57600, 90000);
const tick = fc.integer({ min: -1_000_000, max: 100_000_000 });

test('the seconds of a tick mean that tick, in full, cut or rounded to six decimals', () => {
  fc.assert(
    fc.property(tick, timescale, (at, scale) => {
      const sec = ticksToSec(at, scale);
      expect(lastTickAt(sec, scale)).toBe(at);
      expect(lastTickAt(Number(sec.toFixed(6)), scale)).toBe(at);
      expect(firstTickAt(sec, scale)).toBe(at);
    }),
  );
});

test('a time clearly between two ticks means the earlier one on screen, the later one as a start', () => {
  fc.assert(
    fc.property(
      tick,
      timescale,
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      (at, scale, part) => {
        const sec = (at + part) / scale;
        expect(lastTickAt(sec, scale)).toBe(at);
        expect(firstTickAt(sec, scale)).toBe(at + 1);
      },
    ),
  );
});

test('0.0333333 is the second frame at 30 frames per second', () => {
  expect(lastTickAt(0.0333333, 30)).toBe(1);
  expect(lastTickAt(0.0333333, 90000)).toBe(3000);
});

test('the frame on screen is the last one that is not later; the first before the first', () => {
  fc.assert(
    fc.property(fc.uniqueArray(tick, { minLength: 1, maxLength: 60 }), tick, (unsorted, at) => {
      const ticks = unsorted.sort((a, b) => a - b);
      const found = ticks[indexOnScreen(ticks, at)] as number;
      const notLater = ticks.filter((one) => one <= at);
      expect(found).toBe(notLater.length > 0 ? Math.max(...notLater) : ticks[0]);
    }),
  );
  expect(indexOnScreen([], 5)).toBe(-1);
  expect(indexOnScreen([3, 5], Number.POSITIVE_INFINITY)).toBe(1);
});

test('a rational time base and its ticks survive the way through ticks per second', () => {
  const base = { num: 12, den: 359 };
  for (let at = 0; at < 2000; at++) {
    const { ptsTicks, timescale: scale } = fromTimeBase(at, base);
    expect(toTimeBase(ptsTicks, scale, base)).toBe(at);
  }
});

test('milliseconds of a constant rate are constant, a skipped frame is not', () => {
  const rounded = Array.from({ length: 50 }, (_, i) => Math.round((i * 1000) / 30));
  expect(isVariableRate(rounded)).toBe(false);
  expect(isVariableRate(rounded.filter((_, i) => i !== 20))).toBe(true);
  expect(isVariableRate([0])).toBe(false);
});
