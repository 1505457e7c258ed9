import { useTranslation } from 'react-i18next';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { type GraphFacts, SCALE_NAMES } from './graph-card.ts';

export interface GraphFormProps {
  facts: GraphFacts;
  onChange: (facts: GraphFacts) => void;
}

/** What a card would say, for a picture graph that has none. */
export function GraphForm({ facts, onChange }: GraphFormProps) {
  const { t } = useTranslation('settings');
  const set = (some: Partial<GraphFacts>) => onChange({ ...facts, ...some });
  return (
    <fieldset className="grid grid-cols-2 gap-3">
      <legend className="mb-2 text-ink-2">{t('models.graphIntro')}</legend>
      <TextField
        label={t('models.columns.id')}
        mono
        value={facts.id}
        onValueChange={(id) => set({ id })}
      />
      <TextField
        label={t('models.columns.licence')}
        value={facts.licence}
        onValueChange={(licence) => set({ licence })}
      />
      <NumberField
        label={t('models.columns.dim')}
        hint={t('models.dimHint')}
        min={1}
        value={facts.dim}
        onValueChange={(dim) => set({ dim })}
      />
      <NumberField
        label={t('models.side')}
        unit="px"
        min={1}
        max={4096}
        value={facts.sidePx}
        onValueChange={(sidePx) => set({ sidePx })}
      />
      <Select
        label={t('models.scale')}
        value={facts.scale}
        onValueChange={(scale) => set({ scale })}
        options={SCALE_NAMES.map((value) => ({ value, label: t(`models.scales.${value}`) }))}
      />
      <Select
        label={t('models.fit')}
        value={facts.resize}
        onValueChange={(resize) => set({ resize })}
        options={(['shortest-crop', 'squash'] as const).map((value) => ({
          value,
          label: t(`models.fits.${value}`),
        }))}
      />
    </fieldset>
  );
}
