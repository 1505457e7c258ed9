import { expect, test, vi } from 'vitest';
import { compiledCore, letCoreGo } from './ffmpeg-core.ts';

const never = () => new AbortController().signal;

test('a download that comes to a halt can be cancelled, and the next try begins anew', async () => {
  const given: AbortSignal[] = [];
  const halted = vi.spyOn(globalThis, 'fetch').mockImplementation((_url, init) => {
    if (init?.signal) given.push(init.signal);
    return new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
  });
  const person = new AbortController();
  const waiting = compiledCore(person.signal);
  person.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'job/cancelled' });
  expect(given.map(({ aborted }) => aborted)).toEqual([false]);
  letCoreGo();
  expect(given.map(({ aborted }) => aborted)).toEqual([true]);
  halted.mockRestore();
  expect(await compiledCore(never())).toBeInstanceOf(WebAssembly.Module);
});

test('a core that cannot be had is asked for again', async () => {
  letCoreGo();
  vi.useFakeTimers();
  await compiledCore(never());
  letCoreGo();
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  const missing = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation(async () => new Response(null, { status: 404 }));
  await expect(compiledCore(never())).rejects.toThrow('404');
  missing.mockRestore();
  expect(await compiledCore(never())).toBeInstanceOf(WebAssembly.Module);
});

test('everyone who waits gets the same core', async () => {
  const [one, other] = await Promise.all([compiledCore(never()), compiledCore(never())]);
  expect(one).toBe(other);
});
