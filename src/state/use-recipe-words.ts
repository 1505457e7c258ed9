import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';

type Key = ParseKeys<'recipes'>;

/** What recipes call their parameters, values, steps and checks, in the person's language; `null` = it has no words. */
export function useRecipeWords() {
  const { t, i18n } = useTranslation('recipes');
  const text = (key: string): string | null =>
    i18n.exists(`recipes:${key}`) ? t(key as Key) : null;
  return {
    /** Of a recipe: its name, and what it does in a line. */
    recipe(id: string): { name: string; about: string } | null {
      const name = text(`names.${id}.name`);
      return name === null ? null : { name, about: text(`names.${id}.about`) ?? '' };
    },
    /** Of what a recipe calls its intermediate drafts. */
    task: (name: string) => text(`tasks.${name}`),
    param: (name: string) => text(`params.${name}`),
    /** Of a value; some mean something of their own in one parameter. */
    value: (name: string, param: string) =>
      text(`valuesOf.${param}.${name}`) ?? text(`values.${name}`),
    step: (name: string) => text(`steps.${name}`),
    check(code: string): { label: string; meaning: string } | null {
      const label = text(`checks.${code}.label`);
      return label === null ? null : { label, meaning: text(`checks.${code}.meaning`) ?? '' };
    },
  };
}
