import { bodyOf, editToSave } from '../../../core/edit.ts';
import type { DecisionContext, DecisionInput, DraftView, Verdict } from '../../../core/flow.ts';
import type { RedraftPart } from '../../../recipes/recipe.ts';
import { markDecided } from './marks.ts';
import { guarded, type ReviewNavigator, type ReviewParts, type Settle } from './navigator.ts';
import type { ReviewState } from './review-session.ts';
import { announce, leaveEdit, recount, refreshView } from './session-reducers.ts';

type Via = DecisionContext['via'];

export interface ReviewDecisionsParts extends ReviewParts {
  navigator: ReviewNavigator;
  /** What a journal entry says apart from the decision itself. */
  contextOf: (via: Via, dwellMs: number | null) => DecisionContext;
  /** Shows a write in the Saved indicator. */
  track: <T>(write: Promise<T>) => Promise<T>;
  /** What the live region says after a change. */
  say: (done: Verdict | 'undo' | 'redo') => string;
  redraft: (draft: DraftView, options: RedraftOrder) => Promise<DraftView['id']>;
}

/** What a person wants to be different, and in which part; without one, in the whole draft. */
export interface RedraftOrder {
  note: string;
  part?: RedraftPart;
  signal: AbortSignal;
}

/**
 * Every method writes first and moves on when the write is durable; while one is being written the others do nothing.
 * A failure keeps the card, its edits and the reason on screen.
 */
export class ReviewDecisions {
  readonly #parts: ReviewDecisionsParts;

  constructor(parts: ReviewDecisionsParts) {
    this.#parts = parts;
  }

  /** Accept of a card with unsaved changes saves them: what is on screen is what is accepted. */
  accept(via: Via): Promise<void> {
    const { card, edit: body } = this.#parts.session.getState();
    const edit = card && body ? editToSave(bodyOf(card.view), body) : null;
    return this.#decide(edit ? { verdict: 'edit', edit } : { verdict: 'accept' }, via);
  }

  reject(reasons: readonly string[], note: string, via: Via): Promise<void> {
    const text = note.trim();
    const input = { verdict: 'reject' as const, reasons: [...reasons] };
    return this.#decide(text ? { ...input, note: text } : input, via);
  }

  skip(via: Via): Promise<void> {
    return this.#decide({ verdict: 'skip' }, via);
  }

  /** Stays on the card. On a flagged card takes the flag back, when it is the last decision of the project. */
  async flag(via: Via): Promise<'flagged' | 'unflagged' | 'older' | 'failed'> {
    const { session, store, projectId } = this.#parts;
    const { card } = session.getState();
    const isFlagged = card?.view.status === 'flagged';
    if (isFlagged) {
      // Asked of the store: a script or another screen may have decided since.
      const last = await store.decisions.peekUndo(projectId);
      if (last?.verdict !== 'flag' || last.draftId !== card?.view.id) return 'older';
      await this.undo(via);
    } else {
      await this.#exclusively('flag', async () => {
        session.setState(await this.#record({ verdict: 'flag' }, via));
      });
    }
    if (session.getState().problem) return 'failed';
    return isFlagged ? 'unflagged' : 'flagged';
  }

  /** @returns `false` when there was nothing to take back */
  undo(via: Via): Promise<boolean> {
    return this.#travel('undo', via);
  }

  /** @returns `false` when there was nothing to do again */
  redo(via: Via): Promise<boolean> {
    return this.#travel('redo', via);
  }

  /** Asks for a new draft and opens it beside the old one, which stays as it is. */
  redraft(order: RedraftOrder): Promise<void> {
    const { session, store, projectId, navigator, redraft } = this.#parts;
    return this.#exclusively('redraft', async () => {
      const card = session.getState().card;
      if (!card) return;
      const id = await redraft(card.view, order);
      const view = await store.drafts.get(projectId, id);
      if (!view) return;
      await navigator.open(view);
      session.setState({ showDiff: true, redraftOf: card.view });
      this.#recountBehind();
    });
  }

  /** Leaves the edit without saving; what was typed is gone. */
  dropEdit(): void {
    const { session, buffer } = this.#parts;
    const card = session.getState().card;
    if (card) buffer.forget(card.view.id);
    session.setState((state) => leaveEdit(state));
  }

  /** One at a time: a second key press before the first is on disk would decide a card that nobody saw. */
  async #exclusively(what: NonNullable<ReviewState['saving']>, work: () => Promise<void>) {
    const { session } = this.#parts;
    if (session.getState().saving !== null) return;
    session.setState({ saving: what, problem: null });
    await guarded(session, work);
    session.setState({ saving: null });
  }

  #decide(input: DecisionInput, via: Via): Promise<void> {
    const { session, navigator } = this.#parts;
    return this.#exclusively(input.verdict, async () => {
      if (session.getState().card) await navigator.advance(await this.#record(input, via));
    });
  }

  /** Writes the decision. Resolves when it is durable, with what it changes on the screen. */
  async #record(input: DecisionInput, via: Via): Promise<Settle> {
    const { store, projectId, session, buffer, dwell, contextOf, track, say } = this.#parts;
    const card = session.getState().card;
    if (!card) return (state) => state;
    const { id: draftId, status } = card.view;
    const context = contextOf(via, dwell.elapsedMs());
    const after = await track(store.decisions.record(projectId, draftId, input, context));
    markDecided();
    // A skipped, flagged or rejected card may be taken up again: what was typed on it waits.
    if (input.verdict === 'accept' || input.verdict === 'edit') buffer.forget(draftId);
    return (state) => ({
      ...announce(recount(refreshView(state, after), status, after.status), say(input.verdict)),
      dialog: null,
      undoable: { verdict: input.verdict, draftId },
    });
  }

  async #travel(which: 'undo' | 'redo', via: Via): Promise<boolean> {
    const { store, projectId, navigator, contextOf, track, say } = this.#parts;
    let isDone = true;
    await this.#exclusively(which, async () => {
      const done = await track(store.decisions[which](projectId, contextOf(via, null)));
      isDone = done !== null;
      if (!done) return;
      const undoable = await store.decisions.peekUndo(projectId);
      await navigator.open(done.draft, (state) => ({
        ...announce(state, say(which)),
        undoable,
      }));
      this.#recountBehind();
    });
    return isDone;
  }

  /** The figures follow; nobody waits for them. */
  #recountBehind(): void {
    this.#parts.navigator.recountAll().catch(() => undefined);
  }
}
