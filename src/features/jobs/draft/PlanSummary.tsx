import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import { formatCount, formatUsd } from '../../../ui/format.ts';
import { totalsOf } from './plan-totals.ts';

/** Where it goes, how much it is, what it costs. */
export function PlanSummary({ plans }: { plans: readonly DraftPlan[] }) {
  const { t, i18n } = useTranslation('jobs');
  const totals = totalsOf(plans);
  const parties = plans.flatMap((plan) => plan.parties);
  const count = (value: number) => formatCount(value, i18n.language);
  const range = ({ low, high }: { low: number; high: number }, show = count) =>
    low === high ? show(low) : t('draft.range', { low: show(low), high: show(high) });
  const unique = (values: string[]) => [...new Set(values)].join(', ');
  const isFree = totals.fromMemo === totals.requests;
  return (
    <div className="rounded-lg border border-line bg-surface p-3">
      <dl className="grid grid-cols-4 gap-x-4 gap-y-3">
        <Fact name={t('draft.endpoint')}>
          <span className="mono break-all">
            {unique(parties.map(({ endpoint }) => hostOf(endpoint)))}
          </span>
        </Fact>
        <Fact name={t('draft.model')}>
          <span className="mono break-all">{unique(parties.map(({ model }) => model))}</span>
        </Fact>
        <Fact name={t('draft.requests')}>{count(totals.requests)}</Fact>
        <Fact name={t('draft.memo')}>
          {count(totals.fromMemo)} <span className="text-ink-3">{t('draft.memoHint')}</span>
        </Fact>
        <Fact name={t('draft.tokensIn')}>{range(totals.tokensIn)}</Fact>
        <Fact name={t('draft.tokensOut')}>{range(totals.tokensOut)}</Fact>
        <Fact name={t('draft.cost')}>
          <strong className="text-accent">
            {totals.usd ? range(totals.usd, (usd) => formatUsd(usd, i18n.language)) : '–'}
          </strong>
        </Fact>
      </dl>
      {isFree ? <p className="mt-2 text-ok">{t('draft.nothing')}</p> : null}
      {totals.usd || isFree ? null : <p className="mt-2 text-warn">{t('draft.costUnknown')}</p>}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="label">{name}</dt>
      <dd className="tabular">{children}</dd>
    </div>
  );
}

/** The host is what a person recognises; an address that cannot be read is shown whole. */
function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}
