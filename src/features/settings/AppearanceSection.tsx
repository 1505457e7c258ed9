import { useTranslation } from 'react-i18next';
import { resolveLanguage, type ThemeChoice, usePreferences } from '../../state/preferences.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';

const THEMES: readonly ThemeChoice[] = ['system', 'dark', 'light', 'contrast'];

/** Theme, language, and the name that goes into decisions. */
export function AppearanceSection() {
  const { t } = useTranslation('settings');
  const { t: tShell } = useTranslation('shell');
  const { theme, language, annotator, setTheme, setLanguage, setAnnotator } = usePreferences();
  return (
    <div className="rounded-lg border border-line bg-surface p-4">
      <div className="flex max-w-sm flex-col gap-4">
        <Select
          label={t('appearance.theme')}
          value={theme}
          onValueChange={setTheme}
          options={THEMES.map((value) => ({ value, label: tShell(`theme.${value}`) }))}
        />
        <Select
          label={t('appearance.language')}
          value={resolveLanguage(language, navigator.languages)}
          onValueChange={setLanguage}
          options={[
            { value: 'en', label: 'English' },
            { value: 'zh-CN', label: '简体中文' },
          ]}
        />
        <TextField
          label={t('appearance.annotator')}
          hint={t('appearance.annotatorHint')}
          value={annotator}
          onValueChange={setAnnotator}
          maxLength={80}
        />
        <p className="text-ink-3">{t('appearance.contrastHint')}</p>
      </div>
    </div>
  );
}
