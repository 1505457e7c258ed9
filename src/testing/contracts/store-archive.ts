import { describe, expect, it } from 'vitest';
import type { ArchiveRow } from '../../core/archive-rows.ts';
import type { DraftId } from '../../core/flow.ts';
import { ARCHIVE_TABLES } from '../../core/store-port.ts';
import { buildDraft, buildFrame } from '../builders.ts';
import { fillProject, type StoreUnderTest } from './store-fixtures.ts';

/** Out of one project and into another, without loss. */
export function archiveRules(current: () => StoreUnderTest): void {
  describe('archive', () => {
    it('dumps, restores into a new project, and dumps the same', async () => {
      await fillProject(current());
      const { store, projectId } = current();
      const first = await dump(current());
      for (const table of ARCHIVE_TABLES) expect(first[table]?.length, table).toBeGreaterThan(0);
      expect(JSON.stringify(first)).not.toContain(projectId);

      const copy = (await store.projects.create('Copy')).id;
      const pictures = (await store.archive.images(projectId)).map(async ({ imageSha256 }) => ({
        imageSha256,
        jpeg: await store.frames.image(projectId, imageSha256),
      }));
      await store.archive.restoreImages(copy, await Promise.all(pictures));
      for (const table of ARCHIVE_TABLES)
        await store.archive.restore(copy, table, first[table] ?? []);

      expect(await dump({ store, projectId: copy }, 1000)).toEqual(first);
      expect(await store.archive.images(copy)).toEqual(await store.archive.images(projectId));
      expect(await store.drafts.page(copy, {}, { limit: 10, afterSeq: 0 })).toEqual(
        await store.drafts.page(projectId, {}, { limit: 10, afterSeq: 0 }),
      );
      expect(await store.drafts.count(copy, { text: '答案' })).toBe(1);
      expect((await store.decisions.peekUndo(copy))?.draftId).toBe('draft:3' satisfies DraftId);
      expect(await store.drafts.insert(copy, [buildDraft(9)])).toEqual({ inserted: 1 });
      expect((await store.drafts.get(copy, 'draft:9'))?.seq).toBe(5);
    });

    it('lists pictures by hash', async () => {
      await fillProject(current());
      const hashes = (await current().store.archive.images(current().projectId)).map(
        (i) => i.imageSha256,
      );
      expect(hashes).toEqual([1, 2, 3].map((n) => buildFrame(n).imageSha256).sort());
    });
  });
}

/** Everything that the archive says about a project, table by table. */
async function dump(
  { store, projectId }: StoreUnderTest,
  limit = 2,
): Promise<Record<string, ArchiveRow[]>> {
  const tables: Record<string, ArchiveRow[]> = {};
  for (const table of ARCHIVE_TABLES) {
    const rows: unknown[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page: { rows: unknown[]; next: number | null } = await store.archive.rows(
        projectId,
        table,
        { after, limit },
      );
      rows.push(...page.rows);
      after = page.next;
    }
    tables[table] = rows as ArchiveRow[];
  }
  return tables;
}
