import { useTranslation } from 'react-i18next';
import { isFinished, type Job, type StepProgress } from '../../core/job.ts';
import { useRecipeWords } from '../../state/use-recipe-words.ts';
import { formatCount, formatDuration, formatRate, formatUsd } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { type StepRate, useStepRates } from './use-step-rates.ts';

/** Every step of a recipe: how far it is, how fast, what came from memory, what it cost. */
export function JobSteps({ job, name }: { job: Job; name: string }) {
  const { t } = useTranslation('jobs');
  const rateOf = useStepRates(job);
  const { state } = job;
  const steps = 'steps' in state ? state.steps : undefined;
  if (!steps || steps.length === 0) return null;
  const head = ['done', 'rate', 'left', 'memo', 'tokens', 'cost'] as const;
  return (
    <details className="w-full ps-4 pb-1" open={state.status === 'running'}>
      <summary className="cursor-pointer text-accent">{t('steps.show')}</summary>
      <table aria-label={t('steps.label', { name })} className="mt-1 w-full max-w-5xl tabular">
        <thead>
          <tr>
            <th scope="col" className="label text-start">
              {t('steps.step')}
            </th>
            <td />
            {head.map((column) => (
              <th key={column} scope="col" className="label text-end">
                {t(`steps.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <StepRow key={step.step} step={step} rate={rateOf(step)} isOver={isFinished(state)} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function StepRow({ step, rate, isOver }: { step: StepProgress; rate: StepRate; isOver: boolean }) {
  const { t, i18n } = useTranslation('jobs');
  const words = useRecipeWords();
  const locale = i18n.language;
  const label = words.step(step.step) ?? step.step;
  const count = (value: number) => formatCount(value, locale);
  const isWaiting = step.total === 0;
  const cells = isWaiting
    ? [isOver ? '–' : t('steps.waiting'), '', '', '', '', '']
    : [
        `${count(step.done)} / ${count(step.total)}`,
        rate ? formatRate(rate.perSec, locale) : '',
        rate?.leftSec == null ? '' : formatDuration(rate.leftSec, locale),
        step.fromMemo > 0 ? count(step.fromMemo) : '',
        step.tokensIn > 0 ? `${count(step.tokensIn)} → ${count(step.tokensOut)}` : '',
        step.usd === null ? '–' : step.usd > 0 ? formatUsd(step.usd, locale) : '',
      ];
  const columns = ['done', 'rate', 'left', 'memo', 'tokens', 'cost'] as const;
  return (
    <tr className="border-t border-line">
      <th scope="row" className="w-56 py-0.5 text-start font-normal">
        {label}
      </th>
      <td className="w-40 pe-3">
        {isWaiting ? null : <ProgressBar label={label} done={step.done} total={step.total} />}
      </td>
      {columns.map((column, index) => (
        <td
          key={column}
          className={`mono py-0.5 ps-3 text-end whitespace-nowrap ${isWaiting ? 'text-ink-3' : 'text-ink-2'}`}
        >
          {cells[index]}
        </td>
      ))}
    </tr>
  );
}
