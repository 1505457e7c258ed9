import { useTranslation } from 'react-i18next';
import type { ActionId } from '../../state/keymap.ts';
import { useKeyHint } from '../../state/use-hotkeys.ts';
import { Button, type ButtonVariant } from '../../ui/Button.tsx';
import { hasUnsavedEdit } from './model/session-reducers.ts';
import { useReview, useSession } from './review-context.ts';
import { useReviewActions } from './use-review-actions.ts';

interface BarAction {
  id: ActionId;
  label: string;
  variant: ButtonVariant;
  run: (atMs: number) => void;
  isOff?: boolean;
}

/** The decisions with their keys: what moves on at the left, what goes back or compares at the right. */
export function ActionBar() {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const actions = useReviewActions();
  const { isEditing, isUnsaved, isFlagged, undoable } = useSession((state) => ({
    isEditing: state.edit !== null,
    isUnsaved: hasUnsavedEdit(state),
    isFlagged: state.card?.view.status === 'flagged',
    undoable: state.undoable?.verdict ?? null,
  }));
  const accept: BarAction = isEditing
    ? {
        id: 'save-edit',
        label: t(isUnsaved ? 'actions.save' : 'actions.accept'),
        variant: 'primary',
        run: (ms) => actions.accept('mouse', ms),
      }
    : {
        id: 'accept',
        label: t('actions.accept'),
        variant: 'primary',
        run: (ms) => actions.accept('mouse', ms),
      };
  const left: BarAction[] = [
    accept,
    isEditing
      ? { id: 'edit', label: t('actions.stopEdit'), variant: 'secondary', run: actions.toggleEdit }
      : { id: 'edit', label: t('actions.edit'), variant: 'secondary', run: actions.toggleEdit },
    {
      id: 'reject',
      label: t('actions.reject'),
      variant: 'secondary',
      run: () => session.setState({ dialog: 'reject' }),
    },
    {
      id: 'skip',
      label: t('actions.skip'),
      variant: 'ghost',
      run: (ms) => actions.skip('mouse', ms),
    },
    {
      id: 'flag',
      label: t(isFlagged ? 'actions.unflag' : 'actions.flag'),
      variant: 'ghost',
      run: () => actions.flag('mouse'),
    },
  ];
  const right: BarAction[] = [
    {
      id: 'redraft',
      label: t('actions.redraft'),
      variant: 'ghost',
      run: () => session.setState({ dialog: 'redraft' }),
    },
    { id: 'show-diff', label: t('actions.diff'), variant: 'ghost', run: actions.toggleDiff },
    {
      id: 'undo',
      label: undoable ? t(`actions.undoOf.${undoable}`) : t('actions.undo'),
      variant: 'ghost',
      run: () => actions.undo('mouse'),
      isOff: undoable === null,
    },
  ];
  return (
    <footer className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface px-3 py-2.5">
      <div
        role="toolbar"
        aria-label={t('actions.label')}
        className="flex flex-1 flex-wrap items-center gap-2"
      >
        {left.map((action) => (
          <BarButton key={action.id} action={action} />
        ))}
        <span className="flex-1" />
        {right.map((action) => (
          <BarButton key={action.id} action={action} />
        ))}
      </div>
    </footer>
  );
}

function BarButton({ action }: { action: BarAction }) {
  const hint = useKeyHint();
  return (
    <Button
      variant={action.variant}
      hotkey={hint(action.id)}
      disabled={action.isOff}
      onClick={(event) => action.run(event.timeStamp)}
    >
      {action.label}
    </Button>
  );
}
