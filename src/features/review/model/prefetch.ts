import type {
  DraftId,
  DraftView,
  ProjectId,
  Selection,
  VideoFile,
  VideoId,
} from '../../../core/flow.ts';
import type { DraftFilter, StorePort } from '../../../core/store-port.ts';
import { cardPictures, type ReviewCard } from './card.ts';
import type { PictureCache } from './picture-cache.ts';

/** Cards ahead that are loaded and decoded. */
const DEPTH = 5;
const VIDEOS_KEPT = 64;

interface CardVideo {
  video: VideoFile | null;
  selection: Selection | null;
}

type Place = Pick<DraftView, 'id' | 'seq'>;

export interface PrefetchOptions {
  store: Pick<StorePort, 'drafts' | 'videos' | 'selections'>;
  projectId: ProjectId;
  pictures: Pick<PictureCache, 'load'>;
}

/**
 * Loads the next cards of a queue ahead of the person. The window is read anew after each decision, so a decision made
 * elsewhere (another screen, a script) never shows an old card; pictures and videos come from caches.
 */
export class Prefetch {
  readonly #options: PrefetchOptions;
  readonly #videos = new Map<VideoId, Promise<CardVideo>>();
  readonly #ready = new Map<DraftId, ReviewCard>();
  #upcoming: DraftView[] = [];
  #fills = 0;

  constructor(options: PrefetchOptions) {
    this.#options = options;
  }

  /** The card of a draft with its pictures decoded. */
  async load(view: DraftView): Promise<ReviewCard> {
    const card: ReviewCard = { view, ...(await this.#videoOf(view.videoId)) };
    await Promise.all(cardPictures(card).map((hash) => this.#options.pictures.load(hash)));
    return card;
  }

  /** What comes after a draft, without waiting; `null` when it is not loaded yet or there is none. */
  next(after: DraftId): ReviewCard | null {
    // -1 + 1 = 0: a card from outside the window is followed by the first of it.
    const view = this.#upcoming[this.#upcoming.findIndex(({ id }) => id === after) + 1];
    const card = view && this.#ready.get(view.id);
    return card ? { ...card, view } : null;
  }

  /**
   * Reads the cards that follow a place; afterwards `next` answers at once.
   * @returns the nearest card, when it is ready; `null` = there is none, or a later call took over
   */
  async fill(queue: DraftFilter, current: Place): Promise<ReviewCard | null> {
    const mine = ++this.#fills;
    const isLatest = (): boolean => mine === this.#fills;
    const views = await this.#readAhead(queue, current);
    if (!isLatest()) return null;
    this.#upcoming = views;
    const wanted = new Set(views.map((view) => view.id));
    for (const id of this.#ready.keys()) if (!wanted.has(id)) this.#ready.delete(id);
    const [nearest, ...rest] = views;
    if (!nearest) return null;
    const card = await this.load(nearest);
    this.#ready.set(nearest.id, card);
    void this.#loadInTurn(rest, isLatest);
    return card;
  }

  async #readAhead(queue: DraftFilter, current: Place): Promise<DraftView[]> {
    const { store, projectId } = this.#options;
    const forward = (seq: number): Promise<DraftView[]> =>
      store.drafts.next(projectId, queue, { seq, direction: 'forward', limit: DEPTH + 1 });
    const after = await forward(current.seq);
    // Decided drafts leave the pending queue, so going round it ends; the others would go round for ever.
    const around = after.length <= DEPTH && queue.status === 'pending' ? await forward(-1) : [];
    const known = new Set(after.map((view) => view.id));
    return [...after, ...around.filter((view) => !known.has(view.id))]
      .filter((view) => view.id !== current.id)
      .slice(0, DEPTH);
  }

  /** One after the other: the nearest card must not wait for pictures of the farthest. What fails is tried again when it is next. */
  async #loadInTurn(views: readonly DraftView[], isWanted: () => boolean): Promise<void> {
    for (const view of views) {
      if (!isWanted()) return;
      await this.load(view).then(
        (card) => this.#ready.set(view.id, card),
        () => this.#ready.delete(view.id),
      );
    }
  }

  #videoOf(id: VideoId): Promise<CardVideo> {
    const known = this.#videos.get(id);
    if (known) return known;
    const { store, projectId } = this.#options;
    const read = Promise.all([store.videos.get(projectId, id), store.selections.get(projectId, id)])
      .then(([video, selection]) => ({ video, selection }))
      .catch((error: unknown) => {
        this.#videos.delete(id);
        throw error;
      });
    this.#videos.set(id, read);
    const oldest = this.#videos.keys().next().value;
    if (this.#videos.size > VIDEOS_KEPT && oldest !== undefined) this.#videos.delete(oldest);
    return read;
  }
}
