import type { ProjectId } from '../../../core/flow.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { trackSave } from '../../../state/saved.ts';
import type { Studio } from '../../../state/studio.ts';
import { keepCardFresh } from './card-refresh.ts';
import { ReviewDecisions, type ReviewDecisionsParts } from './decisions.ts';
import { createDwell } from './dwell.ts';
import { createEditBuffer } from './edit-buffer.ts';
import { ReviewNavigator } from './navigator.ts';
import {
  createBrowserPictureMaker,
  createPictureCache,
  type PictureCache,
} from './picture-cache.ts';
import { Player } from './player.ts';
import { Prefetch } from './prefetch.ts';
import { createReviewSession, type ReviewSession } from './review-session.ts';

/** Stored frames are about 100 kB decoded and 30 kB as JPEG; this many are kept beside those of the card. */
const PICTURES_KEPT = 240;

/** Everything behind one open review screen. */
export interface Review {
  projectId: ProjectId;
  session: ReviewSession;
  pictures: PictureCache;
  prefetch: Prefetch;
  player: Player;
  navigator: ReviewNavigator;
  decisions: ReviewDecisions;
  dispose(): void;
}

/** Builds what one review screen works with. The caller disposes of it. */
export function createReview(
  studio: Studio,
  projectId: ProjectId,
  say: ReviewDecisionsParts['say'],
): Review {
  const { store, media, files, proxies, clock } = studio;
  const session = createReviewSession();
  const pictures = createPictureCache({
    read: (hash) => store.frames.image(projectId, hash),
    maker: createBrowserPictureMaker(),
    capacity: PICTURES_KEPT,
  });
  const prefetch = new Prefetch({ store, projectId, pictures });
  const buffer = createEditBuffer(sessionStorage, projectId);
  const dwell = createDwell(document, () => performance.now());
  const parts = { store, projectId, session, pictures, prefetch, buffer, dwell, afterPaint };
  const navigator = new ReviewNavigator(parts);
  const player = new Player({ projectId, store, media, files, proxies, session, pictures });
  const decisions = new ReviewDecisions({
    ...parts,
    navigator,
    say,
    track: trackSave,
    contextOf: (via, dwellMs) => ({
      annotator: usePreferences.getState().annotator,
      atMs: clock.nowMs(),
      dwellMs,
      via,
    }),
    redraft: (draft, options) => studio.drafting.redraft(projectId, draft.id, options),
  });

  const stopRefreshing = keepCardFresh(session, store, projectId);
  const stop = session.subscribe((state, before) => {
    if (state.edit && state.card && state.edit !== before.edit) {
      buffer.keep(state.card.view.id, state.card.view, state.edit);
    }
    if (state.card?.view.id !== before.card?.view.id) player.loadVideo(state.card?.video ?? null);
    if (state.shown && state.shown !== before.shown && state.shown.isStored)
      player.showStored(state.shown.ptsSec);
  });

  return {
    projectId,
    session,
    pictures,
    prefetch,
    player,
    navigator,
    decisions,
    dispose: () => {
      stop();
      stopRefreshing();
      player.dispose();
      pictures.dispose();
      dwell.dispose();
    },
  };
}

/** After the next frame; a hidden tab draws none, so a timer stands in. */
function afterPaint(work: () => void): void {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    work();
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, 200);
}
