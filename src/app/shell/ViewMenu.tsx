import { useNavigate } from '@tanstack/react-router';
import { Settings2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  type Language,
  resolveLanguage,
  type ThemeChoice,
  usePreferences,
} from '../../state/preferences.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { LANGUAGE_NAMES } from '../i18n.ts';

export const THEME_CHOICES: readonly ThemeChoice[] = ['system', 'dark', 'light', 'contrast'];
export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[];

/** Theme, language, and the way to Settings and Diagnostics. */
export function ViewMenu() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { theme, language, setTheme, setLanguage } = usePreferences();
  const spoken = resolveLanguage(language, navigator.languages);
  const items: MenuItem[] = [
    { kind: 'heading', id: 'theme', label: t('theme.label') },
    ...THEME_CHOICES.map(
      (choice): MenuItem => ({
        kind: 'check',
        id: choice,
        label: t(`theme.${choice}`),
        checked: theme === choice,
        onSelect: () => setTheme(choice),
      }),
    ),
    { kind: 'separator', id: 'after-theme' },
    { kind: 'heading', id: 'language', label: t('language.label') },
    ...LANGUAGES.map(
      (id): MenuItem => ({
        kind: 'check',
        id,
        label: LANGUAGE_NAMES[id],
        checked: spoken === id,
        onSelect: () => setLanguage(id),
      }),
    ),
    { kind: 'separator', id: 'after-language' },
    {
      id: 'settings',
      label: t('nav.settings'),
      onSelect: () => void navigate({ to: '/settings' }),
    },
    {
      id: 'diagnostics',
      label: t('nav.diagnostics'),
      onSelect: () => void navigate({ to: '/diagnostics' }),
    },
  ];
  return (
    <Menu
      items={items}
      trigger={<IconButton label={t('more')} icon={<Settings2 size={16} aria-hidden="true" />} />}
    />
  );
}
