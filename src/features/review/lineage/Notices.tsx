import { RefreshCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../../core/flow.ts';
import { useStartJobs } from '../../../state/start-jobs.ts';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { Button } from '../../../ui/Button.tsx';
import { useReview, useSession } from '../review-context.ts';
import { useLineage } from './use-lineage.ts';

/** What a person should know of this draft before reading it: out of date, replaced, or stopped by a filter. */
export function Notices() {
  const { projectId } = useReview();
  const view = useSession((state) => state.card?.view ?? null);
  const lineage = useLineage(projectId, view);
  if (!view) return null;
  return (
    <>
      {lineage && lineage.state !== 'current' ? (
        <StaleNotice view={view} state={lineage.state} />
      ) : null}
      <FilterNotice view={view} />
    </>
  );
}

function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="mb-3 flex gap-2.5 rounded-md border border-warn bg-warn-soft p-2.5"
    >
      <TriangleAlert size={15} aria-hidden="true" className="mt-0.5 shrink-0 text-warn" />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
        <p className="font-semibold text-warn">{title}</p>
        {children}
      </div>
    </section>
  );
}

function StaleNotice({ view, state }: { view: DraftView; state: 'stale' | 'replaced' }) {
  const { t } = useTranslation('lineage');
  const ask = useStartJobs((start) => start.ask);
  const { provenance, videoId } = view;
  if (provenance.origin !== 'model') return null;
  const { recipe: recipeId, params = {} } = provenance;
  return (
    <Notice title={t(`stale.${state}`)}>
      <p className="text-pretty">{t(`stale.${state}Text`)}</p>
      {state === 'stale' ? (
        <Button
          size="sm"
          icon={<RefreshCw size={13} aria-hidden="true" />}
          onClick={() => ask('draft', [videoId], { recipeId, params })}
        >
          {t('stale.redraft')}
        </Button>
      ) : null}
    </Notice>
  );
}

/** Criteria that a model judged as not met. People overrule it by what they decide. */
function FilterNotice({ view }: { view: DraftView }) {
  const { t } = useTranslation('lineage');
  const words = useRecipeWords();
  const failed = view.checks.filter(
    ({ code, verdict }) => code.startsWith('filter-') && verdict === 'fail',
  );
  if (failed.length === 0) return null;
  const isOverruled = view.status === 'accepted' || view.status === 'edited';
  return (
    <Notice title={t('filtered.title')}>
      <ul>
        {failed.map(({ code, detail }) => {
          const own = words.check(code);
          return (
            <li key={code} className="text-pretty">
              <span className="font-medium">{own?.label ?? code}</span>
              {detail ? `: ${detail}` : null} <span className="text-ink-2">{own?.meaning}</span>
            </li>
          );
        })}
      </ul>
      <p className="text-ink-2">{t(isOverruled ? 'filtered.overruled' : 'filtered.overrule')}</p>
    </Notice>
  );
}
