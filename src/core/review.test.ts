import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildContext, buildDraft } from '../testing/builders.ts';
import type { DraftEdit, EventId, JournalEvent, Verdict } from './flow.ts';
import {
  applyEvents,
  beforeOf,
  decisionsOf,
  effectiveDecisions,
  isSameJson,
  redoTarget,
  undoTarget,
} from './review.ts';

const draft = buildDraft(1);

function decision(id: EventId, verdict: Verdict, edit?: DraftEdit): JournalEvent {
  const input = edit ? { verdict, edit } : { verdict };
  return { id, draftId: draft.id, ...buildContext(), type: 'decision', before: null, ...input };
}

const undo = (id: EventId, undoes: EventId): JournalEvent => ({
  id,
  draftId: draft.id,
  ...buildContext(),
  type: 'undo',
  undoes,
});

const redo = (id: EventId, redoes: EventId): JournalEvent => ({
  id,
  draftId: draft.id,
  ...buildContext(),
  type: 'redo',
  redoes,
});

/** What a person does: decide, or press undo or redo. */
type Act =
  | { type: 'decide'; verdict: Verdict; edit: DraftEdit | null }
  | { type: 'undo' }
  | { type: 'redo' };

const edits: fc.Arbitrary<DraftEdit> = fc.record(
  {
    question: fc.option(fc.string({ maxLength: 4 })),
    answer: fc.option(fc.string({ maxLength: 4 })),
    correctOption: fc.option(fc.nat(3)),
  },
  { requiredKeys: [] },
);
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('decide' as const),
      verdict: fc.constantFrom<Verdict>('accept', 'edit', 'reject', 'skip', 'flag'),
      edit: fc.option(edits),
    }),
    fc.constant({ type: 'undo' as const }),
    fc.constant({ type: 'redo' as const }),
  ),
  { maxLength: 40 },
);

/** Plays acts into a journal and, beside it, into the two plain stacks that every editor has. */
function play(list: readonly Act[]) {
  const journal: JournalEvent[] = [];
  let done: Extract<JournalEvent, { type: 'decision' }>[] = [];
  let undone: typeof done = [];
  for (const [at, act] of list.entries()) {
    const id: EventId = `event:${at}`;
    if (act.type === 'decide') {
      const event = decision(id, act.verdict, act.edit ?? undefined);
      journal.push(event);
      if (event.type === 'decision') done = [...done, event];
      undone = [];
    } else if (act.type === 'undo') {
      const target = undoTarget(journal);
      expect(target?.id).toBe(done.at(-1)?.id);
      const last = done.at(-1);
      if (!target || !last) continue;
      journal.push(undo(id, target.id));
      undone = [...undone, last];
      done = done.slice(0, -1);
    } else {
      const target = redoTarget(journal);
      expect(target?.undoes).toBe(undone.at(-1)?.id);
      const last = undone.at(-1);
      if (!target || !last) continue;
      journal.push(redo(id, target.id));
      done = [...done, last];
      undone = undone.slice(0, -1);
    }
  }
  return { journal, done };
}

describe('applyEvents', () => {
  it('leaves an undecided draft pending and as the machine made it', () => {
    expect(applyEvents(draft, [])).toEqual({ ...draft, status: 'pending', isEdited: false });
  });

  it('takes the status of the last decision and keeps earlier edits', () => {
    const view = applyEvents(draft, [
      decision('event:1', 'edit', { answer: 'The dog did it.', task: null }),
      decision('event:2', 'accept'),
    ]);
    expect(view).toMatchObject({
      status: 'accepted',
      answer: 'The dog did it.',
      task: null,
      isEdited: true,
    });
    expect(view.question).toBe(draft.question);
  });

  it('is not edited when the edit puts the machine text back', () => {
    const events = [
      decision('event:1', 'edit', { answer: 'other' }),
      decision('event:2', 'edit', { answer: draft.answer }),
    ];
    expect(applyEvents(draft, events)).toMatchObject({ status: 'edited', isEdited: false });
  });

  it('ignores fields that nobody may edit', () => {
    const rogue = { id: 'draft:evil', kind: 'caption', answer: 'kept' } as DraftEdit;
    expect(applyEvents(draft, [decision('event:1', 'edit', rogue)])).toMatchObject({
      id: draft.id,
      kind: draft.kind,
      answer: 'kept',
    });
  });
});

describe('the journal under any interleaving', () => {
  it('follows two stacks through any interleaving of decide, undo and redo', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const { journal, done } = play(list);
        expect(effectiveDecisions(journal)).toEqual(done);
        expect(applyEvents(draft, journal)).toEqual(applyEvents(draft, done));
      }),
    );
  });

  it('undo then redo changes nothing, and undoing everything gives the machine draft', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const { journal } = play(list);
        const now = applyEvents(draft, journal);
        const target = undoTarget(journal);
        if (target) {
          const there = [...journal, undo('event:u', target.id)];
          expect(redoTarget(there)?.id).toBe('event:u');
          expect(applyEvents(draft, [...there, redo('event:r', 'event:u')])).toEqual(now);
        }
        const all = [...journal];
        for (let t = undoTarget(all); t; t = undoTarget(all))
          all.push(undo(`event:x${all.length}`, t.id));
        expect(applyEvents(draft, all)).toEqual({ ...draft, status: 'pending', isEdited: false });
      }),
    );
  });

  it('never touches the machine draft or the journal', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const frozen = deepFreeze(structuredClone(draft));
        const { journal } = play(list);
        const events = deepFreeze(structuredClone(journal));
        applyEvents(frozen, events);
        expect(frozen).toEqual(draft);
        expect(events).toEqual(journal);
      }),
    );
  });
});

describe('decisionsOf', () => {
  it('says by which undo a decision was taken back, and forgets it when that is redone', () => {
    const events = [
      decision('event:1', 'accept'),
      decision('event:2', 'reject'),
      undo('event:3', 'event:2'),
    ];
    expect(decisionsOf(events).map((d) => d.undoneBy)).toEqual([undefined, 'event:3']);
    expect(decisionsOf([...events, redo('event:4', 'event:3')]).map((d) => d.undoneBy)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('ignores compensations of events that it does not know', () => {
    const events = [
      decision('event:1', 'accept'),
      undo('event:2', 'event:99'),
      redo('event:3', 'event:98'),
    ];
    expect(effectiveDecisions(events)).toHaveLength(1);
  });
});

describe('redoTarget', () => {
  it('ends with a new decision', () => {
    const events = [decision('event:1', 'accept'), undo('event:2', 'event:1')];
    expect(redoTarget(events)?.id).toBe('event:2');
    expect(redoTarget([...events, decision('event:3', 'skip')])).toBeNull();
  });
});

describe('beforeOf', () => {
  it('holds exactly the fields that the edit replaces, so that applying it takes the edit back', () => {
    fc.assert(
      fc.property(edits, (edit) => {
        const before = beforeOf(draft, edit);
        expect(Object.keys(before ?? {}).sort()).toEqual(
          Object.keys(edit)
            .filter((key) => edit[key as keyof DraftEdit] !== undefined)
            .sort(),
        );
        const there = { ...draft, ...edit };
        expect({ ...there, ...before }).toEqual(draft);
      }),
    );
  });

  it('is null without an edit', () => {
    expect(beforeOf(draft, undefined)).toBeNull();
    expect(beforeOf(draft, {})).toBeNull();
  });
});

describe('isSameJson', () => {
  it('equals a copy whose keys come in another order, and nothing that differs', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (value, key) => {
        const reversed = Object.fromEntries(Object.entries(structuredClone(value)).reverse());
        expect(isSameJson(reversed, value)).toBe(true);
        expect(isSameJson({ ...value, [key]: ['other', value[key]] }, value)).toBe(false);
      }),
    );
  });

  it('tells arrays from objects and null from nothing', () => {
    expect(isSameJson([], {})).toBe(false);
    expect(isSameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(isSameJson({ a: 1 }, { a: 1, b: null })).toBe(false);
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
