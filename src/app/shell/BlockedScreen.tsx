import { useMutation } from '@tanstack/react-query';
import { AppWindow } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../../state/studio.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';

/** One tab at a time has the data open. This one says so, and offers to take it over. */
export function BlockedScreen() {
  const { t } = useTranslation('shell');
  const { store } = useStudio();
  const errorText = useErrorText();
  const takeOver = useMutation({ mutationFn: () => store.takeOver() });
  return (
    // An open dialog to the key listener too: keys of the screen behind it rest.
    <div role="alertdialog" aria-label={t('blocked.title')} data-state="open">
      <EmptyState
        icon={<AppWindow size={20} />}
        title={t('blocked.title')}
        action={
          <Button variant="primary" busy={takeOver.isPending} onClick={() => takeOver.mutate()}>
            {t(takeOver.isPending ? 'blocked.takingOver' : 'blocked.takeOver')}
          </Button>
        }
      >
        {t('blocked.text')}
        {takeOver.error ? (
          <ErrorNotice {...errorText(takeOver.error)} className="mt-4 text-start" />
        ) : null}
      </EmptyState>
    </div>
  );
}
