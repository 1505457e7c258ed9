import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ParamSpec } from '../../../core/selection/method.ts';
import type { MethodInfo, SelectParams } from '../../../pipeline/selecting.ts';
import { useStudio } from '../../../state/studio.ts';
import { formatDuration } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Slider } from '../../../ui/Slider.tsx';

const METHODS = [
  'ristretto',
  'uniform',
  'random',
  'every-second',
  'clip-novelty',
  'caption-lifo',
  'caption-llm',
  'k-centre',
  'max-volume',
  'relevance-top-k',
  'aks',
  'bolt',
  'mdp3',
] as const;
const PARAMS = [
  'maxCosine',
  'maxGapSec',
  'blankFrom',
  'budget',
  'everySec',
  'minDurationSec',
  'stopAfterSec',
  'seed',
  'relevanceWeight',
  'minPeak',
  'maxDepth',
  'sharpness',
  'diversity',
] as const;

/** The method and its numbers; every change selects again at once. */
export function SelectorPanel({
  how,
  onChange,
}: {
  how: SelectParams;
  onChange: (how: SelectParams) => void;
}) {
  const { t } = useTranslation('frames');
  const { selecting } = useStudio();
  const methods = selecting.methods();
  const specs = methods.find(({ id }) => id === how.method)?.params ?? [];
  const defaults = Object.fromEntries(specs.map((spec) => [spec.name, spec.default]));
  const methodName = ({ id, needs }: MethodInfo) => {
    const known = METHODS.find((one) => one === id);
    const name = known ? t(`selector.methods.${known}`) : id;
    return needs ? `${name} · ${t(`selector.needs.${needs}`)}` : name;
  };
  return (
    <Panel
      title={t('selector.title')}
      className="shrink-0"
      actions={
        <>
          <Select
            label={t('selector.method')}
            hideLabel
            size="sm"
            value={how.method}
            onValueChange={(method) => onChange({ method, params: {} })}
            options={methods.map((method) => ({ value: method.id, label: methodName(method) }))}
          />
          <IconButton
            size="sm"
            label={t('selector.reset')}
            icon={<RotateCcw size={14} aria-hidden="true" />}
            onClick={() => onChange({ method: how.method, params: {} })}
          />
        </>
      }
    >
      {specs.map((spec) => (
        <ParamSlider
          key={spec.name}
          spec={spec}
          value={how.params[spec.name] ?? spec.default}
          onChange={(value) =>
            onChange({
              method: how.method,
              params: { ...defaults, ...how.params, [spec.name]: value },
            })
          }
        />
      ))}
    </Panel>
  );
}

function ParamSlider({
  spec,
  value,
  onChange,
}: {
  spec: ParamSpec;
  value: number;
  onChange: (value: number) => void;
}) {
  const { t, i18n } = useTranslation('frames');
  const known = PARAMS.find((one) => one === spec.name);
  const isNone = value === 0 && (spec.name === 'budget' || spec.name === 'stopAfterSec');
  const format = (shown: number) => {
    if (isNone) return t('selector.noLimit');
    if (spec.name.endsWith('Sec')) return formatDuration(shown, i18n.language);
    return spec.step < 1 ? shown.toFixed(2) : String(shown);
  };
  return (
    <Slider
      label={known ? t(`selector.params.${known}`) : spec.name}
      value={value}
      min={spec.min}
      max={spec.name === 'budget' ? Math.min(spec.max, 64) : spec.max}
      step={spec.step}
      format={format}
      onValueChange={onChange}
    />
  );
}
