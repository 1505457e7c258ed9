import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RateLimit, type RateLimits } from './rate-limit.ts';
import type { Pace } from './retry.ts';

/** A clock that moves only when somebody waits. */
function stoppedClock(): Pace & { nowMs: () => number; at: { ms: number } } {
  const at = { ms: 0 };
  return {
    at,
    nowMs: () => at.ms,
    random: () => 0,
    wait: async (ms, signal) => {
      if (signal?.aborted) throw new Error('cancelled');
      at.ms += ms;
    },
  };
}

async function sendAll(limits: RateLimits, calls: readonly { tokens: number; takesMs: number }[]) {
  const pace = stoppedClock();
  const limit = new RateLimit(() => limits, pace);
  const sent: { atMs: number; tokens: number }[] = [];
  for (const { tokens, takesMs } of calls) {
    await limit.enter(tokens);
    sent.push({ atMs: pace.at.ms, tokens });
    pace.at.ms += takesMs;
  }
  return sent;
}

describe('within any minute', () => {
  const call = fc.record({
    tokens: fc.integer({ min: 1, max: 900 }),
    takesMs: fc.integer({ min: 0, max: 20_000 }),
  });
  test('no more requests and tokens go out than allowed', async () => {
    const property = fc.asyncProperty(
      fc.array(call, { maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1000, max: 5000 }),
      async (calls, requestsPerMin, tokensPerMin) => {
        const sent = await sendAll({ requestsPerMin, tokensPerMin }, calls);
        for (const { atMs } of sent) {
          const minute = sent.filter((one) => one.atMs <= atMs && atMs - one.atMs < 60_000);
          expect(minute.length).toBeLessThanOrEqual(requestsPerMin);
          expect(minute.reduce((sum, one) => sum + one.tokens, 0)).toBeLessThanOrEqual(
            tokensPerMin,
          );
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});

test('without limits nobody waits', async () => {
  const calls = Array.from({ length: 50 }, () => ({ tokens: 1000, takesMs: 0 }));
  const sent = await sendAll({ requestsPerMin: null, tokensPerMin: null }, calls);
  expect(sent.every(({ atMs }) => atMs === 0)).toBe(true);
});

test('a request beyond the limit goes out alone', async () => {
  const sent = await sendAll({ requestsPerMin: null, tokensPerMin: 100 }, [
    { tokens: 60, takesMs: 0 },
    { tokens: 5000, takesMs: 0 },
  ]);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 60_000]);
});

test('true counts replace estimates', async () => {
  const pace = stoppedClock();
  const limit = new RateLimit(() => ({ requestsPerMin: null, tokensPerMin: 100 }), pace);
  const correct = await limit.enter(90);
  correct(10);
  await limit.enter(80);
  expect(pace.at.ms).toBe(0);
});

test('who is cancelled while waiting lets the next one through', async () => {
  const pace = stoppedClock();
  const limit = new RateLimit(() => ({ requestsPerMin: 1, tokensPerMin: null }), pace);
  await limit.enter(1);
  const controller = new AbortController();
  controller.abort();
  await expect(limit.enter(1, controller.signal)).rejects.toMatchObject({ code: 'job/cancelled' });
  await limit.enter(1);
  expect(pace.at.ms).toBe(60_000);
});
