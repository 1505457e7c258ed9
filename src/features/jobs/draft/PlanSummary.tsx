import { useTranslation } from 'react-i18next';
import type { StepCost } from '../../../pipeline/draft-costs.ts';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { formatCount, formatUsd } from '../../../ui/format.ts';
import { stepTotals, sumOf } from './plan-totals.ts';

type Range = StepCost['requests'];

/** Where it goes, how much it is and what it costs, step by step and in all. */
export function PlanSummary({ plans }: { plans: readonly DraftPlan[] }) {
  const { t } = useTranslation('jobs');
  const steps = stepTotals(plans);
  const sum = sumOf(steps);
  const isFree = sum.requests.high === 0;
  return (
    <section
      aria-label={t('draft.whatLeaves')}
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-3"
    >
      <Parties plans={plans} />
      {steps.length > 0 ? <StepTable {...{ steps, sum }} /> : null}
      {isFree ? <p className="text-ok">{t('draft.nothing')}</p> : null}
      {sum.usd || isFree ? null : <p className="text-warn">{t('draft.costUnknown')}</p>}
    </section>
  );
}

function Parties({ plans }: { plans: readonly DraftPlan[] }) {
  const { t } = useTranslation('jobs');
  const parties = new Map(plans.flatMap((plan) => plan.parties.map((one) => [one.role, one])));
  const embedder = plans.find((plan) => plan.embedder !== null)?.embedder ?? null;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1">
      {[...parties.values()].map(({ role, endpoint, model }) => (
        <div key={role} className="flex items-baseline gap-2">
          <dt className="label">{t(`roles.${role}`)}</dt>
          <dd className="mono break-all">{t('draft.goesTo', { model, host: hostOf(endpoint) })}</dd>
        </div>
      ))}
      {embedder ? (
        <div className="flex items-baseline gap-2">
          <dt className="label">{t('roles.embedder')}</dt>
          {embedder === 'this-device' ? (
            <dd>{t('draft.thisDevice')}</dd>
          ) : (
            <dd className="mono break-all">
              {t('draft.goesTo', { model: embedder.model, host: hostOf(embedder.endpoint) })}
            </dd>
          )}
        </div>
      ) : null}
    </dl>
  );
}

function StepTable({
  steps,
  sum,
}: {
  steps: readonly StepCost[];
  sum: Omit<StepCost, 'step' | 'role'>;
}) {
  const { t } = useTranslation('jobs');
  const words = useRecipeWords();
  const head = [
    'step',
    'role',
    'requests',
    'memo',
    'images',
    'tokensIn',
    'tokensOut',
    'cost',
  ] as const;
  return (
    <table className="w-full tabular">
      <thead>
        <tr>
          {head.map((name) => (
            <th
              key={name}
              scope="col"
              className={`label pb-1 font-medium ${name === 'step' || name === 'role' ? 'text-start' : 'text-end'}`}
            >
              {t(`draft.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map(({ step, role, ...amounts }) => (
          <tr key={step} className="border-t border-line">
            <th scope="row" className="py-1 text-start font-normal">
              {words.step(step) ?? step}
            </th>
            <td className="py-1 text-ink-2">{t(`roles.${role}`)}</td>
            <Amounts amounts={amounts} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-line-strong font-semibold">
          <th scope="row" colSpan={2} className="py-1 text-start">
            {t('draft.inAll')}
          </th>
          <Amounts amounts={sum} />
        </tr>
      </tfoot>
    </table>
  );
}

function Amounts({ amounts }: { amounts: Omit<StepCost, 'step' | 'role'> }) {
  const { t, i18n } = useTranslation('jobs');
  const count = (value: number) => formatCount(value, i18n.language);
  const range = ({ low, high }: Range, show = count) =>
    low === high ? show(low) : t('draft.range', { low: show(low), high: show(high) });
  const { requests, fromMemo, images, tokensIn, tokensOut, usd } = amounts;
  const money = (value: number) => formatUsd(value, i18n.language);
  const cells = [
    ['requests', range(requests)],
    ['memo', count(fromMemo)],
    ['images', range(images)],
    ['tokensIn', range(tokensIn)],
    ['tokensOut', range(tokensOut)],
    ['cost', usd ? range(usd, money) : '–'],
  ] as const;
  return cells.map(([name, text]) => (
    <td key={name} className="py-1 ps-3 text-end whitespace-nowrap">
      {text}
    </td>
  ));
}

/** The host is what a person recognises; an address that cannot be read is shown whole. */
function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}
