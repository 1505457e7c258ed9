import { Plus } from 'lucide-react';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { formatTime, parseTime } from '../../../ui/format.ts';
import { TextField } from '../../../ui/TextField.tsx';
import { notify } from '../../../ui/toasts.tsx';

/** Adds the frame on screen at a time that the grid has no sample of. */
export function AddFrame({
  range,
  onAdd,
  fieldRef,
}: {
  range: { startSec: number; endSec: number };
  /** Resolves to the true time of the frame, or `null` when it could not be had. */
  onAdd: (timeSec: number) => Promise<number | null>;
  fieldRef: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation('frames');
  const [text, setText] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const add = async () => {
    const timeSec = parseTime(text);
    const isInside = timeSec !== null && timeSec >= range.startSec && timeSec <= range.endSec;
    setIsWrong(!isInside);
    if (!isInside) return;
    setIsBusy(true);
    const ptsSec = await onAdd(timeSec);
    setIsBusy(false);
    if (ptsSec === null) return;
    setText('');
    notify(t('addFrame.done', { time: formatTime(ptsSec, 3) }));
  };
  const bounds = { start: formatTime(range.startSec), end: formatTime(range.endSec) };
  return (
    <form
      className="flex items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        ref={fieldRef}
        label={t('addFrame.label')}
        mono
        value={text}
        onValueChange={(value) => {
          setText(value);
          setIsWrong(false);
        }}
        placeholder={t('addFrame.hint')}
        error={isWrong ? t('addFrame.invalid', bounds) : undefined}
        className="flex-1"
      />
      <Button
        type="submit"
        busy={isBusy}
        icon={<Plus size={14} aria-hidden="true" />}
        className="mt-5"
      >
        {t('addFrame.button')}
      </Button>
    </form>
  );
}
