import { describe, expect, test } from 'vitest';
import { LONGEST_WAIT_MS, readRetryAfter, realPace, waitBefore } from './retry.ts';

test('backoff doubles up to a limit, half of it by chance', () => {
  expect([1, 2, 3, 4, 9].map((attempt) => waitBefore(attempt, null, 1))).toEqual([
    500, 1000, 2000, 4000, 16_000,
  ]);
  expect(waitBefore(3, null, 0)).toBe(1000);
});

test('what the server asks for counts, within reason', () => {
  expect(waitBefore(1, 0, 1)).toBe(0);
  expect(waitBefore(1, LONGEST_WAIT_MS, 1)).toBe(LONGEST_WAIT_MS);
  expect(waitBefore(1, LONGEST_WAIT_MS + 1, 1)).toBeNull();
});

describe('reading what the server asks for', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');
  test.each<[Record<string, string>, string, number | null]>([
    [{ 'retry-after-ms': '12.5' }, '', 12.5],
    [{ 'retry-after': '3' }, '', 3000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 10:00:09 GMT' }, '', 9000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 09:00:00 GMT' }, '', 0],
    [{ 'retry-after': 'soon' }, 'Please try again in 1m2.5s.', 62_500],
    [{}, 'try again in 320ms', 320],
    [{}, 'try again later', null],
  ])('%o and "%s" mean %s ms', (headers, text, expected) => {
    expect(readRetryAfter(new Headers(headers), text, now)).toBe(expected);
  });
});

test('a real wait ends with the signal', async () => {
  const controller = new AbortController();
  const wait = realPace.wait(60_000, controller.signal);
  controller.abort();
  await expect(wait).rejects.toMatchObject({ code: 'job/cancelled' });
  await expect(realPace.wait(0, controller.signal)).rejects.toMatchObject({
    code: 'job/cancelled',
  });
  await realPace.wait(1);
});
