import { useTranslation } from 'react-i18next';
import type { DecisionContext } from '../../core/flow.ts';
import { notify } from '../../ui/toasts.tsx';
import { markPressed } from './model/marks.ts';
import { hasUnsavedEdit, shownBody } from './model/session-reducers.ts';
import { useReview } from './review-context.ts';

type Via = DecisionContext['via'];

/** The decisions as keys and buttons call them. `atMs` is the time of the event, for the measured latency. */
export function useReviewActions() {
  const { t } = useTranslation('review');
  const { session, decisions, navigator } = useReview();

  const timed = (atMs: number, work: () => Promise<void>): void => {
    if (session.getState().saving === null) markPressed(atMs);
    void work();
  };

  const flag = async (via: Via): Promise<void> => {
    if ((await decisions.flag(via)) === 'older') notify(t('actions.olderFlag'));
  };

  const travel = async (which: 'undo' | 'redo', via: Via): Promise<void> => {
    if (!(await decisions[which](via))) {
      notify(t(which === 'undo' ? 'actions.nothingToUndo' : 'actions.nothingToRedo'));
    }
  };

  const step = async (direction: 'forward' | 'backward'): Promise<void> => {
    if (!(await navigator.step(direction))) notify(t(`actions.noMore.${direction}`));
  };

  const stopEdit = (): void => {
    if (hasUnsavedEdit(session.getState())) session.setState({ dialog: 'leave-edit' });
    else decisions.dropEdit();
  };

  return {
    accept: (via: Via, atMs: number) => timed(atMs, () => decisions.accept(via)),
    skip: (via: Via, atMs: number) => timed(atMs, () => decisions.skip(via)),
    flag: (via: Via) => void flag(via),
    undo: (via: Via) => void travel('undo', via),
    redo: (via: Via) => void travel('redo', via),
    step: (direction: 'forward' | 'backward') => void step(direction),
    stopEdit,
    /** The same key begins and leaves. */
    toggleEdit: () => {
      if (session.getState().edit) stopEdit();
      else
        session.setState((state) => ({
          edit: shownBody(state),
          showDiff: false,
          caretWanted: true,
        }));
    },
    toggleDiff: () => session.setState((state) => ({ showDiff: !state.showDiff, redraftOf: null })),
    toggleDrawing: () =>
      session.setState((state) => ({
        isDrawing: state.shown !== null && !state.isDrawing,
        selectedBox: null,
      })),
  };
}
