import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { useReview, useSession } from '../review-context.ts';

/** Asks the model for another draft with a note. Closing while it works cancels the request. */
export function RedraftDialog() {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const open = useSession((state) => state.dialog === 'redraft');
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) =>
        session.setState({ dialog: isOpen ? 'redraft' : null, problem: null })
      }
      title={t('redraft.title')}
      description={t('redraft.description')}
    >
      <RedraftForm />
    </Dialog>
  );
}

function RedraftForm() {
  const { t } = useTranslation('review');
  const { decisions } = useReview();
  const errorText = useErrorText();
  const isBusy = useSession((state) => state.saving === 'redraft');
  const problem = useSession((state) => state.problem);
  const [note, setNote] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const request = useRef<AbortController | null>(null);
  useEffect(() => {
    field.current?.focus();
    return () => request.current?.abort();
  }, []);
  const start = () => {
    if (note.trim() === '' || isBusy) return;
    request.current = new AbortController();
    void decisions.redraft(note.trim(), request.current.signal);
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        start();
      }}
    >
      <TextArea
        ref={field}
        label={t('redraft.note')}
        placeholder={t('redraft.placeholder')}
        rows={3}
        value={note}
        onValueChange={setNote}
      />
      {problem && problem.code !== 'job/cancelled' ? <ErrorNotice {...errorText(problem)} /> : null}
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="primary"
          hotkey="Mod+Enter"
          busy={isBusy}
          disabled={note.trim() === ''}
        >
          {isBusy ? t('redraft.working') : t('redraft.start')}
        </Button>
      </div>
    </form>
  );
}
