import { describe, expect, it } from 'vitest';
import { StudioError } from '../core/errors.ts';
import { InProcessWorker } from '../testing/in-process-worker.ts';
import { RpcClient } from './client.ts';
import { serve } from './serve.ts';

interface Ops {
  double: { params: number; result: number };
  fail: { params: null; result: never };
  hang: { params: null; result: never };
  count: { params: number; result: string; item: number };
}

function setUp(options: { idleMs?: number | null } = {}) {
  const workers: InProcessWorker[] = [];
  const emitted: number[] = [];
  const client = new RpcClient<Ops>({
    idleMs: options.idleMs ?? null,
    start: () => {
      const worker = new InProcessWorker();
      workers.push(worker);
      serve<Ops>(
        {
          double: (value, { progress }) => {
            progress({ done: 1, total: 1, unit: 'numbers' });
            return value * 2;
          },
          fail: () => {
            throw new StudioError('video/corrupt', 'broken', { details: { atSec: 3 } });
          },
          hang: (_params, { signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () =>
                reject(new StudioError('job/cancelled', 'stopped')),
              );
            }),
          count: async (upTo, { emit }) => {
            for (let n = 0; n < upTo; n += 1) {
              await emit(n);
              emitted.push(n);
            }
            return 'counted';
          },
        },
        worker.scope,
      );
      return worker as unknown as Worker;
    },
  });
  return { client, workers, emitted };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('worker calls', () => {
  it('answers each call by its id, with progress', async () => {
    const { client } = setUp();
    const progress: number[] = [];
    const answers = await Promise.all([
      client.call('double', 4, { onProgress: ({ done }) => progress.push(done) }),
      client.call('double', 5),
    ]);
    expect(answers).toEqual([8, 10]);
    expect(progress).toEqual([1]);
  });

  it('carries the code and the details of an error, and the next call is not touched', async () => {
    const { client } = setUp();
    const failed = client.call('fail', null);
    await expect(failed).rejects.toBeInstanceOf(StudioError);
    await expect(failed).rejects.toMatchObject({ code: 'video/corrupt', details: { atSec: 3 } });
    await expect(client.call('double', 1)).resolves.toBe(2);
  });

  it('rejects what was pending when the worker crashes, and starts a fresh one', async () => {
    const { client, workers } = setUp();
    const pending = client.call('hang', null);
    workers[0]?.crash();
    await expect(pending).rejects.toMatchObject({ code: 'worker/crashed' });
    await expect(client.call('double', 3)).resolves.toBe(6);
    expect(workers).toHaveLength(2);
  });

  it('cancels one call and leaves the worker alive', async () => {
    const { client, workers } = setUp();
    const controller = new AbortController();
    const pending = client.call('hang', null, { signal: controller.signal });
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'job/cancelled' });
    await expect(client.call('double', 3)).resolves.toBe(6);
    expect(workers).toHaveLength(1);
  });

  it('refuses a call that was cancelled before it was made', async () => {
    const { client, workers } = setUp();
    await expect(client.call('double', 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'job/cancelled',
    });
    expect(workers).toHaveLength(0);
  });

  it('ends an idle worker', async () => {
    const { client, workers } = setUp({ idleMs: 5 });
    await client.call('double', 1);
    await settle();
    expect(workers[0]?.isTerminated).toBe(true);
    expect(client.isRunning).toBe(false);
  });
});

describe('worker streams', () => {
  it('gives every item in order, then the result', async () => {
    const { client } = setUp();
    const stream = client.stream('count', 12);
    const items: number[] = [];
    let next = await stream.next();
    while (!next.done) {
      items.push(next.value);
      next = await stream.next();
    }
    expect(items).toEqual(Array.from({ length: 12 }, (_, n) => n));
    expect(next.value).toBe('counted');
  });

  it('does not run ahead of a reader that stops taking', async () => {
    const { client, emitted } = setUp();
    const stream = client.stream('count', 1000);
    await stream.next();
    await settle();
    const ahead = emitted.length;
    expect(ahead).toBeLessThanOrEqual(6);
    await settle();
    expect(emitted).toHaveLength(ahead);
    await stream.return('counted');
  });

  it('stops the work when the reader leaves', async () => {
    const { client, emitted } = setUp();
    for await (const item of client.stream('count', 1000)) if (item === 10) break;
    await settle();
    const stopped = emitted.length;
    await settle();
    expect(emitted.length).toBe(stopped);
    expect(stopped).toBeLessThan(20);
  });
});
