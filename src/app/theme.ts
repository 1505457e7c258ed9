import { useEffect } from 'react';
import {
  resolveLanguage,
  resolveTheme,
  type ThemeChoice,
  usePreferences,
} from '../state/preferences.ts';
import { changeLanguage } from './i18n.ts';

const lightQuery = () => matchMedia('(prefers-color-scheme: light)');

/** Puts the theme on the document, where `ui/theme.css` reads it. */
export function applyTheme(choice: ThemeChoice): void {
  document.documentElement.dataset.theme = resolveTheme(choice, lightQuery().matches);
}

/** Keeps theme and language in step with the preferences and the system. */
export function useAppearance(): void {
  const theme = usePreferences((state) => state.theme);
  const language = usePreferences((state) => state.language);
  useEffect(() => {
    applyTheme(theme);
    const query = lightQuery();
    const follow = () => applyTheme(theme);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [theme]);
  useEffect(() => {
    void changeLanguage(resolveLanguage(language, navigator.languages));
  }, [language]);
}
