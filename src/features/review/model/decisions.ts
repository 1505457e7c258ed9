import { bodyOf, editToSave } from '../../../core/edit.ts';
import type {
  DecisionContext,
  DecisionInput,
  DraftView,
  JournalEvent,
  Verdict,
} from '../../../core/flow.ts';
import { guarded, type ReviewNavigator, type ReviewParts } from './controller.ts';
import { markDecided } from './marks.ts';
import { leaveEdit, recount, refreshView } from './session-reducers.ts';

/** What a journal entry says apart from the decision itself. */
export type ContextOf = (via: DecisionContext['via'], dwellMs: number | null) => DecisionContext;

export interface ReviewDecisionsParts extends ReviewParts {
  navigator: ReviewNavigator;
  contextOf: ContextOf;
  /** Shows a write in the Saved indicator. */
  track: <T>(write: Promise<T>) => Promise<T>;
  /** What the live region says after a change. */
  say: (done: { verdict: Verdict | 'undo' | 'redo'; event: JournalEvent | null }) => string;
  redraft: (
    draft: DraftView,
    options: { note: string; signal: AbortSignal },
  ) => Promise<DraftView['id']>;
}

/**
 * Every method writes first and moves on when the write is durable; while one is being written the others do nothing.
 * A failure keeps the card, its edits and the reason on screen.
 */
export interface ReviewDecisions {
  /** Accept of a card with unsaved changes saves them: what is on screen is what is accepted. */
  accept(via: DecisionContext['via']): Promise<void>;
  reject(reasons: string[], note: string): Promise<void>;
  skip(via: DecisionContext['via']): Promise<void>;
  /** Stays on the card. On a flagged card takes the flag back, when it is the last decision of the project. */
  flag(via: DecisionContext['via']): Promise<'flagged' | 'unflagged' | 'older' | 'failed'>;
  undo(via: DecisionContext['via']): Promise<void>;
  redo(via: DecisionContext['via']): Promise<void>;
  /** Asks for a new draft and opens it; the old one stays as it is. */
  redraft(note: string, signal: AbortSignal): Promise<void>;
  /** Leaves the edit without saving; what was typed is gone. */
  dropEdit(): void;
}

export function createDecisions(parts: ReviewDecisionsParts): ReviewDecisions {
  const { store, projectId, session, buffer, dwell, navigator, contextOf, track, say } = parts;

  /** One at a time: a second key press before the first is on disk would decide a card that nobody saw. */
  const exclusively = async (
    what: NonNullable<ReturnType<typeof session.getState>['saving']>,
    work: () => Promise<void>,
  ): Promise<void> => {
    if (session.getState().saving !== null) return;
    session.setState({ saving: what, problem: null });
    await guarded(session, work);
    session.setState({ saving: null });
  };

  const record = async (
    input: DecisionInput,
    via: DecisionContext['via'],
  ): Promise<DraftView | null> => {
    const card = session.getState().card;
    if (!card) return null;
    const context = contextOf(via, dwell.elapsedMs());
    const after = await track(store.decisions.record(projectId, card.view.id, input, context));
    // A skipped, flagged or rejected card may be taken up again: what was typed on it waits.
    if (input.verdict === 'accept' || input.verdict === 'edit') buffer.forget(card.view.id);
    session.setState((state) => ({
      ...recount(refreshView(state, after), card.view.status, after.status),
      dialog: null,
      announcement: say({ verdict: input.verdict, event: null }),
      undoable: {
        type: 'decision',
        id: 'event:',
        draftId: card.view.id,
        before: null,
        ...input,
        ...context,
      },
    }));
    markDecided();
    return after;
  };

  const decide = (input: DecisionInput, via: DecisionContext['via']): Promise<void> =>
    exclusively(input.verdict, async () => {
      if (await record(input, via)) await navigator.advance();
    });

  const travel = (which: 'undo' | 'redo', via: DecisionContext['via']): Promise<void> =>
    exclusively(which, async () => {
      const done = await track(store.decisions[which](projectId, contextOf(via, null)));
      if (!done) return session.setState({ announcement: '' });
      const [, undoable] = await Promise.all([
        navigator.open(done.draft),
        store.decisions.peekUndo(projectId),
      ]);
      session.setState({ undoable, announcement: say({ verdict: which, event: done.event }) });
      recountBehind();
    });

  /** The figures follow; nobody waits for them. */
  const recountBehind = (): void => {
    navigator.recountAll().catch(() => undefined);
  };

  const currentEdit = () => {
    const { card, edit } = session.getState();
    return card && edit ? editToSave(bodyOf(card.view), edit) : null;
  };

  return {
    accept: (via) => {
      const edit = currentEdit();
      return decide(edit ? { verdict: 'edit', edit } : { verdict: 'accept' }, via);
    },
    reject: (reasons, note) =>
      decide({ verdict: 'reject', reasons, ...(note.trim() ? { note: note.trim() } : {}) }, 'key'),
    skip: (via) => decide({ verdict: 'skip' }, via),
    flag: async (via) => {
      const { card, undoable } = session.getState();
      const isMine = undoable?.verdict === 'flag' && undoable.draftId === card?.view.id;
      if (card?.view.status === 'flagged' && !isMine) return 'older';
      if (card?.view.status === 'flagged') {
        await travel('undo', via);
        return session.getState().problem ? 'failed' : 'unflagged';
      }
      await exclusively('flag', async () => {
        await record({ verdict: 'flag' }, via);
      });
      return session.getState().problem ? 'failed' : 'flagged';
    },
    undo: (via) => travel('undo', via),
    redo: (via) => travel('redo', via),
    redraft: (note, signal) =>
      exclusively('redraft', async () => {
        const card = session.getState().card;
        if (!card) return;
        const id = await parts.redraft(card.view, { note, signal });
        const view = await store.drafts.get(projectId, id);
        if (view) await navigator.open(view);
        recountBehind();
      }),
    dropEdit: () => {
      const card = session.getState().card;
      if (card) buffer.forget(card.view.id);
      session.setState((state) => leaveEdit(state));
    },
  };
}
