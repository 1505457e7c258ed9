import {
  Archive,
  Captions,
  Clapperboard,
  FileJson,
  GraduationCap,
  Images,
  MessagesSquare,
} from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { DATASET_FORMATS, type DatasetFormat } from '../../formats/sniff.ts';
import { cn } from '../../ui/cn.ts';

const ICONS = {
  'video-espresso-test': FileJson,
  'video-espresso-train-video': GraduationCap,
  'video-espresso-train-images': Images,
  'llava-video': MessagesSquare,
  sharegpt4video: Captions,
  stgr: Clapperboard,
  'ristretto-archive': Archive,
};

/** One of the formats, each with what it carries. */
export function FormatCards({
  format,
  onFormat,
}: {
  format: DatasetFormat;
  onFormat: (format: DatasetFormat) => void;
}) {
  const { t } = useTranslation('export');
  const name = useId();
  return (
    <fieldset className="grid grid-cols-4 gap-3">
      <legend className="sr-only">{t('format')}</legend>
      {DATASET_FORMATS.map(({ id }) => {
        const Icon = ICONS[id];
        const isOn = id === format;
        return (
          <label
            key={id}
            className={cn(
              'relative flex cursor-pointer flex-col gap-1 rounded-lg border p-3 has-focus-visible:outline-2 has-focus-visible:outline-accent',
              isOn ? 'border-accent bg-accent-soft' : 'border-line bg-surface hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={isOn}
              onChange={() => onFormat(id)}
              className="sr-only"
            />
            <span className={cn('flex items-center gap-2 font-semibold', isOn && 'text-accent')}>
              <Icon size={16} aria-hidden="true" />
              {t(`formats.${id}.name`)}
            </span>
            <span className="text-sm text-pretty text-ink-2">{t(`formats.${id}.text`)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
