import { describe, expect, it } from 'vitest';
import { Resource } from './resource.ts';

const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('Resource', () => {
  it('never lets more than its slots run, and serves everyone', async () => {
    const resource = new Resource(2);
    let running = 0;
    let peak = 0;
    const work = async () => {
      running += 1;
      peak = Math.max(peak, running);
      await tick();
      running -= 1;
    };
    await Promise.all(Array.from({ length: 9 }, () => resource.use(work)));
    expect(peak).toBe(2);
    expect(running).toBe(0);
  });

  it('gives the slot back after a failure', async () => {
    const resource = new Resource(1);
    await expect(resource.use(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(resource.use(() => Promise.resolve(7))).resolves.toBe(7);
  });

  it('lets a waiter leave without losing a slot', async () => {
    const resource = new Resource(1);
    let finishFirst = () => {};
    const first = resource.use(
      () =>
        new Promise<void>((resolve) => {
          finishFirst = resolve;
        }),
    );
    const controller = new AbortController();
    const second = resource.use(() => Promise.resolve('second'), controller.signal);
    const third = resource.use(() => Promise.resolve('third'));
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'job/cancelled' });
    finishFirst();
    await first;
    await expect(third).resolves.toBe('third');
  });
});
