import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { SettingsProps } from './DatasetSettings.tsx';
import { isStrategy } from './use-export-options.ts';

const PARTS = ['cap', 'oe', 'mc'] as const;

/** Words that LLaVA-Video's records begin and end with, and how much of each file a training run takes. */
export function LlavaSettings({ settings, onSettings }: SettingsProps) {
  const { t } = useTranslation('export');
  const { llava } = settings;
  const change = (changes: Partial<typeof llava>) =>
    onSettings({ ...settings, llava: { ...llava, ...changes } });
  const suffix = llava.choiceAnswer === 'letter' ? 'letterSuffix' : 'optionSuffix';
  return (
    <Panel title={t('llava.title')} bodyClassName="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('llava.dataSource')}
          value={llava.dataSource}
          mono
          onValueChange={(dataSource) => change({ dataSource })}
        />
        <Select
          label={t('llava.choiceAnswer')}
          value={llava.choiceAnswer}
          onValueChange={(choiceAnswer) => change({ choiceAnswer })}
          options={[
            { value: 'letter', label: t('llava.letter') },
            { value: 'letter-and-option', label: t('llava.letterAndOption') },
          ]}
        />
      </div>
      <TextField
        label={t('llava.suffix')}
        value={llava[suffix]}
        onValueChange={(value) => change({ [suffix]: value })}
      />
      <TextField
        label={t('llava.captionPrompt')}
        value={llava.captionPrompt}
        onValueChange={(captionPrompt) => change({ captionPrompt })}
      />
      <fieldset>
        <legend className="label mb-1">{t('llava.sampling')}</legend>
        <div className="grid grid-cols-3 gap-3">
          {PARTS.map((part) => (
            <TextField
              key={part}
              label={t(`llava.${part}`)}
              value={llava.sampling[part]}
              mono
              error={isStrategy(llava.sampling[part]) ? null : t('llava.strategyInvalid')}
              onValueChange={(value) =>
                change({ sampling: { ...llava.sampling, [part]: value.trim() } })
              }
            />
          ))}
        </div>
        <p className="mt-1 text-sm text-ink-3">{t('llava.strategyHint')}</p>
      </fieldset>
    </Panel>
  );
}
