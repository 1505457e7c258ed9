import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatRate,
  formatTime,
  formatUsd,
  parseTime,
} from './format.ts';

describe('formatTime', () => {
  test.each([
    [0, 1, '0:00.0'],
    [12.34, 1, '0:12.3'],
    [59.96, 1, '1:00.0'],
    [59.9996, 3, '1:00.000'],
    [61.5, 3, '1:01.500'],
    [3725.0415, 3, '1:02:05.042'],
    [52.2, 0, '0:52'],
    [-0.04, 3, '−0:00.040'],
    [-0.04, 1, '0:00.0'],
    [Number.NaN, 1, '–'],
  ] as const)('%d s with %d decimals is %s', (timeSec, decimals, text) => {
    expect(formatTime(timeSec, decimals)).toBe(text);
  });

  test('what is shown to the millisecond reads back as the same millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), (ms) => {
        const back = parseTime(formatTime(ms / 1000, 3));
        expect(back).not.toBeNull();
        expect(Math.round((back ?? 0) * 1000)).toBe(ms);
      }),
    );
  });
});

describe('parseTime', () => {
  test.each([
    ['12.5', 12.5],
    ['1:02', 62],
    ['01:02:03.5', 3723.5],
    ['90', 90],
    [' 0:07 ', 7],
  ] as const)('%s is %d s', (text, timeSec) => {
    expect(parseTime(text)).toBe(timeSec);
  });
  test.each(['', 'x', '1:', '1:75', '1:2:3:4', '-3', '1e3'])('%s is no time', (text) => {
    expect(parseTime(text)).toBeNull();
  });
});

test('bytes are short and never show 1,000 of a smaller unit', () => {
  expect(formatBytes(0, 'en')).toBe('0 B');
  expect(formatBytes(982, 'en')).toBe('982 B');
  expect(formatBytes(999.9, 'en')).toBe('1 kB');
  expect(formatBytes(999_600, 'en')).toBe('1 MB');
  expect(formatBytes(1_440_000, 'en')).toBe('1.44 MB');
  expect(formatBytes(10_700_000_000, 'en')).toBe('10.7 GB');
  expect(formatBytes(5e15, 'en')).toBe('5,000 TB');
});

test('money shows what it is worth, and says when it does not know', () => {
  expect(formatUsd(0, 'en')).toBe('$0.00');
  expect(formatUsd(0.0041, 'en')).toBe('$0.0041');
  expect(formatUsd(0.00002, 'en')).toBe('< $0.0001');
  expect(formatUsd(1234.5, 'en')).toBe('$1,234.50');
  expect(formatUsd(null, 'en')).toBe('–');
});

test('counts, shares, rates and durations follow the language', () => {
  expect(formatCount(12480, 'en')).toBe('12,480');
  expect(formatPercent(0.34, 'en')).toBe('34%');
  expect(formatPercent(0.004, 'en')).toBe('0.4%');
  expect(formatRate(0.84, 'en')).toBe('0.8/s');
  expect(formatRate(212.4, 'en')).toBe('212/s');
  expect(formatDuration(0.45, 'en')).toBe('450 ms');
  expect(formatDuration(185, 'en')).toBe('3 min 5 sec');
  expect(formatDuration(7440, 'en')).toBe('2 hr 4 min');
  expect(formatDuration(59.7, 'en')).toBe('1 min');
  expect(formatDuration(12, 'zh-CN')).toBe('12秒');
});
