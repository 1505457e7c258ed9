import { useTranslation } from 'react-i18next';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import type { RecipeField } from './recipe-form.ts';

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
  const words = useRecipeWords();
  return (
    <div className="grid grid-cols-4 gap-3">
      <Select
        label={t('draft.recipe')}
        value={recipeId}
        onValueChange={onRecipe}
        options={recipes.map(({ id, version }) => ({ value: id, label: `${id} · v${version}` }))}
      />
      {fields.map((field) => (
        <Field
          key={field.name}
          {...{ field, words }}
          value={params[field.name]}
          onChange={(value) => onChange(field.name, value)}
        />
      ))}
    </div>
  );
}

function Field({
  field,
  words,
  value,
  onChange,
}: {
  field: RecipeField;
  words: ReturnType<typeof useRecipeWords>;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const label = words.param(field.name) ?? field.name;
  if (field.kind === 'choice') {
    const options = field.options.map((one) => ({ value: one, label: words.value(one) ?? one }));
    return <Select value={String(value)} onValueChange={onChange} {...{ label, options }} />;
  }
  if (field.kind === 'switch') {
    return (
      <div className="self-end pb-1.5">
        <Switch label={label} checked={value === true} onCheckedChange={onChange} />
      </div>
    );
  }
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
