import { describe, expect, it } from 'vitest';
import { bodyOf, bodySha256 } from '../core/draft-body.ts';
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

function redrafted(n: number, text: string, of: Draft, from: readonly Draft[] = []): Draft {
  const draft = caption(n, text, from);
  if (draft.provenance.origin !== 'model') throw new Error('the builder made another kind');
  return { ...draft, provenance: { ...draft.provenance, replaces: of.id } };
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
    const again = redrafted(5, 'one, said better', l1);
    await store.drafts.insert(projectId, [again]);
    await store.decisions.record(projectId, again.id, { verdict: 'accept' }, CONTEXT);
    await settle();
    expect([await stale(l2.id), await stale(l3.id)]).toEqual(['warn', 'warn']);
    await store.decisions.undo(projectId, CONTEXT);
    await settle();
    expect([await stale(l2.id), await stale(l3.id)]).toEqual(['pass', 'pass']);
  });

  it('one of two drafts in its place as well, when the newer is accepted', async () => {
    const { store, projectId, l1, stale, settle } = await setUp();
    const older = redrafted(5, 'one, said better', l1);
    await store.drafts.insert(projectId, [older]);
    await store.decisions.record(projectId, older.id, { verdict: 'accept' }, CONTEXT);
    const l2 = caption(6, 'two', [older]);
    const newer = redrafted(7, 'one, said best', l1);
    await store.drafts.insert(projectId, [l2, newer]);
    await settle();
    expect(await stale(l2.id)).toBeUndefined();
    await store.decisions.record(projectId, newer.id, { verdict: 'accept' }, CONTEXT);
    await settle();
    expect(await stale(l2.id)).toBe('warn');
  });

  it('a level that comes again in the very same words leaves what follows as it is', async () => {
    const { store, projectId, l1, l2, l3, stale, mark, settle } = await setUp();
    const edit = { verdict: 'edit' as const, edit: { caption: 'by hand' } };
    await store.decisions.record(projectId, l1.id, edit, CONTEXT);
    await settle();
    expect(await stale(l3.id)).toBe('warn');
    const again = { ...caption(5, 'two', [{ ...l1, caption: 'by hand' }]), ...bodyOf(l2) };
    await store.drafts.insert(projectId, [again]);
    // Asked for in the same words, level 3 is the same draft.
    await mark(new Set([l1.id, again.id, l3.id]));
    expect([await stale(l2.id), await stale(l3.id)]).toEqual(['fail', 'pass']);

    await store.decisions.record(projectId, again.id, { verdict: 'reject' }, CONTEXT);
    await settle();
    expect(await stale(l3.id)).toBe('warn');
  });

  it('a redraft in the same words that nobody accepted vouches for nothing', async () => {
    const { store, projectId, l1, l2, l3, stale, settle } = await setUp();
    await store.drafts.insert(projectId, [{ ...redrafted(5, 'two', l2, [l1]), ...bodyOf(l2) }]);
    const rejection = { verdict: 'reject' as const, reasons: ['V1'] };
    await store.decisions.record(projectId, l2.id, rejection, CONTEXT);
    await settle();
    expect(await stale(l3.id)).toBe('warn');
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
