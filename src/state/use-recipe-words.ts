import { useTranslation } from 'react-i18next';
import type { recipes } from '../locales/en/recipes.ts';

type Words = typeof recipes;

/** What recipes call their parameters, values, steps and checks, in the person's language; `null` = it has no words. */
export function useRecipeWords() {
  const { t, i18n } = useTranslation('recipes');
  const has = (key: string): boolean => i18n.exists(`recipes:${key}`);
  return {
    param: (name: string) =>
      has(`params.${name}`) ? t(`params.${name as keyof Words['params']}`) : null,
    value: (name: string) =>
      has(`values.${name}`) ? t(`values.${name as keyof Words['values']}`) : null,
    step: (name: string) =>
      has(`steps.${name}`) ? t(`steps.${name as keyof Words['steps']}`) : null,
    check(code: string): { label: string; meaning: string } | null {
      if (!has(`checks.${code}.label`)) return null;
      const known = code as keyof Words['checks'];
      return { label: t(`checks.${known}.label`), meaning: t(`checks.${known}.meaning`) };
    },
  };
}
