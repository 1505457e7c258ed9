import { Gauge } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ModelCard } from '../../core/model-card.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { Benchmark } from './report.ts';

export interface SpeedPanelProps {
  models: readonly ModelCard[];
  benchmarks: Readonly<Record<string, Benchmark>>;
  measure: (modelId: string) => void;
  measuring: string | null;
}

const COLUMNS = ['model', 'provider', 'speed', 'difference'] as const;

/** Measured, not promised: each provider runs the model on this machine. */
export function SpeedPanel({ models, benchmarks, measure, measuring }: SpeedPanelProps) {
  const { t } = useTranslation('diagnostics');
  const installed = models.filter((model) => model.installed);
  return (
    <Panel title={t('speed.title')} padded={false}>
      {installed.length === 0 ? (
        <p className="px-3 pb-3 text-ink-2">{t('speed.none')}</p>
      ) : (
        <table className="data-table">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th
                  key={column}
                  title={column === 'difference' ? t('speed.differenceHint') : undefined}
                >
                  {t(`speed.columns.${column}`)}
                </th>
              ))}
              <th>
                <span className="sr-only">{t('speed.columns.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {installed.map(({ id }) => (
              <ModelSpeed
                key={id}
                id={id}
                result={benchmarks[id] ?? null}
                isBusy={measuring === id}
                isBlocked={measuring !== null}
                onMeasure={() => measure(id)}
              />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

interface ModelSpeedProps {
  id: string;
  result: Benchmark | null;
  isBusy: boolean;
  /** One measurement at a time: two would slow each other. */
  isBlocked: boolean;
  onMeasure: () => void;
}

function ModelSpeed({ id, result, isBusy, isBlocked, onMeasure }: ModelSpeedProps) {
  const { t, i18n } = useTranslation('diagnostics');
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const measureCell = (
    <td className="w-28 text-end">
      <Button
        size="sm"
        aria-label={t('speed.runNamed', { id })}
        icon={<Gauge size={14} aria-hidden="true" />}
        busy={isBusy}
        disabled={isBlocked && !isBusy}
        onClick={onMeasure}
      >
        {t('speed.run')}
      </Button>
    </td>
  );
  if (!result || isBusy) {
    return (
      <tr className="h-10">
        <td className="font-semibold">{id}</td>
        <td colSpan={3} className="text-ink-3" aria-live="polite">
          {t(isBusy ? 'speed.running' : 'speed.notMeasured')}
        </td>
        {measureCell}
      </tr>
    );
  }
  return result.map(({ provider, framesPerSec, maxAbsDiff }, index) => (
    <tr key={provider} className="h-10">
      <td className="font-semibold">{index === 0 ? id : ''}</td>
      <td className="mono">{provider}</td>
      <td className="mono">{number.format(framesPerSec)}</td>
      <td className="mono">{maxAbsDiff.toExponential(1)}</td>
      {index === 0 ? measureCell : <td />}
    </tr>
  ));
}
