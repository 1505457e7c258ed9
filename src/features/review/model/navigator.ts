import { bodyOf } from '../../../core/edit.ts';
import { toStudioError } from '../../../core/errors.ts';
import type { DraftId, DraftView, ProjectId } from '../../../core/flow.ts';
import type { DraftFilter, StorePort } from '../../../core/store-port.ts';
import { cardPictures, type ReviewCard } from './card.ts';
import type { Dwell } from './dwell.ts';
import type { EditBuffer } from './edit-buffer.ts';
import type { PictureCache } from './picture-cache.ts';
import type { Prefetch } from './prefetch.ts';
import type { ReviewSession, ReviewState } from './review-session.ts';
import { announce, showCard } from './session-reducers.ts';

export interface ReviewParts {
  store: Pick<StorePort, 'drafts' | 'decisions'>;
  projectId: ProjectId;
  session: ReviewSession;
  pictures: Pick<PictureCache, 'retain'>;
  prefetch: Prefetch;
  buffer: EditBuffer;
  dwell: Pick<Dwell, 'restart' | 'elapsedMs'>;
  /** Runs work once the card that was just shown is on the glass. */
  afterPaint: (work: () => void) => void;
}

/** What a decision changes in the session; applied together with the next card, so that the screen is drawn once. */
export type Settle = (state: ReviewState) => ReviewState;

const unchanged: Settle = (state) => state;

/** Which card is on screen, and the way to others. Decisions are in `decisions.ts`. */
export class ReviewNavigator {
  readonly #parts: ReviewParts;
  #seqs: Float64Array | null = null;
  /** Counts requests for a card: the latest one wins, whatever order they finish in. */
  #asked = 0;

  constructor(parts: ReviewParts) {
    this.#parts = parts;
  }

  /** The asked-for draft, or the one that was typed on when the page went away, or the first of the queue. */
  start(initial: DraftId | undefined): Promise<void> {
    const { store, projectId, session, buffer } = this.#parts;
    return guarded(session, async () => {
      const wanted = initial ?? buffer.latest();
      const view = wanted && (await store.drafts.get(projectId, wanted));
      if (view) await this.open(view);
      else await this.#beginQueue();
      session.setState({ undoable: await store.decisions.peekUndo(projectId) });
      await this.recountAll();
    });
  }

  /** At once when the next card was prefetched; otherwise the old card stays until the next one is there. */
  async advance(settle: Settle): Promise<void> {
    const { session, prefetch } = this.#parts;
    const current = session.getState().card?.view;
    const ready = current && prefetch.next(current.id);
    if (ready) {
      this.#asked += 1;
      this.#show(ready, settle);
      this.#fillBehind(ready.view);
      return;
    }
    session.setState(settle);
    await this.#beginQueue(current);
  }

  /** @param settle applied together with the card */
  async open(view: DraftView, settle: Settle = unchanged): Promise<void> {
    const mine = ++this.#asked;
    const card = await this.#parts.prefetch.load(view);
    if (mine !== this.#asked) return;
    this.#show(card, settle);
    this.#fillBehind(view);
  }

  /**
   * The neighbour in the project's order, whatever its status. Does nothing while a decision is being written.
   * @returns `false` at the end of the project
   */
  async step(direction: 'forward' | 'backward'): Promise<boolean> {
    const { store, projectId, session } = this.#parts;
    let isThere = true;
    await guarded(session, async () => {
      const { card, saving } = session.getState();
      if (!card || saving !== null) return;
      const from = { seq: card.view.seq, direction, limit: 1 };
      const [view] = await store.drafts.next(projectId, {}, from);
      const now = session.getState();
      isThere = view !== undefined;
      if (!view || now.saving !== null || now.card !== card) return;
      await this.open(view, (state) => announce(state, ''));
    });
    return isThere;
  }

  /** Goes on with other drafts. */
  review(queue: DraftFilter): Promise<void> {
    const { session } = this.#parts;
    return guarded(session, async () => {
      session.setState({ queue, phase: 'loading' });
      await this.#beginQueue();
    });
  }

  /** Counts the drafts again and finds the card's place among them. */
  async recountAll(): Promise<void> {
    const { store, projectId, session } = this.#parts;
    const [seqs, counts] = await Promise.all([
      store.drafts.seqs(projectId, {}),
      store.drafts.countByStatus(projectId, {}),
    ]);
    this.#seqs = seqs;
    session.setState((state) => ({ counts, position: state.card && this.#placeOf(state.card) }));
  }

  async #beginQueue(
    after: Pick<DraftView, 'id' | 'seq'> = { id: 'draft:', seq: -1 },
  ): Promise<void> {
    const { session, prefetch } = this.#parts;
    const next = await prefetch.fill(session.getState().queue, after);
    if (next) return this.open(next.view);
    await this.recountAll();
    const phase = this.#seqs?.length === 0 ? 'no-drafts' : 'queue-done';
    session.setState({ phase, card: null, edit: null });
  }

  #show(card: ReviewCard, settle: Settle): void {
    const { session, pictures, buffer, dwell } = this.#parts;
    const edit = buffer.restore(card.view.id, bodyOf(card.view));
    session.setState((state) => ({
      ...showCard(settle(state), card, edit),
      position: this.#placeOf(card),
    }));
    pictures.retain(cardPictures(card));
    dwell.restart();
  }

  /** Reading ahead never disturbs the card on screen: what fails here is read again when it is needed. */
  #fillBehind(view: Pick<DraftView, 'id' | 'seq'>): void {
    const { session, prefetch, afterPaint } = this.#parts;
    afterPaint(() => {
      prefetch.fill(session.getState().queue, view).catch(() => undefined);
    });
  }

  #placeOf(card: ReviewCard): ReviewState['position'] {
    const seqs = this.#seqs;
    return seqs && { index: placeIn(seqs, card.view.seq) + 1, total: seqs.length };
  }
}

/** Runs work of which a failure belongs on the screen: beside the card, or in its place when there is none. */
export async function guarded(session: ReviewSession, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const problem = toStudioError(thrown);
    session.setState((state) => ({ problem, phase: state.card ? 'card' : 'failed' }));
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
