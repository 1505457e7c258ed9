import { describe, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import type { ProjectId } from '../../core/flow.ts';
import {
  buildContext,
  buildDraft,
  buildFrame,
  buildJpeg,
  fakeSha256,
} from '../../testing/builders.ts';
import { createStorage, type OpenStorage } from './client.ts';

const newName = () => `test-${crypto.randomUUID()}`;
const batch = (from: number) => Array.from({ length: 50 }, (_, n) => buildDraft(from + n));

/** Inserts until it is refused; gives how many drafts went in and why the next did not. */
async function fill(
  store: OpenStorage,
  projectId: ProjectId,
): Promise<{ inserted: number; code: string | null }> {
  let inserted = 0;
  for (let from = 1; from < 100_000; from += 50) {
    try {
      inserted += (await store.drafts.insert(projectId, batch(from))).inserted;
    } catch (thrown) {
      return { inserted, code: (thrown as { code: string }).code };
    }
  }
  return { inserted, code: null };
}

/** Everything that was refused left no trace, and the store goes on. */
async function expectWhole(
  store: OpenStorage,
  projectId: ProjectId,
  inserted: number,
): Promise<void> {
  expect(await store.drafts.count(projectId, {})).toBe(inserted);
  expect(await store.drafts.count(projectId, { text: 'cup' })).toBe(inserted);
  const seqs = await store.drafts.seqs(projectId, {});
  expect(seqs.length).toBe(inserted);
  expect(seqs.at(-1)).toBe(inserted);
  expect(await store.drafts.get(projectId, `draft:${inserted + 1}`)).toBeNull();
}

describe('a full disk', () => {
  it('refuses records with storage/quota, keeps what is there, and goes on when there is room', async () => {
    const store = await createStorage({ name: newName(), maxBytes: 2_000_000 });
    const first = (await store.projects.create('First')).id;
    const { inserted, code } = await fill(store, first);
    expect(code).toBe('storage/quota');
    expect(inserted).toBeGreaterThan(100);
    await expectWhole(store, first, inserted);

    await store.projects.remove(first);
    const second = (await store.projects.create('Second')).id;
    expect(await store.drafts.insert(second, batch(1))).toEqual({ inserted: 50 });
    await store.decisions.record(second, 'draft:1', { verdict: 'accept' }, buildContext());
    await store.close();
  });

  it('refuses pictures with storage/quota and keeps the others readable', async () => {
    const store = await createStorage({ name: newName(), maxBytes: 1_000_000 });
    const id = (await store.projects.create('Test')).id;
    const put = (n: number) =>
      store.frames.put(id, [{ frame: buildFrame(n), jpeg: buildJpeg(n, 400_000), asked: null }]);
    await put(1);
    await put(2);
    await expect(put(3)).rejects.toMatchObject({ code: 'storage/quota' });
    expect(await store.frames.byHash(id, fakeSha256(3))).toBeNull();
    expect(await store.frames.image(id, fakeSha256(2))).toEqual(buildJpeg(2, 400_000));
    await store.frames.put(id, [{ frame: buildFrame(4), jpeg: buildJpeg(4), asked: null }]);
    expect(await store.frames.image(id, fakeSha256(4))).toEqual(buildJpeg(4));
    await store.close();
  });

  it("is told from the browser's own refusal too", async () => {
    const store = await createStorage({ name: newName() });
    const id = (await store.projects.create('Test')).id;
    const { origin } = location;
    const { usage = 0 } = await navigator.storage.estimate();
    await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 1_500_000 });
    try {
      const { inserted, code } = await fill(store, id);
      expect(code).toBe('storage/quota');
      const big = { frame: buildFrame(1), jpeg: buildJpeg(1, 3_000_000), asked: null };
      await expect(store.frames.put(id, [big])).rejects.toMatchObject({ code: 'storage/quota' });
      await cdp().send('Storage.overrideQuotaForOrigin', { origin });
      await expectWhole(store, id, inserted);
      await store.drafts.insert(id, batch(inserted + 1));
      await store.frames.put(id, [big]);
    } finally {
      await cdp().send('Storage.overrideQuotaForOrigin', { origin });
    }
    await store.close();
  });
});

describe('usage', () => {
  it('says how much is used, and whether it stays', async () => {
    const store = await createStorage({ name: newName() });
    const usage = await store.usage();
    expect(usage.quotaBytes).toBeGreaterThan(usage.usedBytes);
    expect(usage.usedBytes).toBeGreaterThan(0);
    const persisted = await store.requestPersistence();
    expect(store.status()).toEqual({ mode: 'writer', persisted });
    await store.close();
  });
});
