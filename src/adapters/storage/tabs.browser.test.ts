import { describe, expect, it } from 'vitest';
import { buildContext, buildDraft } from '../../testing/builders.ts';
import { createStorage, type OpenStorage } from './client.ts';

const newName = () => `test-${crypto.randomUUID()}`;

async function filled(store: OpenStorage, drafts = 3) {
  const { id } = await store.projects.create('Test');
  await store.drafts.insert(
    id,
    Array.from({ length: drafts }, (_, n) => buildDraft(n + 1)),
  );
  return id;
}

describe('two tabs', () => {
  it('one writes; the other says so, takes over, and gets everything', async () => {
    const name = newName();
    const first = await createStorage({ name });
    const id = await filled(first);
    const second = await createStorage({ name });
    expect(first.status().mode).toBe('writer');
    expect(second.status()).toEqual({ mode: 'blocked' });
    await expect(second.drafts.count(id, {})).rejects.toMatchObject({ code: 'storage/locked' });

    const heard: string[] = [];
    first.onStatus((status) => heard.push(status.mode));
    const changes: number[] = [];
    second.onChange(({ tables }) => changes.push(tables.length));
    await second.takeOver();
    expect(second.status().mode).toBe('writer');
    expect(await second.drafts.count(id, {})).toBe(3);
    expect(changes.length).toBeGreaterThan(0);
    await expect.poll(() => heard).toEqual(['blocked']);
    await expect(first.drafts.count(id, {})).rejects.toMatchObject({ code: 'storage/locked' });

    await second.close();
    await expect.poll(() => first.status().mode, { timeout: 10_000 }).toBe('writer');
    expect(await first.drafts.count(id, {})).toBe(3);
    await first.close();
  });

  it('lets the holder finish: what was saved is there, what was refused is not', async () => {
    const name = newName();
    const first = await createStorage({ name });
    const id = await filled(first, 1);
    const second = await createStorage({ name });
    const saved: string[] = [];
    const refused: unknown[] = [];
    const writing = Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        first.decisions
          .record(id, 'draft:1', { verdict: 'accept', note: `n${n}` }, buildContext())
          .then(
            () => saved.push(`n${n}`),
            (thrown: { code: string }) => refused.push(thrown.code),
          ),
      ),
    );
    await second.takeOver();
    await writing;
    const history = await second.decisions.history(id, 'draft:1');
    expect(history.map((event) => 'note' in event && event.note)).toEqual(saved);
    expect(refused.filter((code) => code !== 'storage/locked')).toEqual([]);
    await second.close();
    await first.close();
  });
});

describe('many tabs', () => {
  it('a third that takes over gets it, not the one that waited longer', async () => {
    const name = newName();
    const stores = [
      await createStorage({ name }),
      await createStorage({ name }),
      await createStorage({ name }),
    ];
    await stores[2]?.takeOver();
    await expect
      .poll(() => stores.map((store) => store.status().mode))
      .toEqual(['blocked', 'blocked', 'writer']);
    for (const store of stores.reverse()) await store.close();
  });

  it('a dead holder lets go by itself', async () => {
    const name = newName();
    let worker: Worker | undefined;
    const startWorker = () => {
      worker = new Worker(new URL('./worker/storage.worker.ts', import.meta.url), {
        type: 'module',
      });
      return worker;
    };
    const first = await createStorage({ name, startWorker });
    const id = await filled(first);
    const second = await createStorage({ name });
    worker?.terminate();
    await expect.poll(() => second.status().mode, { timeout: 10_000 }).toBe('writer');
    expect(await second.drafts.count(id, {})).toBe(3);
    await second.close();
  });
});

describe('data of a newer version', () => {
  it('opens to be read and is never written', async () => {
    const name = newName();
    const before = await createStorage({ name });
    const id = await filled(before);
    await before.close();
    await raiseVersion(name);

    const store = await createStorage({ name });
    expect(store.status()).toEqual({ mode: 'read-only', reason: 'newer-version' });
    expect(await store.drafts.count(id, { text: 'cup' })).toBe(3);
    for (const write of [
      store.decisions.record(id, 'draft:1', { verdict: 'accept' }, buildContext()),
      store.settings.set('a', 1),
      store.projects.remove(id),
      store.decisions.undo(id, buildContext()),
    ]) {
      await expect(write).rejects.toMatchObject({ code: 'storage/read-only' });
    }
    expect(await store.drafts.count(id, {})).toBe(3);
    await store.close();
  });
});

async function raiseVersion(name: string): Promise<void> {
  const worker = new Worker(new URL('./worker/raise-version.fixture.ts', import.meta.url), {
    type: 'module',
  });
  await new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = reject;
    worker.postMessage({ name });
  });
  worker.terminate();
}

describe('a crashed worker', () => {
  it('is replaced by the next call, with everything that was saved', async () => {
    const workers: Worker[] = [];
    const startWorker = () => {
      const worker = new Worker(new URL('./worker/storage.worker.ts', import.meta.url), {
        type: 'module',
      });
      workers.push(worker);
      return worker;
    };
    const store = await createStorage({ name: newName(), startWorker });
    const id = await filled(store);
    workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'crash' }));
    await expect.poll(() => store.drafts.count(id, {}).catch(() => null)).toBe(3);
    expect(workers.length).toBeGreaterThan(1);
    await store.close();
  });
});

describe('a browser without a private file system', () => {
  it('is told so', async () => {
    const startWorker = () =>
      new Worker(new URL('./worker/no-opfs.fixture.ts', import.meta.url), { type: 'module' });
    await expect(createStorage({ name: newName(), startWorker })).rejects.toMatchObject({
      code: 'storage/unavailable',
    });
  });
});
