import { useEffect } from 'react';
import { markCorrect } from '../../core/edit.ts';
import { isOverlayOpen } from '../../state/key-target.ts';
import { useHotkeys } from '../../state/use-hotkeys.ts';
import { activateStep, shownBody } from './model/session-reducers.ts';
import { useChange, useReview, useSession } from './review-context.ts';
import { useEvidenceActions } from './use-evidence-actions.ts';
import { useReviewActions } from './use-review-actions.ts';
import { useStageActions } from './use-stage-actions.ts';

/** All keys of the review screen; they follow the person's own key map. */
export function useReviewHotkeys(): void {
  const { session, player } = useReview();
  const hasCard = useSession((state) => state.phase === 'card');
  const actions = useReviewActions();
  const evidence = useEvidenceActions();
  const stage = useStageActions();
  const chooseNumber = useChooseNumber();
  useHotkeys(
    {
      accept: (event) => actions.accept('key', event.timeStamp),
      'save-edit': (event) => actions.accept('key', event.timeStamp),
      skip: (event) => actions.skip('key', event.timeStamp),
      reject: () => session.setState({ dialog: 'reject' }),
      edit: actions.toggleEdit,
      flag: () => actions.flag('key'),
      redraft: () => session.setState({ dialog: 'redraft' }),
      'show-diff': actions.toggleDiff,
      'next-item': () => actions.step('forward'),
      'previous-item': () => actions.step('backward'),
      'choose-number': (event) => chooseNumber(Number(event.key) - 1),
      'play-pause': () => player.togglePlay(),
      'play-reverse': () => player.shuttle(-1),
      pause: () => player.pause(),
      'play-forward': () => player.shuttle(1),
      'frame-back': () => stage.stepFrame(-1),
      'frame-forward': () => stage.stepFrame(1),
      'previous-evidence': () => stage.visitEvidence(-1),
      'next-evidence': () => stage.visitEvidence(1),
      'previous-core': () => stage.visitCore(-1),
      'next-core': () => stage.visitCore(1),
      'span-in': () => evidence.markSpan('in'),
      'span-out': () => evidence.markSpan('out'),
      'go-to-time': () => session.setState({ dialog: 'go-to' }),
      'draw-box': actions.toggleDrawing,
      'pin-frame': () => void evidence.pin(),
    },
    { enabled: hasCard },
  );
  useHotkeys({ undo: () => actions.undo('key'), redo: () => actions.redo('key') });
  useEscape();
}

/** A number goes to that step; while editing choices, and without such a step, it marks the correct option. */
function useChooseNumber(): (index: number) => void {
  const { session } = useReview();
  const change = useChange();
  return (index) => {
    const state = session.getState();
    const body = shownBody(state);
    if (!body) return;
    if (index in body.steps) session.setState((now) => activateStep(now, index));
    else if (state.edit) change((now) => markCorrect(now, index));
  };
}

/** Esc leaves what was entered last: the drawing, the selected box, a text field, the diff, and then the edit. */
function useEscape(): void {
  const { session } = useReview();
  const { stopEdit } = useReviewActions();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || isOverlayOpen())
        return;
      const { isDrawing, selectedBox, spanMark, showDiff, edit } = session.getState();
      if (isDrawing || selectedBox || spanMark)
        session.setState({ isDrawing: false, selectedBox: null, spanMark: null });
      else if (showDiff) session.setState({ showDiff: false });
      else if (edit) stopEdit();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [session, stopEdit]);
}
