import { expect, it } from 'vitest';
import type { Draft } from '../core/flow.ts';
import { buildContext, buildDraft, buildVideo } from '../testing/builders.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { withoutReplaced } from './without-replaced.ts';

type Links = { replaces?: number; from?: number };

function draft(n: number, kind: Draft['kind'], { replaces, from }: Links = {}): Draft {
  const made = buildDraft(n, { kind });
  if (made.provenance.origin !== 'model') throw new Error('the builder made another kind');
  const dependsOn =
    from === undefined ? [] : [{ draftId: `draft:${from}` as const, bodySha256: 'x' }];
  const again = replaces === undefined ? {} : { replaces: `draft:${replaces}` as const };
  return { ...made, provenance: { ...made.provenance, dependsOn, ...again } };
}

/** Which of these drafts are left when all but those are accepted. */
async function left(drafts: Draft[], pending: number[] = []): Promise<number[]> {
  const store = createMemoryStore();
  const { id } = await store.projects.create('Test');
  await store.videos.put(id, buildVideo(1));
  await store.drafts.insert(id, drafts);
  for (const [i, { id: draftId }] of drafts.entries())
    if (!pending.includes(i + 1))
      await store.decisions.record(id, draftId, { verdict: 'accept' }, buildContext());
  const seqs = await withoutReplaced(
    store,
    id,
    await store.drafts.seqs(id, { status: 'accepted' }),
  );
  const kept = await store.drafts.bySeqs(id, [...seqs]);
  return kept.map(({ id: draftId }) => Number(draftId.slice('draft:'.length)));
}

it('leaves out what was drafted again, and a pair whose finished question is there', async () => {
  expect(await left([draft(1, 'caption'), draft(2, 'caption', { replaces: 1 })])).toEqual([2]);
  expect(await left([draft(1, 'qa-open'), draft(2, 'qa-open', { from: 1 })])).toEqual([2]);
});

it('keeps what only another rests on: a question beside its choice, captions beside their story', async () => {
  expect(await left([draft(1, 'qa-open'), draft(2, 'qa-choice', { from: 1 })])).toEqual([1, 2]);
  expect(await left([draft(1, 'caption'), draft(2, 'caption', { from: 1 })])).toEqual([1, 2]);
});

it('keeps what nobody accepted a replacement of', async () => {
  const drafts = [draft(1, 'caption'), draft(2, 'caption', { replaces: 1 })];
  expect(await left(drafts, [2])).toEqual([1]);
});

it('keeps the newest of several in a row and of several side by side', async () => {
  const row = [
    draft(1, 'caption'),
    draft(2, 'caption', { replaces: 1 }),
    draft(3, 'caption', { replaces: 2 }),
  ];
  expect(await left(row)).toEqual([3]);
  const sideBySide = row.with(2, draft(3, 'caption', { replaces: 1 }));
  expect(await left(sideBySide)).toEqual([3]);
  expect(await left(sideBySide, [1])).toEqual([3]);
  expect(await left(sideBySide, [3])).toEqual([2]);
});

it('knows a row by its members that are not in the export', async () => {
  const row = [
    draft(1, 'caption'),
    draft(2, 'caption', { replaces: 1 }),
    draft(3, 'caption', { replaces: 2 }),
  ];
  expect(await left(row, [2])).toEqual([3]);
  const finished = [
    draft(1, 'qa-open'),
    draft(2, 'qa-open', { from: 1 }),
    draft(3, 'qa-open', { replaces: 2 }),
  ];
  expect(await left(finished)).toEqual([3]);
  expect(await left(finished, [2])).toEqual([3]);
});

it('keeps all questions that were finished from one pair, whether the pair was accepted or not', async () => {
  const finished = [
    draft(1, 'qa-open'),
    draft(2, 'qa-open', { from: 1 }),
    draft(3, 'qa-open', { from: 1 }),
  ];
  expect(await left(finished)).toEqual([2, 3]);
  expect(await left(finished, [1])).toEqual([2, 3]);
  const again = [...finished, draft(4, 'qa-open', { replaces: 2 })];
  expect(await left(again)).toEqual([3, 4]);
  expect(await left(again, [2])).toEqual([3, 4]);
});

it('brings back no earlier pair of a row when the newest was finished', async () => {
  const row = [
    draft(1, 'qa-open'),
    draft(2, 'qa-open', { replaces: 1 }),
    draft(3, 'qa-open', { from: 2 }),
  ];
  expect(await left(row)).toEqual([3]);
});

it('two questions told from one caption are no replacements of one another', async () => {
  const told = [
    draft(1, 'caption'),
    draft(2, 'qa-open', { from: 1 }),
    draft(3, 'qa-open', { from: 1 }),
  ];
  expect(await left(told)).toEqual([1, 2, 3]);
});
