import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { formatTime, parseTime } from '../../../ui/format.ts';
import { TextField } from '../../../ui/TextField.tsx';
import { useReview, useSession } from '../review-context.ts';
import { useStageActions } from '../use-stage-actions.ts';

/** Goes to a typed time and shows the exact frame there. */
export function GoToDialog() {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const open = useSession((state) => state.dialog === 'go-to');
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => session.setState({ dialog: isOpen ? 'go-to' : null })}
      title={t('goTo.title')}
      size="sm"
    >
      <GoToForm />
    </Dialog>
  );
}

function GoToForm() {
  const { t } = useTranslation('review');
  const { session, player } = useReview();
  const { goTo } = useStageActions();
  const [text, setText] = useState(() => formatTime(player.playhead.timeSec, 3));
  const [isWrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <form
      className="flex items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const timeSec = parseTime(text);
        if (timeSec === null) return setWrong(true);
        session.setState({ dialog: null });
        goTo(timeSec);
      }}
    >
      <TextField
        ref={field}
        mono
        className="flex-1"
        label={t('goTo.time')}
        hint={t('goTo.hint')}
        error={isWrong ? t('goTo.invalid') : null}
        value={text}
        onValueChange={(value) => {
          setText(value);
          setWrong(false);
        }}
      />
      <Button type="submit" variant="primary" className="mt-5">
        {t('goTo.go')}
      </Button>
    </form>
  );
}
