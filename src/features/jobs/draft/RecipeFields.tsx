import { useTranslation } from 'react-i18next';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { Select } from '../../../ui/Select.tsx';
import { RecipeField } from './RecipeField.tsx';
import { byUse, type RecipeField as Field } from './recipe-form.ts';

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
  fields: readonly Field[];
  params: Record<string, unknown>;
  onRecipe: (id: string) => void;
  onChange: (name: string, value: unknown) => void;
}) {
  const { t } = useTranslation('jobs');
  const words = useRecipeWords();
  const { usual, other } = byUse(fields);
  const shown = (list: readonly Field[]) =>
    list.map((field) => (
      <RecipeField
        key={`${recipeId} ${field.name}`}
        field={field}
        value={params[field.name]}
        onChange={(value) => onChange(field.name, value)}
      />
    ));
  return (
    <section aria-label={t('draft.recipe')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
        <Select
          label={t('draft.recipe')}
          className="w-72"
          value={recipeId}
          onValueChange={onRecipe}
          options={recipes.map(({ id, version }) => ({
            value: id,
            label: `${words.recipe(id)?.name ?? id} · v${version}`,
          }))}
        />
        <p className="min-w-64 flex-1 pb-1 text-pretty text-ink-2">
          {words.recipe(recipeId)?.about}
        </p>
      </div>
      <div className="grid grid-cols-4 items-start gap-3">{shown(usual)}</div>
      {other.length > 0 ? (
        <details>
          <summary className="cursor-pointer text-accent">
            {t('draft.otherSettings', { count: other.length })}
          </summary>
          <div className="mt-2 grid grid-cols-4 items-start gap-3">{shown(other)}</div>
        </details>
      ) : null}
    </section>
  );
}
