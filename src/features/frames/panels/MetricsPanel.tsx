import { useTranslation } from 'react-i18next';
import type { Selection } from '../../../core/flow.ts';
import { formatDuration } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { Tooltip } from '../../../ui/Tooltip.tsx';
import { cosine } from '../model/use-words.ts';

/** What the selection amounts to, in four numbers. */
export function MetricsPanel({ selection }: { selection: Selection }) {
  const { t, i18n } = useTranslation('frames');
  const { metrics, core, sampledSec } = selection;
  return (
    <Panel title={t('metrics.title')} className="shrink-0">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2">
        <Metric name={t('metrics.core')} value={`${core.length} / ${sampledSec.length}`} />
        <Metric
          name={t('metrics.maxGap')}
          value={formatDuration(metrics.maxGapSec, i18n.language)}
        />
        <Metric
          name={t('metrics.coverage')}
          value={cosine(metrics.coverage)}
          hint={t('metrics.coverageHint')}
        />
        <Metric
          name={t('metrics.redundancy')}
          value={cosine(metrics.redundancy)}
          hint={t('metrics.redundancyHint')}
        />
      </dl>
    </Panel>
  );
}

function Metric({ name, value, hint }: { name: string; value: string; hint?: string }) {
  return (
    <div>
      <dt className="label">
        {hint ? (
          <Tooltip label={hint}>
            <button type="button" className="cursor-help underline decoration-dotted">
              {name}
            </button>
          </Tooltip>
        ) : (
          name
        )}
      </dt>
      <dd className="mono text-md text-ink">{value}</dd>
    </div>
  );
}
