import { bodyOf } from '../../../core/edit.ts';
import { toStudioError } from '../../../core/errors.ts';
import type { DraftId, DraftView, ProjectId } from '../../../core/flow.ts';
import type { DraftFilter, StorePort } from '../../../core/ports.ts';
import { cardPictures, type ReviewCard } from './card.ts';
import type { Dwell } from './dwell.ts';
import type { EditBuffer } from './edit-buffer.ts';
import type { PictureCache } from './picture-cache.ts';
import type { Prefetch } from './prefetch.ts';
import type { ReviewSession, ReviewState } from './review-session.ts';
import { showCard } from './session-reducers.ts';

export interface ReviewParts {
  store: StorePort;
  projectId: ProjectId;
  session: ReviewSession;
  pictures: PictureCache;
  prefetch: Prefetch;
  buffer: EditBuffer;
  dwell: Dwell;
}

/** Which card is on screen, and the way to others. Decisions are in `decisions.ts`. */
export interface ReviewNavigator {
  /** The asked-for draft, or else the first of the pending queue. */
  start(initial: DraftId | undefined): Promise<void>;
  /** At once when the next card was prefetched; otherwise the old card stays until the next one is there. */
  advance(): Promise<void>;
  open(view: DraftView): Promise<void>;
  /** The neighbour in the project's order, whatever its status. */
  step(direction: 'forward' | 'backward'): Promise<void>;
  /** Goes on with other drafts. */
  review(queue: DraftFilter): Promise<void>;
  /** Counts the drafts again and finds the card's place among them. */
  recountAll(): Promise<void>;
}

export function createNavigator(parts: ReviewParts): ReviewNavigator {
  const { store, projectId, session, pictures, prefetch, buffer, dwell } = parts;
  let seqs: Float64Array | null = null;

  const placeOf = (card: ReviewCard): ReviewState['position'] =>
    seqs && { index: placeIn(seqs, card.view.seq) + 1, total: seqs.length };

  const show = (card: ReviewCard): void => {
    const edit = buffer.restore(card.view.id, bodyOf(card.view));
    session.setState((state) => ({ ...showCard(state, card, edit), position: placeOf(card) }));
    pictures.retain(cardPictures(card));
    dwell.restart();
  };

  const fillFrom = (view: Pick<DraftView, 'id' | 'seq'>): Promise<ReviewCard | null> =>
    prefetch.fill(session.getState().queue, view);

  /** Reading ahead never disturbs the card on screen: what fails here is read again when it is needed. */
  const fillBehind = (view: Pick<DraftView, 'id' | 'seq'>): void => {
    fillFrom(view).catch(() => undefined);
  };

  const finish = (): void =>
    session.setState((state) => ({
      ...state,
      phase: seqs && seqs.length === 0 ? 'no-drafts' : 'queue-done',
      card: null,
      edit: null,
      saving: null,
    }));

  const open = async (view: DraftView): Promise<void> => {
    show(await prefetch.load(view));
    fillBehind(view);
  };

  const recountAll = async (): Promise<void> => {
    const [all, counts] = await Promise.all([
      store.drafts.seqs(projectId, {}),
      store.drafts.countByStatus(projectId, {}),
    ]);
    seqs = all;
    session.setState((state) => ({ counts, position: state.card ? placeOf(state.card) : null }));
  };

  const beginQueue = async (): Promise<void> => {
    const first = await fillFrom({ id: 'draft:', seq: -1 });
    if (first) await open(first.view);
    else {
      await recountAll();
      finish();
    }
  };

  return {
    open,
    recountAll,
    start: (initial) =>
      guarded(session, async () => {
        const view = initial && (await store.drafts.get(projectId, initial));
        if (view) await open(view);
        else await beginQueue();
        const undoable = await store.decisions.peekUndo(projectId);
        session.setState({ undoable });
        await recountAll();
      }),
    advance: async () => {
      const current = session.getState().card?.view;
      if (!current) return beginQueue();
      const next = prefetch.next(current.id) ?? (await fillFrom(current));
      if (!next) return finish();
      show(next);
      fillBehind(next.view);
    },
    step: (direction) =>
      guarded(session, async () => {
        const current = session.getState().card?.view;
        if (!current) return;
        const from = { seq: current.seq, direction, limit: 1 };
        const [view] = await store.drafts.next(projectId, {}, from);
        if (!view || session.getState().card?.view.id !== current.id) return;
        session.setState({ announcement: '' });
        await open(view);
      }),
    review: (queue) =>
      guarded(session, async () => {
        session.setState({ queue, phase: 'loading' });
        await beginQueue();
      }),
  };
}

/** Runs work of which a failure belongs on the screen: beside the card, or in its place when there is none. */
export async function guarded(session: ReviewSession, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const problem = toStudioError(thrown);
    session.setState((state) => ({
      problem,
      saving: null,
      phase: state.card ? 'card' : 'failed',
    }));
  }
}

/** Position of a seq in an ascending list, or where it would be. */
function placeIn(seqs: Float64Array, seq: number): number {
  let low = 0;
  let high = seqs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((seqs[middle] ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
