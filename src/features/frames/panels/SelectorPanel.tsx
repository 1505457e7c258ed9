import { RotateCcw } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, Selection } from '../../../core/flow.ts';
import type { ParamSpec } from '../../../core/selection/method.ts';
import type { MethodInfo, SelectParams } from '../../../pipeline/selecting.ts';
import { useStudio } from '../../../state/studio.ts';
import { formatDuration } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Slider, Sliders } from '../../../ui/Slider.tsx';
import { useMethodAbout, useMethodName } from '../model/use-method-name.ts';
import { QuestionBox } from './QuestionBox.tsx';

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

/** Limits that 0 turns off. */
const ZERO_IS_NONE = new Set(['budget', 'minDurationSec', 'stopAfterSec']);

/** The method and its numbers; every change selects again at once. Below, the question that the frames are chosen for. */
export const SelectorPanel = memo(function SelectorPanel({
  projectId,
  selection,
  how,
  onChange,
}: {
  projectId: ProjectId;
  selection: Selection;
  how: SelectParams;
  onChange: (change: Partial<SelectParams>) => void;
}) {
  const { t } = useTranslation('frames');
  const { selecting } = useStudio();
  const nameOf = useMethodName();
  const aboutOf = useMethodAbout();
  const methods = selecting.methods();
  const specs = methods.find(({ id }) => id === how.method)?.params ?? [];
  const defaults = Object.fromEntries(specs.map((spec) => [spec.name, spec.default]));
  const given = { question: how.question, captions: how.captionKey, picked: how.picked };
  const label = ({ id, needs }: MethodInfo) =>
    needs && !given[needs] ? `${nameOf(id)} · ${t(`selector.needs.${needs}`)}` : nameOf(id);
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
            options={methods.map((method) => ({
              value: method.id,
              label: label(method),
              disabled: method.needs !== null && !given[method.needs],
            }))}
          />
          <IconButton
            size="sm"
            label={t('selector.reset')}
            icon={<RotateCcw size={14} aria-hidden="true" />}
            onClick={() => onChange({ params: {} })}
          />
        </>
      }
    >
      <p className="text-sm text-ink-3">{aboutOf(how.method)}</p>
      <Sliders>
        {specs.map((spec) => (
          <ParamSlider
            key={spec.name}
            spec={spec}
            value={how.params[spec.name] ?? spec.default}
            onChange={(value) =>
              onChange({ params: { ...defaults, ...how.params, [spec.name]: value } })
            }
          />
        ))}
      </Sliders>
      <QuestionBox
        key={selection.question ?? ''}
        {...{ projectId, selection }}
        onAsk={(question) => onChange({ question })}
      />
    </Panel>
  );
});

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
  const isNone = value === 0 && ZERO_IS_NONE.has(spec.name);
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
