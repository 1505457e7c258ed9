import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { addOption, markCorrect, removeOption, setOption } from '../../../core/edit.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { useChange } from '../review-context.ts';
import { LETTERS } from './BodyView.tsx';

/** Options as fields, with the correct one marked. */
export function OptionsEditor({
  options,
  correct,
}: {
  options: readonly string[];
  correct: number | null;
}) {
  const { t } = useTranslation('review');
  const change = useChange();
  const rows = options.map((text, index) => ({
    text,
    index,
    letter: LETTERS[index] ?? String(index + 1),
  }));
  return (
    <fieldset>
      <legend className="label">{t('options')}</legend>
      <div className="my-1 flex flex-col gap-1">
        {rows.map(({ text, index, letter }) => (
          <div key={letter} className="flex items-start gap-2">
            <label className="mono flex h-8 items-center gap-1.5">
              <input
                type="radio"
                name="correct-option"
                className="accent-ok"
                aria-label={t('option.markCorrect', { letter })}
                checked={index === correct}
                onChange={() => change((body) => markCorrect(body, index))}
              />
              {letter}
            </label>
            <TextArea
              className="flex-1"
              label={t('option.text', { letter })}
              hideLabel
              value={text}
              onValueChange={(next) => change((body) => setOption(body, index, next))}
            />
            <IconButton
              label={t('option.remove', { letter })}
              icon={<Trash2 size={14} aria-hidden="true" />}
              onClick={() => change((body) => removeOption(body, index))}
            />
          </div>
        ))}
      </div>
      <Button
        size="sm"
        icon={<Plus size={14} aria-hidden="true" />}
        onClick={() => change(addOption)}
      >
        {t('option.add')}
      </Button>
    </fieldset>
  );
}
