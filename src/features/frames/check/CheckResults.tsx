import { useTranslation } from 'react-i18next';
import type { EventOf, InspectionEvent } from '../../../core/inspections.ts';
import { checkTally } from '../../../core/spot-check.ts';
import { formatPercent } from '../../../ui/format.ts';
import { useMethodName } from '../model/use-method-name.ts';

/** The share judged good of every method, with the interval that it lies in. */
export function CheckResults({
  session,
  events,
}: {
  session: EventOf<'session'>;
  events: readonly InspectionEvent[];
}) {
  const { t, i18n } = useTranslation('frames');
  const nameOf = useMethodName();
  const percent = (share: number) => formatPercent(share, i18n.language);
  const cell = 'px-3 py-1.5';
  return (
    <table className="text-start" aria-label={t('check.results')}>
      <thead>
        <tr className="label border-b border-line">
          {(['method', 'judged', 'good', 'interval'] as const).map((name) => (
            <th key={name} scope="col" className={`${cell} text-start font-medium`}>
              {t(`check.columns.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {checkTally(session, events).map(({ method, judged, good, interval }) => (
          <tr key={method} className="border-b border-line last:border-0">
            <th scope="row" className={`${cell} text-start font-semibold`}>
              {nameOf(method)}
            </th>
            <td className={`mono ${cell}`}>{judged}</td>
            <td className={`mono ${cell}`}>
              {judged > 0 ? `${good} · ${percent(interval.share)}` : '–'}
            </td>
            <td className={`mono ${cell}`}>
              {judged > 0 ? `${percent(interval.low)} – ${percent(interval.high)}` : '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
