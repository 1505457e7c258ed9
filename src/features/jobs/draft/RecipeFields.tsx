import { useTranslation } from 'react-i18next';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Select } from '../../../ui/Select.tsx';
import type { RecipeField } from './recipe-form.ts';

const NAMES = [
  'questionsPerCall',
  'framesPerCall',
  'maxFrames',
  'task',
  'language',
  'imageDetail',
  'temperature',
] as const;
const VALUES = ['any', 'en', 'zh', 'low', 'high'] as const;

/** The recipe and its parameters. A parameter without words of its own is shown by its name. */
export function RecipeFields({
  recipes,
  recipeId,
  fields,
  params,
  onRecipe,
  onChange,
}: {
  recipes: readonly { id: string; version: number }[];
  recipeId: string;
  fields: readonly RecipeField[];
  params: Record<string, unknown>;
  onRecipe: (id: string) => void;
  onChange: (name: string, value: unknown) => void;
}) {
  const { t } = useTranslation('jobs');
  const nameOf = (name: string) => {
    const known = NAMES.find((one) => one === name);
    return known ? t(`draft.params.${known}`) : name;
  };
  const wordOf = (value: string) => {
    const known = VALUES.find((one) => one === value);
    return known ? t(`draft.values.${known}`) : value;
  };
  return (
    <div className="grid grid-cols-4 gap-3">
      <Select
        label={t('draft.recipe')}
        value={recipeId}
        onValueChange={onRecipe}
        options={recipes.map(({ id, version }) => ({ value: id, label: `${id} · v${version}` }))}
      />
      {fields.map((field) =>
        field.kind === 'choice' ? (
          <Select
            key={field.name}
            label={nameOf(field.name)}
            value={String(params[field.name])}
            onValueChange={(value) => onChange(field.name, value)}
            options={field.options.map((value) => ({ value, label: wordOf(value) }))}
          />
        ) : (
          <NumberField
            key={field.name}
            label={nameOf(field.name)}
            value={Number(params[field.name])}
            min={field.min}
            max={field.max}
            step={field.isInteger ? 1 : 0.1}
            onValueChange={(value) => {
              if (value === null) return;
              onChange(field.name, field.isInteger ? Math.round(value) : value);
            }}
          />
        ),
      )}
    </div>
  );
}
