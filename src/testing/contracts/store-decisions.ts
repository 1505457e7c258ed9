import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftId, JournalEvent, Verdict } from '../../core/flow.ts';
import { applyEvents, redoTarget, undoTarget } from '../../core/review.ts';
import { buildContext, buildDraft } from '../builders.ts';
import type { StoreUnderTest } from './store-fixtures.ts';

type Act =
  | { type: 'record'; n: number; verdict: Verdict; answer: string | null }
  | { type: 'undo' }
  | { type: 'redo' };

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    type: fc.constant('record' as const),
    n: fc.integer({ min: 1, max: 3 }),
    verdict: fc.constantFrom<Verdict>('accept', 'edit', 'reject', 'skip', 'flag'),
    answer: fc.option(fc.constantFrom('one', '二', 'The cat pushes it over the edge.')),
  }),
  fc.constant({ type: 'undo' as const }),
  fc.constant({ type: 'redo' as const }),
);

/** The journal: decisions, undo and redo. */
export function decisionRules(current: () => StoreUnderTest): void {
  describe('decisions', () => {
    it('are written with who, when and what was there before', async () => {
      const { store, projectId } = current();
      await store.drafts.insert(projectId, [buildDraft(1)]);
      const input = {
        verdict: 'edit' as const,
        edit: { answer: 'new' },
        reasons: ['x'],
        note: 'n',
      };
      const view = await store.decisions.record(projectId, 'draft:1', input, buildContext());
      expect(view).toMatchObject({
        id: 'draft:1',
        seq: 1,
        status: 'edited',
        isEdited: true,
        answer: 'new',
      });
      const [event] = await store.decisions.history(projectId, 'draft:1');
      const before = { answer: buildDraft(1).answer };
      expect(event).toEqual({
        id: expect.stringMatching(/^event:/),
        draftId: 'draft:1',
        type: 'decision',
        before,
        ...input,
        ...buildContext(),
      });
      await store.decisions.record(projectId, 'draft:1', { verdict: 'accept' }, buildContext());
      const [, second] = await store.decisions.history(projectId, 'draft:1');
      expect(second).toMatchObject({ verdict: 'accept', before: null });
      expect(second).not.toHaveProperty('edit');
    });

    it('of a draft that is not there are refused', async () => {
      const { store, projectId } = current();
      const lost = store.decisions.record(
        projectId,
        'draft:9',
        { verdict: 'accept' },
        buildContext(),
      );
      await expect(lost).rejects.toMatchObject({ code: 'storage/not-found' });
      expect(await store.decisions.undo(projectId, buildContext())).toBeNull();
      expect(await store.decisions.redo(projectId, buildContext())).toBeNull();
    });

    it('keep to the fold of the journal through any interleaving', async () => {
      const { store, projectId } = current();
      const ids: DraftId[] = ['draft:1', 'draft:2', 'draft:3'];
      await store.drafts.insert(
        projectId,
        [1, 2, 3].map((n) => buildDraft(n)),
      );
      const journal: JournalEvent[] = [];
      await fc.assert(
        fc.asyncProperty(fc.array(acts, { maxLength: 12 }), async (list) => {
          for (const act of list) await play(current(), journal, act);
          for (const [at, id] of ids.entries()) {
            const events = journal.filter((event) => event.draftId === id);
            expect(await store.decisions.history(projectId, id)).toEqual(events);
            expect(await store.drafts.get(projectId, id)).toEqual({
              ...applyEvents(buildDraft(at + 1), events),
              seq: at + 1,
            });
          }
          expect(await store.decisions.peekUndo(projectId)).toEqual(undoTarget(journal));
        }),
        { numRuns: 20 },
      );
    }, 60_000);
  });
}

/** Does one thing in the store, and appends to `journal` what must have been written. */
async function play(
  { store, projectId }: StoreUnderTest,
  journal: JournalEvent[],
  act: Act,
): Promise<void> {
  const context = buildContext();
  if (act.type === 'record') {
    const id: DraftId = `draft:${act.n}`;
    const edit = act.answer === null ? {} : { edit: { answer: act.answer } };
    await store.decisions.record(projectId, id, { verdict: act.verdict, ...edit }, context);
    const written = (await store.decisions.history(projectId, id)).at(-1);
    if (written) journal.push(written);
    return;
  }
  const expected = act.type === 'undo' ? undoTarget(journal)?.id : redoTarget(journal)?.id;
  const done = await store.decisions[act.type](projectId, context);
  if (expected === undefined) {
    expect(done).toBeNull();
    return;
  }
  expect(done?.event).toMatchObject(
    act.type === 'undo' ? { type: 'undo', undoes: expected } : { type: 'redo', redoes: expected },
  );
  expect(done?.draft).toEqual(await store.drafts.get(projectId, done?.draft.id ?? 'draft:none'));
  if (done) journal.push(done.event);
}
