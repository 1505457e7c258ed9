import { describe, expect, it } from 'vitest';
import type { DecisionContext, DecisionEvent, DraftId } from '../../core/flow.ts';
import { decideMany, undoMany } from './decide-many.ts';

const context = (): DecisionContext => ({ annotator: 'me', atMs: 1, dwellMs: null, via: 'mouse' });
const projectId = 'project:1';

/** Only what these functions touch: drafts by position, and a stack of decisions. */
function fakeStore() {
  const stack: DraftId[] = [];
  const store = {
    drafts: {
      bySeqs: async (_project: string, seqs: readonly number[]) =>
        seqs.map((seq) => ({ id: `draft:${seq}`, seq })),
    },
    decisions: {
      record: async (_project: string, id: DraftId) => void stack.push(id),
      peekUndo: async () =>
        stack.length === 0 ? null : ({ draftId: stack.at(-1) } as DecisionEvent),
      undo: async () => void stack.pop(),
    },
  };
  return { stack, store: store as unknown as Parameters<typeof decideMany>[0] };
}

const work = (seqs: number[], more: Partial<Parameters<typeof decideMany>[1]> = {}) =>
  ({
    projectId,
    seqs,
    input: { verdict: 'accept' as const },
    context,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...more,
  }) as Parameters<typeof decideMany>[1];

describe('deciding many', () => {
  it('decides in order and reports each', async () => {
    const { stack, store } = fakeStore();
    const seen: number[] = [];
    const seqs = Array.from({ length: 450 }, (_, n) => n);
    expect(
      await decideMany(store, work(seqs, { onProgress: (done) => seen.push(done) })),
    ).toHaveLength(450);
    expect(stack[449]).toBe('draft:449');
    expect(seen.at(-1)).toBe(450);
  });

  it('stops between two drafts and says what was done', async () => {
    const { stack, store } = fakeStore();
    const abort = new AbortController();
    const decided = await decideMany(
      store,
      work([1, 2, 3], { signal: abort.signal, onProgress: (done) => done === 2 && abort.abort() }),
    );
    expect(decided).toEqual(['draft:1', 'draft:2']);
    expect(stack).toEqual(decided);
  });

  it('takes back only its own decisions', async () => {
    const { stack, store } = fakeStore();
    stack.push('draft:0');
    const decided = await decideMany(store, work([1, 2]));
    expect(await undoMany(store, { projectId, decided, context })).toBe(2);
    expect(stack).toEqual(['draft:0']);
    const again = await decideMany(store, work([1, 2]));
    stack.push('draft:9');
    expect(await undoMany(store, { projectId, decided: again, context })).toBe(0);
    expect(stack).toHaveLength(4);
  });
});
