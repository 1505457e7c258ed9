import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftBody } from '../../../core/flow.ts';
import type { RedraftPart } from '../../../recipes/recipe.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { shownBody } from '../model/session-reducers.ts';
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
  const body = useSession(shownBody);
  const isBusy = useSession((state) => state.saving === 'redraft');
  const problem = useSession((state) => state.problem);
  const [note, setNote] = useState('');
  const [part, setPart] = useState('whole');
  const field = useRef<HTMLTextAreaElement>(null);
  const request = useRef<AbortController | null>(null);
  useEffect(() => {
    field.current?.focus();
    return () => request.current?.abort();
  }, []);
  const parts = partsOf(body);
  const start = () => {
    if (note.trim() === '' || isBusy) return;
    request.current = new AbortController();
    const chosen = parts.get(part) ?? null;
    const { signal } = request.current;
    void decisions.redraft({ note: note.trim(), signal, ...(chosen ? { part: chosen } : {}) });
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
      {parts.size > 1 ? (
        <Select
          label={t('redraft.part')}
          value={part}
          onValueChange={setPart}
          options={[...parts].map(([value, one]) => ({ value, label: <PartName part={one} /> }))}
        />
      ) : null}
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

function PartName({ part }: { part: RedraftPart | null }) {
  const { t } = useTranslation('review');
  if (!part) return t('redraft.whole');
  if (part.kind === 'step') return t('redraft.step', { number: part.step + 1 });
  return t(`redraft.field.${part.field}`);
}

/** What can be written again by itself: the fields that the draft has, and each of its steps. */
function partsOf(body: DraftBody | null): Map<string, RedraftPart | null> {
  const parts = new Map<string, RedraftPart | null>([['whole', null]]);
  if (!body || body.kind === 'caption') return parts;
  for (const field of ['question', 'answer', 'task'] as const)
    if (body[field] !== null) parts.set(field, { kind: 'field', field });
  for (const step of body.steps.keys()) parts.set(`step-${step}`, { kind: 'step', step });
  return parts;
}
