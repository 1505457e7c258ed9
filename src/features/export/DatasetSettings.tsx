import { useTranslation } from 'react-i18next';
import type { FormatSettings } from '../../formats/format-settings.ts';
import { Panel } from '../../ui/Panel.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';

export interface SettingsProps {
  settings: FormatSettings;
  onSettings: (settings: FormatSettings) => void;
}

/** What the manifest and the README say of the dataset as a whole. */
export function DatasetSettings({ settings, onSettings }: SettingsProps) {
  const { t } = useTranslation('export');
  const { version, licence, changes } = settings;
  return (
    <Panel title={t('settings.title')} bodyClassName="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('settings.version')}
          value={version}
          onValueChange={(value) => onSettings({ ...settings, version: value })}
        />
        <TextField
          label={t('settings.licence')}
          value={licence}
          placeholder="CC-BY-4.0"
          onValueChange={(value) => onSettings({ ...settings, licence: value })}
        />
      </div>
      <TextArea
        label={t('settings.changes')}
        hint={t('settings.changesHint')}
        value={changes}
        rows={2}
        onValueChange={(value) => onSettings({ ...settings, changes: value })}
      />
    </Panel>
  );
}
