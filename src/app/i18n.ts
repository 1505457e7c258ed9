import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from '../locales/en/all.ts';
import type { Language } from '../state/preferences.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
  }
}

/** The languages of the studio, each by its own name. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

/** English is part of the first load; every other language is a file of its own. */
async function addTexts(language: Language): Promise<void> {
  if (language === 'en' || i18next.hasResourceBundle(language, 'common')) return;
  const { zhCN } = await import('../locales/zh-CN/all.ts');
  for (const [namespace, texts] of Object.entries(zhCN))
    i18next.addResourceBundle(language, namespace, texts);
}

/** Starts translation in a language. React escapes what it renders, so values are not escaped twice. */
export async function startI18n(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    resources: { en },
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: Object.keys(en),
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await changeLanguage(language);
  return i18next;
}

/** Loads the texts where needed, switches, and tells the document. */
export async function changeLanguage(language: Language): Promise<void> {
  await addTexts(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
