import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../state/use-error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { TextField } from '../../ui/TextField.tsx';

export interface NameDialogProps {
  title: string;
  submitLabel: string;
  initial: string;
  onOpenChange: (open: boolean) => void;
  onSubmit: (name: string) => Promise<void>;
}

/** Asks for the name of a project. Stays open, with what was typed, when saving fails. */
export function NameDialog({
  title,
  submitLabel,
  initial,
  onOpenChange,
  onSubmit,
}: NameDialogProps) {
  const { t } = useTranslation('home');
  const { t: tCommon } = useTranslation('common');
  const errorText = useErrorText();
  const formId = useId();
  const [name, setName] = useState(initial);
  const [state, setState] = useState<{ isBusy: boolean; isTried: boolean; error: unknown }>({
    isBusy: false,
    isTried: false,
    error: null,
  });
  const trimmed = name.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === '') {
      setState({ isBusy: false, isTried: true, error: null });
      return;
    }
    setState({ isBusy: true, isTried: true, error: null });
    try {
      await onSubmit(trimmed);
      onOpenChange(false);
    } catch (error) {
      setState({ isBusy: false, isTried: true, error });
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={title}
      size="sm"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{tCommon('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} busy={state.isBusy}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        <TextField
          label={t('name.label')}
          value={name}
          onValueChange={setName}
          placeholder={t('name.placeholder')}
          maxLength={120}
          autoComplete="off"
          error={state.isTried && trimmed === '' ? t('name.required') : undefined}
        />
        {state.error ? <ErrorNotice {...errorText(state.error)} /> : null}
      </form>
    </Dialog>
  );
}
