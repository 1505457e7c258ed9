import { expect, test } from 'vitest';
import { inOrder } from './ordered-lanes.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function jobs(count: number): () => Promise<number | null> {
  let next = 0;
  return async () => (next < count ? next++ : null);
}

const never = new AbortController().signal;

test('items come in the order of the jobs, whichever job is faster', async () => {
  const items: string[] = [];
  const stream = inOrder<number, string>(
    jobs(5),
    async (job, outlet) => {
      for (let i = 0; i < 3; i++) {
        await pause(job % 2 === 0 ? 4 : 0);
        await outlet.put(`${job}.${i}`);
      }
    },
    { count: 2, ahead: 8, signal: never },
  );
  for await (const item of stream) items.push(item);
  expect(items).toEqual([0, 1, 2, 3, 4].flatMap((job) => [0, 1, 2].map((i) => `${job}.${i}`)));
});

test('no job runs further ahead of the reader than it may', async () => {
  let made = 0;
  const stream = inOrder<number, number>(
    jobs(1),
    async (_, outlet) => {
      for (let i = 0; i < 100; i++) {
        made = i;
        await outlet.put(i);
      }
    },
    { count: 2, ahead: 3, signal: never },
  );
  for (let read = 1; read <= 5; read++) {
    await stream.next();
    await pause(1);
    expect(made).toBeLessThanOrEqual(read + 3);
  }
  await stream.return();
});

test('a job that fails ends the stream at its place, after the items before it', async () => {
  const items: number[] = [];
  const reading = async () => {
    const stream = inOrder<number, number>(
      jobs(9),
      async (job, outlet) => {
        if (job === 1) throw new RangeError('broken');
        await pause(5);
        await outlet.put(job);
      },
      { count: 2, ahead: 2, signal: never },
    );
    for await (const item of stream) items.push(item);
  };
  await expect(reading()).rejects.toThrow('broken');
  expect(items).toEqual([0]);
});

test('a reader who leaves tells all jobs, and waits for them', async () => {
  let running = 0;
  const stream = inOrder<number, number>(
    jobs(9),
    async (job, outlet) => {
      running += 1;
      try {
        for (;;) {
          await outlet.put(job);
          if (outlet.signal.aborted) return;
        }
      } finally {
        await pause(2);
        running -= 1;
      }
    },
    { count: 3, ahead: 2, signal: never },
  );
  for await (const _ of stream) break;
  expect(running).toBe(0);
});

test('a signal ends the stream', async () => {
  const controller = new AbortController();
  const stream = inOrder<number, number>(
    jobs(9),
    async (job, outlet) => {
      for (;;) await outlet.put(job);
    },
    { count: 2, ahead: 2, signal: controller.signal },
  );
  await stream.next();
  controller.abort();
  await expect(stream.next()).rejects.toMatchObject({ code: 'job/cancelled' });
});
