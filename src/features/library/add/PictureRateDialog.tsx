import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_PICTURES_PER_SEC, type PictureFolder } from '../../../pipeline/picture-folders.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';

/** Asks for what the files of a frame dump cannot say: how many pictures there are to a second. */
export function PictureRateDialog({
  folders,
  onAnswer,
}: {
  folders: readonly PictureFolder[];
  /** `null` = add nothing. */
  onAnswer: (picturesPerSec: number | null) => void;
}) {
  const { t } = useTranslation('library');
  const [rate, setRate] = useState<number | null>(DEFAULT_PICTURES_PER_SEC);
  const isAsked = folders.some(({ timesSec }) => timesSec === null);
  return (
    <Dialog
      open
      onOpenChange={() => onAnswer(null)}
      title={t('pictures.title', { count: folders.length })}
      description={t('pictures.text')}
      footer={
        <>
          <Button onClick={() => onAnswer(null)}>{t('pictures.cancel')}</Button>
          <Button variant="primary" disabled={rate === null} onClick={() => onAnswer(rate)}>
            {t('pictures.add')}
          </Button>
        </>
      }
    >
      <ul className="mb-3 max-h-40 overflow-y-auto">
        {folders.map(({ name, pictures, timesSec }) => (
          <li key={`${name} ${pictures[0]?.name}`} className="flex gap-3 border-t border-line py-1">
            <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
            <span className="text-ink-2">
              {t('pictures.count', { count: pictures.length })}
              {timesSec ? ` · ${t('pictures.timed')}` : null}
            </span>
          </li>
        ))}
      </ul>
      {isAsked ? (
        <NumberField
          label={t('pictures.rate')}
          hint={t('pictures.rateHint')}
          unit={t('pictures.unit')}
          value={rate}
          onValueChange={setRate}
          min={0.001}
          max={1000}
          step={1}
        />
      ) : null}
    </Dialog>
  );
}
