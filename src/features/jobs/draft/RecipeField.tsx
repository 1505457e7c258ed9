import { useTranslation } from 'react-i18next';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { useEncoders } from '../use-encoders.ts';
import { BoxEncoderField } from './BoxEncoderField.tsx';
import type { RecipeField as Field } from './recipe-form.ts';

interface RecipeFieldProps<Kind extends Field = Field> {
  field: Kind;
  value: unknown;
  onChange: (value: unknown) => void;
}

type Of<Kind extends Field['kind']> = Extract<Field, { kind: Kind }>;

/** One parameter, as its kind wants to be asked. */
export function RecipeField({ field, value, onChange }: RecipeFieldProps) {
  const words = useRecipeWords();
  const label = words.param(field.name) ?? field.name;
  switch (field.kind) {
    case 'choice': {
      const options = field.options.map((one) => ({
        value: one,
        label: words.value(one, field.name) ?? one,
      }));
      return <Select value={String(value)} onValueChange={onChange} {...{ label, options }} />;
    }
    case 'switch':
      return (
        <div className="pt-5.5">
          <Switch label={label} checked={value === true} onCheckedChange={onChange} />
        </div>
      );
    case 'drafts':
      return <Chosen count={Array.isArray(value) ? value.length : 0} onAll={() => onChange([])} />;
    case 'several':
      return <Several {...{ field, value, onChange, label }} />;
    case 'text':
      if (field.name === 'modelId') return <Encoder {...{ field, value, onChange, label }} />;
      if (field.name === 'boxModelId') {
        const { initial } = field;
        return <BoxEncoderField value={String(value)} {...{ initial, onChange, label }} />;
      }
      return (
        <TextArea
          className="col-span-4"
          rows={2}
          maxLength={field.maxLength}
          value={String(value)}
          onValueChange={onChange}
          label={label}
        />
      );
    case 'number':
      return <Amount {...{ field, value, onChange, label }} />;
  }
}

function Amount({
  field,
  value,
  onChange,
  label,
}: RecipeFieldProps<Of<'number'>> & { label: string }) {
  const { isInteger, min, max } = field;
  return (
    <NumberField
      {...{ label, min, max }}
      value={Number(value)}
      step={isInteger ? 1 : max <= 2 ? 0.05 : 0.1}
      onValueChange={(next) => {
        if (next !== null) onChange(isInteger ? Math.round(next) : next);
      }}
    />
  );
}

/** Drafts cannot be picked here, only let go of. */
function Chosen({ count, onAll }: { count: number; onAll: () => void }) {
  const { t } = useTranslation('jobs');
  if (count === 0) return null;
  return (
    <div className="col-span-4 flex items-center gap-3">
      <p>{t('draft.onlyThese', { count })}</p>
      <Button size="sm" variant="ghost" onClick={onAll}>
        {t('draft.allOfVideo')}
      </Button>
    </div>
  );
}

/** Ticks; the last ones that a recipe needs cannot be taken away. */
function Several({
  field,
  value,
  onChange,
  label,
}: RecipeFieldProps<Of<'several'>> & { label: string }) {
  const { t } = useTranslation('jobs');
  const words = useRecipeWords();
  const chosen = new Set(Array.isArray(value) ? value : []);
  const set = (one: string, isOn: boolean) =>
    onChange(field.options.filter((option) => (option === one ? isOn : chosen.has(option))));
  return (
    <details className="col-span-4 rounded-md border border-line px-2.5 py-1.5">
      <summary className="cursor-pointer">
        <span className="label">{label}</span>{' '}
        <span className="text-ink-2 tabular">
          {t('draft.chosen', { chosen: chosen.size, all: field.options.length })}
        </span>
      </summary>
      <fieldset className="mt-2 grid grid-cols-4 gap-x-3 gap-y-1.5">
        <legend className="sr-only">{label}</legend>
        {field.options.map((option) => (
          <Checkbox
            key={option}
            label={words.value(option, field.name) ?? option}
            checked={chosen.has(option)}
            disabled={chosen.has(option) && chosen.size <= field.least}
            onCheckedChange={(isOn) => set(option, isOn)}
          />
        ))}
      </fieldset>
    </details>
  );
}

/** An encoder of pictures by its id: those that are installed here. */
function Encoder({ value, onChange, label }: RecipeFieldProps<Of<'text'>> & { label: string }) {
  const installed = useEncoders();
  const ids = [...new Set([...installed, String(value)])];
  return (
    <Select
      label={label}
      value={String(value)}
      onValueChange={onChange}
      options={ids.map((id) => ({ value: id, label: id }))}
    />
  );
}
