import { useTranslation } from 'react-i18next';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import { formatUsd } from '../../../ui/format.ts';
import { NumberField } from '../../../ui/NumberField.tsx';
import { stepTotals, sumOf } from './plan-totals.ts';

/** The hard stop. Each video is a run of its own, so with several the field says what they come to together. */
export function BudgetField({
  plans,
  value,
  onChange,
}: {
  plans: readonly DraftPlan[];
  /** US dollars for each video; `null` = no limit. */
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  const { t, i18n } = useTranslation('jobs');
  const isUnpriced = value !== null && plans.length > 0 && sumOf(stepTotals(plans)).usd === null;
  const most = value === null ? null : formatUsd(value * plans.length, i18n.language);
  return (
    <div className="me-auto flex items-center gap-2">
      <NumberField
        label={t(plans.length > 1 ? 'draft.budgetEach' : 'draft.budget')}
        className="w-44"
        unit="USD"
        min={0}
        step={0.1}
        placeholder={t('draft.noBudget')}
        value={value}
        onValueChange={onChange}
      />
      {isUnpriced ? (
        <p className="max-w-56 text-sm text-warn">{t('draft.budgetUnpriced')}</p>
      ) : most !== null && plans.length > 1 ? (
        <p className="max-w-56 text-sm text-ink-2">{t('draft.budgetAll', { usd: most })}</p>
      ) : null}
    </div>
  );
}
