import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesFilter } from '../../core/draft-filter.ts';
import type { Box, Check, DraftId, DraftView, Verdict } from '../../core/flow.ts';
import type { DraftFilter } from '../../core/store-port.ts';
import { buildContext, buildDraft, buildProvenance, fakeSha256 } from '../builders.ts';
import { findingOf, type StoreUnderTest } from './store-fixtures.ts';

const filters: fc.Arbitrary<DraftFilter> = fc.record(
  {
    videoId: fc.constantFrom('video:1', 'video:2', 'video:none'),
    kind: fc.constantFrom('caption', 'qa-open'),
    task: fc.constantFrom('causal', '因果', 'nope'),
    status: fc.constantFrom<'pending' | 'accepted' | 'edited' | 'rejected'>(
      'pending',
      'accepted',
      'edited',
      'rejected',
    ),
    recipe: fc.constantFrom('video-espresso', 'other'),
    text: fc.constantFrom('cup', 'cu 7', '猫', '小猫', '推了杯', '狗', '"*', 'zebra', ''),
  },
  { requiredKeys: [] },
);

/** Drafts: places, filters, pages, search, findings. */
export function draftRules(current: () => StoreUnderTest): void {
  describe('drafts', () => {
    it('show findings among their checks, the newest of a code, and keep all of them', async () => {
      const { store, projectId } = current();
      await store.drafts.insert(projectId, [buildDraft(1)]);
      const add = (check: Check, draftId: DraftId = 'draft:1') =>
        store.drafts.addFindings(projectId, [findingOf(draftId, { check })]);
      expect(await add({ code: 'probe-blind', verdict: 'fail' })).toEqual({ inserted: 1 });
      expect(await add({ code: 'probe-blind', verdict: 'fail' })).toEqual({ inserted: 0 });
      expect(await add({ code: 'probe-blind', verdict: 'pass', detail: 'B' })).toEqual({
        inserted: 1,
      });
      expect(await add({ code: 'F1', verdict: 'warn' }, 'draft:none')).toEqual({ inserted: 0 });
      await store.decisions.record(projectId, 'draft:1', { verdict: 'accept' }, buildContext());
      const checks = [
        { code: 'evidence-linked', verdict: 'pass' },
        { code: 'probe-blind', verdict: 'pass', detail: 'B' },
      ];
      expect(await store.drafts.get(projectId, 'draft:1')).toMatchObject({
        checks,
        status: 'accepted',
      });
      const [shown] = await store.drafts.page(projectId, {}, { limit: 1, afterSeq: 0 });
      expect(shown?.checks).toEqual(checks);
      expect(
        (await store.drafts.findings(projectId, 'draft:1')).map(({ check }) => check.verdict),
      ).toEqual(['fail', 'pass']);
    });

    it('get places from 1 in the order of insertion, and those that exist are left alone', async () => {
      const { store, projectId } = current();
      expect(
        await store.drafts.insert(projectId, [buildDraft(2), buildDraft(1), buildDraft(2)]),
      ).toEqual({
        inserted: 2,
      });
      const again = [buildDraft(1, { answer: 'overwritten' }), buildDraft(3)];
      expect(await store.drafts.insert(projectId, again)).toEqual({ inserted: 1 });
      const page = await store.drafts.page(projectId, {}, { limit: 9, afterSeq: 0 });
      expect(page.map(({ id, seq }) => [seq, id])).toEqual([
        [1, 'draft:2'],
        [2, 'draft:1'],
        [3, 'draft:3'],
      ]);
      expect(page[1]).toEqual({ ...buildDraft(1), seq: 2, status: 'pending', isEdited: false });
      expect(await store.drafts.get(projectId, 'draft:9')).toBeNull();
    });

    it('answer every filter as the plain rule does', async () => {
      const { store, projectId } = current();
      await seed(current());
      const all = await store.drafts.page(projectId, {}, { limit: 100, afterSeq: 0 });
      expect(all).toHaveLength(24);
      await fc.assert(
        fc.asyncProperty(
          filters,
          fc.nat(25),
          fc.integer({ min: 1, max: 6 }),
          async (filter, seq, limit) => {
            const expected = all.filter((view) => matchesFilter(view, filter));
            await expectSame(current(), { filter, expected, seq, limit });
          },
        ),
        { numRuns: 60 },
      );
    }, 60_000);

    it('follow what people made of the text', async () => {
      const { store, projectId } = current();
      await store.drafts.insert(projectId, [buildDraft(1)]);
      const edit = { answer: 'A zebra, 一匹斑马', task: 'animals' };
      await store.decisions.record(projectId, 'draft:1', { verdict: 'edit', edit }, buildContext());
      const count = (filter: DraftFilter) => store.drafts.count(projectId, filter);
      expect(await count({ text: '斑马' })).toBe(1);
      expect(await count({ text: 'zeb', task: 'animals', status: 'edited' })).toBe(1);
      expect(await count({ text: 'edge' })).toBe(0);
      await store.decisions.undo(projectId, buildContext());
      expect(await count({ text: 'zebra' })).toBe(0);
      expect(await count({ text: 'edge', task: 'causal' })).toBe(1);
      expect(await store.drafts.facets(projectId)).toEqual({
        tasks: ['causal'],
        recipes: ['video-espresso'],
      });
    });
  });
}

/** Drafts one by one. */
export function draftAccessRules(current: () => StoreUnderTest): void {
  describe('single drafts', () => {
    it('come by their places, those that are not there left out', async () => {
      const { store, projectId } = current();
      await store.drafts.insert(
        projectId,
        [1, 2, 3].map((n) => buildDraft(n)),
      );
      const views = await store.drafts.bySeqs(projectId, [3, 99, 1]);
      expect(views.map((view) => view.id)).toEqual(['draft:3', 'draft:1']);
    });

    it('are listed with what their checks have against them first', async () => {
      const { store, projectId } = current();
      const check = (verdict: Check['verdict'], code = 'a') => ({ code, verdict });
      await store.drafts.insert(projectId, [
        buildDraft(1, { checks: [check('pass')] }),
        buildDraft(2, { checks: [check('warn'), check('warn', 'b')] }),
        buildDraft(3, { checks: [check('fail')] }),
        buildDraft(4, { checks: [check('warn')] }),
        buildDraft(5, { checks: [check('unknown')] }),
      ]);
      const byRisk = async (filter: DraftFilter = {}) => [
        ...(await store.drafts.seqs(projectId, filter, 'risk')),
      ];
      expect(await byRisk()).toEqual([3, 2, 4, 1, 5]);
      await store.drafts.addFindings(projectId, [
        findingOf('draft:3', { check: check('pass') }),
        findingOf('draft:1', { check: check('fail') }),
      ]);
      await store.decisions.record(projectId, 'draft:4', { verdict: 'accept' }, buildContext());
      expect(await byRisk()).toEqual([1, 2, 4, 3, 5]);
      expect(await byRisk({ status: 'pending' })).toEqual([1, 2, 3, 5]);
      expect(await byRisk({ text: 'cup' })).toEqual([1, 2, 4, 3, 5]);
      expect([...(await store.drafts.seqs(projectId, {}))]).toEqual([1, 2, 3, 4, 5]);
    });

    it('row 15: of drafts with as much against them, the one with the weakest box comes first', async () => {
      const { store, projectId } = current();
      const scored = (verdict: Check['verdict'], score: number): Check => {
        const frame = { ptsSec: 1, imageSha256: fakeSha256(1) };
        const boxes = [{ frame, label: 'cup', xyxy: [0, 0, 1, 1] as Box, score, verdict }];
        return { code: 'B1', verdict, detail: score.toFixed(2), boxes };
      };
      await store.drafts.insert(projectId, [
        buildDraft(1, { checks: [{ code: 'R1', verdict: 'warn' }] }),
        buildDraft(2, { checks: [scored('warn', 0.19)] }),
        buildDraft(3, { checks: [scored('warn', 0.12)] }),
        buildDraft(4, { checks: [scored('pass', 0.31)] }),
        buildDraft(5, { checks: [] }),
        // Too small to be judged, however low its score.
        buildDraft(6, { checks: [scored('unknown', 0.02)] }),
      ]);
      const byRisk = async () => [...(await store.drafts.seqs(projectId, {}, 'risk'))];
      expect(await byRisk()).toEqual([3, 2, 1, 4, 5, 6]);
      const found = (draftId: DraftId, check: Check) => findingOf(draftId, { check });
      await store.drafts.addFindings(projectId, [
        found('draft:3', scored('pass', 0.33)),
        found('draft:5', scored('pass', 0.25)),
      ]);
      expect(await byRisk()).toEqual([2, 1, 5, 4, 3, 6]);
      await store.drafts.addFindings(projectId, [found('draft:4', scored('unknown', 0.01))]);
      expect(await byRisk()).toEqual([2, 1, 5, 3, 4, 6]);
      const moved = scored('pass', 0.25);
      const boxes = (moved.boxes ?? []).map((box) => ({ ...box, xyxy: [0, 0, 0.9, 1] as Box }));
      const inserted = await store.drafts.addFindings(projectId, [
        found('draft:5', { ...moved, boxes }),
        found('draft:5', { ...moved, boxes }),
      ]);
      expect(inserted).toEqual({ inserted: 1 });
    });

    it('are counted by how they were made, with what became of them and what they cost', async () => {
      const { store, projectId } = current();
      const made = (n: number, by: Parameters<typeof buildProvenance>[0]) =>
        buildDraft(n, { provenance: buildProvenance({ recipe: 'llava', usd: 0.25, ...by }) });
      await store.drafts.insert(projectId, [
        made(1, { step: 'l1', promptVersion: 2 }),
        made(2, { step: 'l1', promptVersion: 2, usd: null }),
        made(3, { step: 'l1', promptVersion: 10 }),
        { ...made(4, { step: 'l1', promptVersion: 2 }), videoId: 'video:2' },
        buildDraft(5, { provenance: buildProvenance({ usd: 0.5 }) }),
        buildDraft(6, { provenance: { origin: 'import', imported: 'file.json' } }),
      ]);
      await store.decisions.record(projectId, 'draft:1', { verdict: 'accept' }, buildContext());
      await store.decisions.record(projectId, 'draft:4', { verdict: 'reject' }, buildContext());
      const all = await store.drafts.outcomes(projectId, {});
      expect(all.map((one) => [one.recipe, one.step, one.promptVersion])).toEqual([
        ['llava', 'l1', 2],
        ['llava', 'l1', 10],
        ['video-espresso', null, 1],
      ]);
      expect(all[0]).toEqual({
        recipe: 'llava',
        step: 'l1',
        promptId: 'espresso/qa',
        promptVersion: 2,
        model: 'stub-vlm',
        byStatus: { pending: 1, accepted: 1, edited: 0, rejected: 1, skipped: 0, flagged: 0 },
        usd: 0.5,
        unpriced: 1,
      });
      const some = await store.drafts.outcomes(projectId, { videoId: 'video:2', recipe: 'llava' });
      expect(some.map(({ byStatus }) => byStatus.rejected)).toEqual([1]);
      expect(await store.drafts.outcomes(projectId, { recipe: 'nobody' })).toEqual([]);
    });

    it('keep odd text as it is', async () => {
      const { store, projectId } = current();
      const odd = buildDraft(1, { question: '<script>\u0000\u2028"\'%_*^\\ 🐈‍⬛ NEAR(' });
      await store.drafts.insert(projectId, [odd]);
      expect((await store.drafts.get(projectId, 'draft:1'))?.question).toBe(odd.question);
      expect(await store.drafts.count(projectId, { text: 'script NEAR(' })).toBe(1);
    });
  });
}

async function seed({ store, projectId }: StoreUnderTest): Promise<void> {
  const drafts = Array.from({ length: 24 }, (_, n) =>
    buildDraft(n, {
      videoId: n % 3 === 0 ? 'video:2' : 'video:1',
      kind: n % 4 === 0 ? 'caption' : 'qa-open',
      task: [null, 'causal', '因果'][n % 3] ?? null,
      caption: n % 5 === 0 ? '小猫推了杯子' : null,
      provenance: n % 2 === 0 ? buildProvenance() : { origin: 'import', imported: 'file.json' },
    }),
  );
  await store.drafts.insert(projectId, drafts);
  const verdicts: Verdict[] = ['accept', 'reject', 'edit'];
  for (const [at, verdict] of verdicts.entries()) {
    for (const n of [at, at + 5, at + 11]) {
      const edit = verdict === 'edit' ? { edit: { answer: '狗 ate it' } } : {};
      await store.decisions.record(
        projectId,
        `draft:${n}` satisfies DraftId,
        { verdict, ...edit },
        buildContext(),
      );
    }
  }
}

async function expectSame(
  { store, projectId }: StoreUnderTest,
  asked: { filter: DraftFilter; expected: DraftView[]; seq: number; limit: number },
): Promise<void> {
  const { filter, expected, seq, limit } = asked;
  const { drafts } = store;
  const after = expected.filter((view) => view.seq > seq);
  const before = expected.filter((view) => view.seq < seq).reverse();
  const counts = await drafts.countByStatus(projectId, filter);
  expect(await drafts.count(projectId, filter)).toBe(expected.length);
  for (const [status, n] of Object.entries(counts)) {
    expect(n, status).toBe(expected.filter((view) => view.status === status).length);
  }
  expect([...(await drafts.seqs(projectId, filter))]).toEqual(expected.map((view) => view.seq));
  expect(await drafts.page(projectId, filter, { limit, afterSeq: seq })).toEqual(
    after.slice(0, limit),
  );
  const next = (direction: 'forward' | 'backward') =>
    drafts.next(projectId, filter, { seq, direction, limit });
  expect(await next('forward')).toEqual(after.slice(0, limit));
  expect(await next('backward')).toEqual(before.slice(0, limit));
}
