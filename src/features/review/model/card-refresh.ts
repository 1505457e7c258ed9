import type { ProjectId } from '../../../core/flow.ts';
import { isSameJson } from '../../../core/review.ts';
import type { StorePort } from '../../../core/store-port.ts';
import type { ReviewSession } from './review-session.ts';
import { refreshView } from './session-reducers.ts';

/** Changes are gathered this long: a job writes many times a second, and a decision shows its next card first. */
const GATHER_MS = 300;

/**
 * Keeps the card on screen true to the store: a probe, a run or another screen may find out something about the draft, or
 * decide on it, while it is being looked at. What a person is typing stays. @returns the way to stop
 */
export function keepCardFresh(
  session: ReviewSession,
  store: Pick<StorePort, 'drafts' | 'onChange'>,
  projectId: ProjectId,
): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const look = async () => {
    timer = null;
    const shown = session.getState().card?.view;
    const now = shown && (await store.drafts.get(projectId, shown.id));
    if (!now || session.getState().saving !== null || isSameJson(now, shown)) return;
    session.setState((state) => (state.card?.view === shown ? refreshView(state, now) : state));
  };
  const stop = store.onChange((change) => {
    if (change.projectId !== null && change.projectId !== projectId) return;
    if (!change.tables.includes('drafts')) return;
    // What cannot be read now is read when the next card comes.
    timer ??= setTimeout(() => void look().catch(() => undefined), GATHER_MS);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}
