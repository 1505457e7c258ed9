import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Semaphore } from './semaphore.ts';

test('never more at once than allowed, everything runs, failures free their place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.boolean(), { maxLength: 12 }),
      async (s, limit, fails) => {
        const semaphore = new Semaphore(() => limit);
        let running = 0;
        const tasks = fails.map((isFailing) =>
          semaphore.run(async () => {
            running++;
            expect(running).toBeLessThanOrEqual(limit);
            await s.schedule(Promise.resolve());
            running--;
            if (isFailing) throw new Error('planned');
          }),
        );
        const settled = Promise.allSettled(tasks);
        await s.waitFor(settled);
        expect((await settled).map((outcome) => outcome.status === 'rejected')).toEqual(fails);
      },
    ),
  );
});

test('who waits can leave, and is not let in later', async () => {
  const semaphore = new Semaphore(() => 1);
  let release = () => {};
  const first = semaphore.run(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  const controller = new AbortController();
  let hasRun = false;
  const second = semaphore.run(async () => {
    hasRun = true;
  }, controller.signal);
  const third = semaphore.run(async () => 'third');
  controller.abort();
  await expect(second).rejects.toMatchObject({ code: 'job/cancelled' });
  release();
  await first;
  expect(await third).toBe('third');
  expect(hasRun).toBe(false);
});
