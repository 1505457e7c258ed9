import type {
  DraftId,
  DraftView,
  ProjectId,
  Selection,
  VideoFile,
  VideoId,
} from '../../../core/flow.ts';
import type { DraftFilter, StorePort } from '../../../core/ports.ts';
import { cardPictures, type ReviewCard } from './card.ts';
import type { PictureCache } from './picture-cache.ts';

/** Cards ahead that are loaded and decoded. */
const DEPTH = 5;
const VIDEOS_KEPT = 64;

interface VideoFacts {
  video: VideoFile | null;
  selection: Selection | null;
}

export interface Prefetch {
  /** The card of a draft with its pictures decoded. */
  load(view: DraftView): Promise<ReviewCard>;
  /** What comes after a draft, without waiting; `null` when it is not loaded yet or there is none. */
  next(after: DraftId): ReviewCard | null;
  /** Reads the cards that follow a position; afterwards `next` answers at once. Resolves when the nearest is ready. */
  fill(queue: DraftFilter, current: Pick<DraftView, 'id' | 'seq'>): Promise<ReviewCard | null>;
  /** Forgets what it read about a video, after its selection changed. */
  forgetVideo(videoId: VideoId): void;
}

export interface PrefetchOptions {
  store: Pick<StorePort, 'drafts' | 'videos' | 'selections'>;
  projectId: ProjectId;
  pictures: PictureCache;
}

/**
 * Loads the next cards of a queue ahead of the person. The window is read anew after each decision, so a decision made
 * elsewhere (another screen, a script) never shows an old card; pictures and videos come from caches.
 */
export function createPrefetch({ store, projectId, pictures }: PrefetchOptions): Prefetch {
  const videos = new Map<VideoId, Promise<VideoFacts>>();
  const ready = new Map<DraftId, ReviewCard>();
  let upcoming: DraftView[] = [];
  let generation = 0;

  const videoFacts = (id: VideoId): Promise<VideoFacts> => {
    const known = videos.get(id);
    if (known) return known;
    const read = Promise.all([store.videos.get(projectId, id), store.selections.get(projectId, id)])
      .then(([video, selection]) => ({ video, selection }))
      .catch((error: unknown) => {
        videos.delete(id);
        throw error;
      });
    videos.set(id, read);
    const oldest = videos.keys().next().value;
    if (videos.size > VIDEOS_KEPT && oldest !== undefined) videos.delete(oldest);
    return read;
  };

  const load = async (view: DraftView): Promise<ReviewCard> => {
    const card: ReviewCard = { view, ...(await videoFacts(view.videoId)) };
    await Promise.all(cardPictures(card).map((hash) => pictures.load(hash)));
    return card;
  };

  const readAhead = async (
    queue: DraftFilter,
    current: Pick<DraftView, 'id' | 'seq'>,
  ): Promise<DraftView[]> => {
    const forward = (seq: number) =>
      store.drafts.next(projectId, queue, { seq, direction: 'forward', limit: DEPTH + 1 });
    const after = await forward(current.seq);
    // Decided drafts leave the pending queue, so going round it ends; the others would go round for ever.
    const around = after.length <= DEPTH && queue.status === 'pending' ? await forward(-1) : [];
    const known = new Set(after.map((view) => view.id));
    return [...after, ...around.filter((view) => !known.has(view.id))]
      .filter((view) => view.id !== current.id)
      .slice(0, DEPTH);
  };

  /** One after the other: the nearest card must not wait for pictures of the farthest. What fails is tried again when it is next. */
  const loadInTurn = async (
    views: readonly DraftView[],
    isWanted: () => boolean,
  ): Promise<void> => {
    for (const view of views) {
      if (!isWanted()) return;
      await load(view).then(
        (card) => ready.set(view.id, card),
        () => ready.delete(view.id),
      );
    }
  };

  return {
    load,
    next: (after) => {
      // -1 + 1 = 0: a card from outside the window is followed by the first of it.
      const view = upcoming[upcoming.findIndex((candidate) => candidate.id === after) + 1];
      const card = view && ready.get(view.id);
      return card ? { ...card, view } : null;
    },
    fill: async (queue, current) => {
      const mine = ++generation;
      const views = await readAhead(queue, current);
      if (mine !== generation) return null;
      upcoming = views;
      for (const id of ready.keys()) if (!views.some((view) => view.id === id)) ready.delete(id);
      const [nearest, ...rest] = views;
      if (!nearest) return null;
      const card = await load(nearest);
      ready.set(nearest.id, card);
      void loadInTurn(rest, () => mine === generation);
      return card;
    },
    forgetVideo: (videoId) => videos.delete(videoId),
  };
}
