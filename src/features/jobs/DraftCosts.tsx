import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Job, JobSpec } from '../../core/job.ts';
import { outcomeSum } from '../../pipeline/prompt-outcomes.ts';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';
import { formatUsd } from '../../ui/format.ts';

/** What the drafts of a recipe cost on this video: each, and each that was accepted so far. */
export function DraftCosts({ job, spec }: { job: Job; spec: Extract<JobSpec, { kind: 'draft' }> }) {
  const { t, i18n } = useTranslation('jobs');
  const { store } = useStudio();
  const filter = { videoId: spec.videoId, recipe: spec.recipeId };
  const { data } = useQuery({
    queryKey: storeKey('drafts', job.projectId, 'outcomes', filter),
    queryFn: () => store.drafts.outcomes(job.projectId, filter),
  });
  const sum = outcomeSum(data ?? []);
  if (sum.usd === null || sum.usd === 0) return null;
  const money = (usd: number) => formatUsd(usd, i18n.language);
  return (
    <>
      <span className="mono text-ink-3">
        {t('steps.each', { count: sum.drafts, usd: money(sum.usd / sum.drafts) })}
      </span>
      {sum.kept > 0 ? (
        <span className="mono text-ink-3">
          {t('steps.accepted', { count: sum.kept, usd: money(sum.usd / sum.kept) })}
        </span>
      ) : null}
    </>
  );
}
