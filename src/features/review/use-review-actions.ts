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
  const { session, decisions } = useReview();

  const timed = (atMs: number, work: () => Promise<void>): void => {
    if (session.getState().saving === null) markPressed(atMs);
    void work();
  };

  const flag = async (via: Via): Promise<void> => {
    if ((await decisions.flag(via)) === 'older') notify(t('actions.olderFlag'));
  };

  const stopEdit = (): void => {
    if (hasUnsavedEdit(session.getState())) session.setState({ dialog: 'leave-edit' });
    else decisions.dropEdit();
  };

  return {
    accept: (via: Via, atMs: number) => timed(atMs, () => decisions.accept(via)),
    skip: (via: Via, atMs: number) => timed(atMs, () => decisions.skip(via)),
    flag: (via: Via) => void flag(via),
    undo: (via: Via) => {
      if (session.getState().undoable) void decisions.undo(via);
      else notify(t('actions.nothingToUndo'));
    },
    redo: (via: Via) => void decisions.redo(via),
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
    toggleDiff: () => session.setState((state) => ({ showDiff: !state.showDiff })),
    toggleDrawing: () =>
      session.setState((state) => ({
        isDrawing: state.shown !== null && !state.isDrawing,
        selectedBox: null,
      })),
  };
}
