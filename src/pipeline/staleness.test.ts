import { describe, expect, it } from 'vitest';
import { bodySha256 } from '../core/draft-body.ts';
import type { DecisionContext, Draft, DraftId } from '../core/flow.ts';
import { buildDraft, buildVideo } from '../testing/builders.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { markStale, withStaleMarks } from './staleness.ts';

const CONTEXT: DecisionContext = { annotator: 'a', atMs: 1, dwellMs: null, via: 'key' };
const VIDEO = buildVideo(1);

function caption(n: number, text: string, from: readonly Draft[] = []): Draft {
  const draft = buildDraft(n, { videoId: VIDEO.id, kind: 'caption', caption: text });
  if (draft.provenance.origin !== 'model') throw new Error('the builder made another kind');
  const dependsOn = from.map((one) => ({ draftId: one.id, bodySha256: bodySha256(one) }));
  return { ...draft, provenance: { ...draft.provenance, recipe: 'levels', dependsOn } };
}

async function setUp() {
  const inner = createMemoryStore();
  const clock = { nowMs: () => 5 };
  const store = withStaleMarks({ store: inner, clock });
  const { id: projectId } = await store.projects.create('Test');
  await store.videos.put(projectId, VIDEO);
  const l1 = caption(1, 'one');
  const other = caption(2, 'other');
  const l2 = caption(3, 'two', [l1]);
  const l3 = caption(4, 'three', [l2, other]);
  await store.drafts.insert(projectId, [l1, other, l2, l3]);
  const stale = async (id: DraftId) =>
    (await store.drafts.get(projectId, id))?.checks.find(({ code }) => code === 'stale')?.verdict;
  const mark = (made?: ReadonlySet<string>) =>
    markStale({ store: inner, clock }, projectId, {
      videoId: VIDEO.id,
      recipe: 'levels',
      ...(made ? { made } : {}),
    });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { store, projectId, l1, l2, l3, other, stale, mark, settle };
}

describe('row 17: editing a caption marks what depends on it', () => {
  it('through every level, and takes the mark back with the edit', async () => {
    const { store, projectId, l1, l2, l3, other, stale, settle } = await setUp();
    const edit = { verdict: 'edit' as const, edit: { caption: 'by hand' } };
    await store.decisions.record(projectId, l1.id, edit, CONTEXT);
    await settle();
    expect(await Promise.all([l1, other, l2, l3].map(({ id }) => stale(id)))).toEqual([
      undefined,
      undefined,
      'warn',
      'warn',
    ]);
    await store.decisions.undo(projectId, CONTEXT);
    await settle();
    expect([await stale(l2.id), await stale(l3.id)]).toEqual(['pass', 'pass']);
  });

  it('and so does rejecting one; accepting one does not', async () => {
    const { store, projectId, l1, l2, other, l3, stale, settle } = await setUp();
    await store.decisions.record(projectId, l1.id, { verdict: 'accept' }, CONTEXT);
    await settle();
    expect(await stale(l2.id)).toBeUndefined();
    await store.decisions.record(
      projectId,
      other.id,
      { verdict: 'reject', reasons: ['V1'] },
      CONTEXT,
    );
    await settle();
    expect([await stale(l2.id), await stale(l3.id)]).toEqual([undefined, 'warn']);
  });

  it('and so does accepting another in its place, until that is taken back', async () => {
    const { store, projectId, l1, l2, l3, stale, settle } = await setUp();
    const again = caption(5, 'one, said better');
    if (again.provenance.origin !== 'model') throw new Error('another kind');
    const provenance = { ...again.provenance, replaces: l1.id };
    await store.drafts.insert(projectId, [{ ...again, provenance }]);
    await store.decisions.record(projectId, again.id, { verdict: 'accept' }, CONTEXT);
    await settle();
    expect([await stale(l2.id), await stale(l3.id)]).toEqual(['warn', 'warn']);
    await store.decisions.undo(projectId, CONTEXT);
    await settle();
    expect([await stale(l2.id), await stale(l3.id)]).toEqual(['pass', 'pass']);
  });

  it('what a run replaced is told apart, and stays so', async () => {
    const { store, projectId, l1, l2, l3, stale, mark, settle } = await setUp();
    const edit = { verdict: 'edit' as const, edit: { caption: 'by hand' } };
    await store.decisions.record(projectId, l1.id, edit, CONTEXT);
    await settle();
    expect(await mark(new Set([l1.id]))).toBe(2);
    expect([await stale(l2.id), await stale(l3.id)]).toEqual(['fail', 'fail']);
    expect(await mark()).toBe(0);
  });
});
