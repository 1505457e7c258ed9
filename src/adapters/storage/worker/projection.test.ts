import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../core/flow.ts';
import { buildContext, buildDraft } from '../../../testing/builders.ts';
import { projectOf } from './context.ts';
import { rangeOf } from './keys.ts';
import { openMemoryContext } from './open-memory.fixture.ts';
import { rebuild } from './projection.ts';
import { serveStore } from './store.ts';

const acts = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('record' as const),
      n: fc.integer({ min: 1, max: 4 }),
      verdict: fc.constantFrom<Verdict>('accept', 'edit', 'reject', 'flag'),
      task: fc.option(fc.constantFrom('causal', 'temporal', '因果'), { nil: undefined }),
      answer: fc.option(fc.constantFrom('an answer', '答案'), { nil: undefined }),
    }),
    fc.record({ type: fc.constantFrom('undo' as const, 'redo' as const) }),
  ),
  { maxLength: 20 },
);

describe('what is derived from drafts and journal', () => {
  it('is the same when it is thrown away and made anew', async () => {
    const context = await openMemoryContext();
    const store = serveStore(context);
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        const { id } = await store.projects.create('Test');
        await store.drafts.insert(
          id,
          [1, 2, 3, 4].map((n) => buildDraft(n)),
        );
        for (const act of list) {
          if (act.type === 'record') {
            const { verdict, task, answer } = act;
            const edit = { ...(task && { task }), ...(answer && { answer }) };
            await store.decisions.record(id, `draft:${act.n}`, { verdict, edit }, buildContext());
          } else await store.decisions[act.type](id, buildContext());
        }
        const snapshot = () => ({
          state: context.sql.rows('SELECT * FROM draft_state ORDER BY key'),
          counts: context.sql.rows('SELECT * FROM draft_counts'),
          stands: context.sql.rows('SELECT id, stands FROM journal ORDER BY key'),
          found: ['causal', 'answer', '答', 'cat'].map((word) =>
            context.sql.rows('SELECT rowid FROM draft_text WHERE draft_text MATCH ?', [word]),
          ),
        });
        const before = snapshot();
        rebuild(context, rangeOf(projectOf(context, id)));
        expect(snapshot()).toEqual(before);
      }),
      { numRuns: 20 },
    );
    context.sql.close();
  }, 60_000);

  it('never changes a draft or an event', async () => {
    const context = await openMemoryContext();
    const store = serveStore(context);
    const { id } = await store.projects.create('Test');
    await store.drafts.insert(id, [buildDraft(1)]);
    await store.decisions.record(id, 'draft:1', { verdict: 'accept' }, buildContext());
    expect(() => context.sql.run("UPDATE drafts SET json = '{}'")).toThrow(/never changed/);
    expect(() => context.sql.run("UPDATE journal SET json = '{}'")).toThrow(/only appended to/);
    context.sql.close();
  });
});
