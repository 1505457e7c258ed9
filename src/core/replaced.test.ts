import { expect, test } from 'vitest';
import { buildDraft } from '../testing/builders.ts';
import type { DraftStatus, DraftView } from './flow.ts';
import { standIns } from './replaced.ts';

function view(n: number, status: DraftStatus, replaces?: number): DraftView {
  const draft = buildDraft(n, { kind: 'caption' });
  if (draft.provenance.origin !== 'model') throw new Error('the builder made another kind');
  const provenance =
    replaces === undefined
      ? draft.provenance
      : { ...draft.provenance, replaces: `draft:${replaces}` as const };
  return { ...draft, provenance, seq: n, status, isEdited: status === 'edited' };
}

test('the newest accepted or edited one stands, over any number of drafts between', () => {
  const first = view(1, 'accepted');
  const views = [
    first,
    view(2, 'accepted', 1),
    view(3, 'rejected', 1),
    view(4, 'edited', 3),
    view(5, 'pending', 4),
  ];
  const standIn = standIns(views.toReversed());
  expect(standIn(first)?.id).toBe('draft:4');
  expect(standIn(view(4, 'edited', 3))).toBeNull();
});

test('a draft that nobody accepted, or of another kind, replaces nothing; a circle ends', () => {
  const first = view(1, 'accepted', 3);
  const other: DraftView = { ...view(2, 'accepted', 1), kind: 'qa-open' };
  const standIn = standIns([first, other, view(3, 'pending', 1)]);
  expect(standIn(first)).toBeNull();
});

test('of several that were drafted again from one, the newest stands for all, also for another of them', () => {
  const [first, older, newer] = [
    view(1, 'accepted'),
    view(2, 'accepted', 1),
    view(3, 'accepted', 1),
  ];
  const standIn = standIns([first, older, newer]);
  expect([first, older, newer].map((one) => standIn(one)?.id ?? null)).toEqual([
    'draft:3',
    'draft:3',
    null,
  ]);
});

test('what came over a draft that is not there, or of two kinds, is told apart by kind', () => {
  const open: DraftView = { ...view(2, 'accepted', 1), kind: 'qa-open' };
  const again: DraftView = { ...view(4, 'accepted', 2), kind: 'qa-open' };
  const standIn = standIns([open, view(3, 'accepted', 1), again]);
  expect(standIn(open)?.id).toBe('draft:4');
  expect(standIn(view(1, 'pending'))?.id).toBe('draft:3');
});
