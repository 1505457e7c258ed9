import { expect, it } from 'vitest';
import { bodySha256 } from '../../../core/draft-body.ts';
import type { DraftId, DraftView } from '../../../core/flow.ts';
import { buildDraft, buildProvenance } from '../../../testing/builders.ts';
import { lineageOf } from './lineage.ts';

function view(n: number, from: DraftView[] = [], changes: Partial<DraftView> = {}): DraftView {
  const dependsOn = from.map((basis) => ({ draftId: basis.id, bodySha256: bodySha256(basis) }));
  const draft = buildDraft(n, { provenance: buildProvenance({ dependsOn }) });
  return { ...draft, seq: n, status: 'pending', isEdited: false, ...changes };
}
const l1 = view(1);
const l2 = view(2, [l1]);
const l3 = view(3, [l2]);
const ids = (views: readonly { id: DraftId }[]) => views.map(({ id }) => id);

it('finds what a draft was made from, and what was made from it', () => {
  const { basis, made, state } = lineageOf(l2, [l1, l2, l3]);
  expect(basis).toEqual([{ draftId: l1.id, view: l1, change: null }]);
  expect(ids(made)).toEqual([l3.id]);
  expect(state).toBe('current');
});

it('says which words changed, and reaches through every level', () => {
  const edited = { ...l1, caption: 'Another caption.', status: 'edited' as const };
  expect(lineageOf(l2, [edited, l2, l3])).toMatchObject({
    state: 'stale',
    basis: [{ change: 'words' }],
  });
  expect(lineageOf(l3, [edited, l2, l3])).toMatchObject({
    state: 'stale',
    basis: [{ change: 'stale' }],
  });
});

it('tells a rejected basis and a replaced draft', () => {
  const rejected = { ...l1, status: 'rejected' as const };
  expect(lineageOf(l2, [rejected, l2]).basis[0]?.change).toBe('rejected');
  const replaced = { ...l2, checks: [{ code: 'stale', verdict: 'fail' as const }] };
  expect(lineageOf(replaced, [l1, replaced]).state).toBe('replaced');
});

it('knows which draft was written again as which', () => {
  const again = view(4, [], { provenance: buildProvenance({ replaces: l1.id }) });
  expect(lineageOf(l1, [l1, again]).rewrittenAs).toEqual([again]);
  expect(lineageOf(again, [l1, again]).rewrittenFrom).toBe(l1);
});

it('does without a draft that was removed', () => {
  expect(lineageOf(l2, [l2]).basis).toEqual([{ draftId: l1.id, view: null, change: null }]);
});
