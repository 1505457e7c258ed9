import { describe, expect, it } from 'vitest';
import { News } from './news.ts';
import { Queue } from './queue.ts';

describe('Queue', () => {
  it('runs one piece of work at a time, and goes on after a failed one', async () => {
    const queue = new Queue();
    const log: string[] = [];
    const slow = queue.run(async () => {
      log.push('a begins');
      await Promise.resolve();
      log.push('a ends');
    });
    const failing = queue.run(() => {
      throw new Error('b fails');
    });
    const last = queue.run(() => log.push('c'));
    await expect(failing).rejects.toThrow('b fails');
    await Promise.all([slow, last]);
    expect(log).toEqual(['a begins', 'a ends', 'c']);
  });
});

describe('News', () => {
  it('reaches every listener from when it began to listen, until its signal', async () => {
    const news = new News<number>();
    const controller = new AbortController();
    const heard: number[] = [];
    news.tell(0);
    const listening = (async () => {
      for await (const item of news.listen(controller.signal)) heard.push(item);
    })();
    await Promise.resolve();
    news.tell(1);
    news.tell(2);
    await expect.poll(() => heard).toEqual([1, 2]);
    controller.abort();
    await listening;
    news.tell(3);
    expect(heard).toEqual([1, 2]);
  });
});
