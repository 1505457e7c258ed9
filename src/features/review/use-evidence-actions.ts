import { useTranslation } from 'react-i18next';
import { pinFrame, setSpan, spanOf } from '../../core/edit-evidence.ts';
import { toStudioError } from '../../core/errors.ts';
import { formatTime } from '../../ui/format.ts';
import { notify } from '../../ui/toasts.tsx';
import type { ReviewState } from './model/review-session.ts';
import { announce, shownBody } from './model/session-reducers.ts';
import { useChange, useReview } from './review-context.ts';
import { useFrameName } from './use-frame-name.ts';

/** What keys and buttons do to the evidence of the active step. */
export function useEvidenceActions() {
  const { t } = useTranslation('review');
  const { session, player } = useReview();
  const change = useChange();
  const nameOf = useFrameName();

  /** Cites the shown frame on the active step; a frame that was decoded just now is stored first. */
  const pin = async (): Promise<void> => {
    const card = session.getState().card?.view.id;
    try {
      const frame = await player.storeShown();
      const { activeStep: step, card: now } = session.getState();
      if (!frame || now?.view.id !== card) return;
      const before = session.getState().edit;
      change((body) => pinFrame(body, step, frame));
      const number = step + 1;
      const said =
        session.getState().edit === before ? 'alreadyPinned' : step < 0 ? 'pinnedWhole' : 'pinned';
      const words = t(`said.${said}`, { frame: nameOf(frame), number });
      session.setState((now) => announce(now, words));
    } catch (thrown) {
      session.setState({ problem: toStudioError(thrown) });
    }
  };

  /** One end of the active step's span: moves an end of the span that is there, or waits for the other end. */
  const markSpan = (end: 'in' | 'out'): void => {
    const state = session.getState();
    const step = state.activeStep;
    const span = spanFrom(state, end, player.playhead.timeSec);
    if (span === 'backward') notify(t('span.backward'));
    else if (span === null)
      session.setState({ spanMark: { end, timeSec: player.playhead.timeSec } });
    else {
      change((body) => setSpan(body, step, span));
      const times = { start: formatTime(span.startSec), end: formatTime(span.endSec) };
      const words = t('said.span', { ...times, number: step + 1 });
      session.setState((now) => ({ ...announce(now, words), spanMark: null }));
    }
  };

  return { pin, markSpan };
}

/** The span after one of its ends is set at a time; `null` = its other end is not known yet. */
function spanFrom(
  state: ReviewState,
  end: 'in' | 'out',
  timeSec: number,
): { startSec: number; endSec: number } | 'backward' | null {
  const body = shownBody(state);
  const evidence = state.activeStep < 0 ? body?.evidence : body?.steps[state.activeStep]?.evidence;
  const waiting = state.spanMark && state.spanMark.end !== end ? state.spanMark.timeSec : null;
  const old = spanOf(evidence ?? []);
  const other = waiting ?? (end === 'in' ? old?.endSec : old?.startSec);
  if (other === undefined) return null;
  const span =
    end === 'in' ? { startSec: timeSec, endSec: other } : { startSec: other, endSec: timeSec };
  return span.endSec > span.startSec ? span : 'backward';
}
