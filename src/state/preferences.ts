import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { type ActionId, type KeyOverrides, readOverrides, rebind } from './keymap.ts';

export type ThemeChoice = 'system' | 'dark' | 'light' | 'contrast';
export type Language = 'en' | 'zh-CN';

/** What a person chose for this browser. Small, and never part of a project. */
export interface Preferences {
  theme: ThemeChoice;
  /** `null` = as the browser says. */
  language: Language | null;
  /** Written into every decision. */
  annotator: string;
  keys: KeyOverrides;
  /** Banners that were read and closed, by id. */
  dismissed: readonly string[];
  setTheme(theme: ThemeChoice): void;
  setLanguage(language: Language): void;
  setAnnotator(annotator: string): void;
  setKeys(id: ActionId, keys: readonly string[]): void;
  resetKeys(): void;
  dismiss(bannerId: string): void;
}

const THEMES: readonly ThemeChoice[] = ['system', 'dark', 'light', 'contrast'];

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      language: null,
      annotator: 'annotator',
      keys: {},
      dismissed: [],
      setTheme: (theme) => set({ theme }),
      setLanguage: (language) => set({ language }),
      setAnnotator: (annotator) => set({ annotator }),
      setKeys: (id, keys) => set((state) => ({ keys: rebind(state.keys, id, keys) })),
      resetKeys: () => set({ keys: {} }),
      dismiss: (bannerId) =>
        set((state) => ({ dismissed: [...new Set([...state.dismissed, bannerId])] })),
    }),
    {
      name: 'ristretto.preferences',
      version: 1,
      storage: createJSONStorage(() => localStorage),
      merge: (stored, current) => ({ ...current, ...readPreferences(stored) }),
    },
  ),
);

/** Preferences from storage: what is not understood keeps its built-in value. */
export function readPreferences(stored: unknown): Partial<Preferences> {
  if (typeof stored !== 'object' || stored === null) return {};
  const from = stored as Record<string, unknown>;
  const theme = THEMES.find((known) => known === from.theme);
  const language = from.language === 'en' || from.language === 'zh-CN' ? from.language : null;
  return {
    ...(theme ? { theme } : {}),
    language,
    ...(typeof from.annotator === 'string' ? { annotator: from.annotator } : {}),
    keys: readOverrides(from.keys),
    dismissed: Array.isArray(from.dismissed)
      ? from.dismissed.filter((id) => typeof id === 'string')
      : [],
  };
}

/** The theme to show: the choice, or what the system prefers. */
export function resolveTheme(
  choice: ThemeChoice,
  systemPrefersLight: boolean,
): 'dark' | 'light' | 'contrast' {
  if (choice !== 'system') return choice;
  return systemPrefersLight ? 'light' : 'dark';
}

/** The first of the browser's languages that the studio speaks; English otherwise. */
export function resolveLanguage(
  choice: Language | null,
  browserLanguages: readonly string[],
): Language {
  if (choice) return choice;
  for (const language of browserLanguages) {
    const base = language.toLowerCase().split('-')[0];
    if (base === 'zh') return 'zh-CN';
    if (base === 'en') return 'en';
  }
  return 'en';
}
