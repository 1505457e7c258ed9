import { useTranslation } from 'react-i18next';
import { useBoxEncoders } from '../../../state/use-box-encoders.ts';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { Select } from '../../../ui/Select.tsx';

/** Stands for the empty value, which the select keeps for itself. */
const NONE = 'none';

/** Who compares boxes with their labels: what is installed here. Says what to install where nothing is. */
export function BoxEncoderField({
  value,
  initial,
  onChange,
  label,
}: {
  value: string;
  /** Empty = it may be left out. */
  initial: string;
  onChange: (value: string) => void;
  label: string;
}) {
  const { t } = useTranslation('jobs');
  const words = useRecipeWords();
  const installed = useBoxEncoders();
  const ids = [...new Set([...(installed ?? []), ...(value === '' ? [] : [value])])];
  const none = { value: NONE, label: words.value(NONE, 'boxModelId') ?? NONE };
  return (
    <div className="flex flex-col gap-1">
      <Select
        label={label}
        value={value === '' ? NONE : value}
        onValueChange={(next) => onChange(next === NONE ? '' : next)}
        options={[
          ...(initial === '' ? [none] : []),
          ...ids.map((id) => ({ value: id, label: id })),
        ]}
      />
      {installed?.length === 0 ? (
        <p className="text-xs text-pretty text-ink-2">{t('draft.noBoxEncoder')}</p>
      ) : null}
    </div>
  );
}
