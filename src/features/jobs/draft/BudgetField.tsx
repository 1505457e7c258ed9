import { useTranslation } from 'react-i18next';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import { NumberField } from '../../../ui/NumberField.tsx';
import { stepTotals, sumOf } from './plan-totals.ts';

/** The hard stop of the run: with several videos, of all of them together. */
export function BudgetField({
  plans,
  value,
  onChange,
}: {
  plans: readonly DraftPlan[];
  /** US dollars; `null` = no limit. */
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  const { t } = useTranslation('jobs');
  const isUnpriced = value !== null && plans.length > 0 && sumOf(stepTotals(plans)).usd === null;
  return (
    <div className="me-auto flex items-center gap-2">
      <NumberField
        label={t(plans.length > 1 ? 'draft.budgetAll' : 'draft.budget')}
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
      ) : null}
    </div>
  );
}
