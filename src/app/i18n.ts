import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from '../locales/en/all.ts';
import { firstTexts } from '../locales/en/first.ts';
import type { Language } from '../state/preferences.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
  }
}

/** The languages of the studio, each by its own name. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

type Texts = Record<string, Record<string, unknown>>;

const LOADERS: Record<Language, () => Promise<Texts>> = {
  en: () => import('../locales/en/all.ts').then((file) => file.en),
  'zh-CN': () => import('../locales/zh-CN/all.ts').then((file) => file.zhCN),
};

const loaded = new Map<Language, Promise<void>>();

/** All texts of a language, once. */
function loadTexts(language: Language): Promise<void> {
  const known = loaded.get(language);
  if (known) return known;
  const loading = LOADERS[language]().then((texts) => {
    for (const [namespace, words] of Object.entries(texts))
      i18next.addResourceBundle(language, namespace, words);
  });
  loaded.set(language, loading);
  loading.catch(() => loaded.delete(language));
  return loading;
}

/** The texts of every screen in the language that is shown, and in English behind it. Screens wait for this. */
export async function allTexts(): Promise<void> {
  await Promise.all([loadTexts('en'), loadTexts(i18next.language as Language)]);
}

/** Starts translation with the texts of the first screen. React escapes what it renders, so values are not escaped twice. */
export async function startI18n(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    resources: { en: firstTexts },
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: Object.keys(firstTexts),
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await changeLanguage(language);
  return i18next;
}

/** Loads the texts where needed, switches, and tells the document. */
export async function changeLanguage(language: Language): Promise<void> {
  if (language !== 'en') await loadTexts(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
