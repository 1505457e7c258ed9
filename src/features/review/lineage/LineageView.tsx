import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../../core/flow.ts';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Heading } from '../draft/Heading.tsx';
import { useReview, useSession } from '../review-context.ts';
import type { Basis } from './lineage.ts';
import { useLineage } from './use-lineage.ts';

/** So many are listed at once; a whole video's caption can rest on hundreds. */
const SHOWN = 8;

/** What this draft was made from, and what was made from it: each a way there. */
export function LineageView() {
  const { t } = useTranslation('lineage');
  const { projectId, session } = useReview();
  const view = useSession((state) => state.card?.view ?? null);
  const lineage = useLineage(projectId, view);
  if (!lineage) return null;
  const { basis, made, rewrittenFrom, rewrittenAs } = lineage;
  return (
    <div className="mt-3 flex flex-col gap-3">
      {rewrittenFrom ? (
        <div>
          <Listed label={t('rewrittenFrom')} rows={[standing(rewrittenFrom)]} />
          <Button
            size="sm"
            onClick={() => session.setState({ redraftOf: rewrittenFrom, showDiff: true })}
          >
            {t('compare')}
          </Button>
        </div>
      ) : null}
      {rewrittenAs.length > 0 ? (
        <Listed label={t('rewrittenAs')} rows={rewrittenAs.map(standing)} />
      ) : null}
      {basis.length > 0 ? (
        <Listed
          label={t('basis', { count: basis.length })}
          rows={basis.map((one) => ({ id: one.draftId, view: one.view, change: one.change }))}
        />
      ) : null}
      {made.length > 0 ? (
        <Listed label={t('made', { count: made.length })} rows={made.map(standing)} />
      ) : null}
    </div>
  );
}

const standing = (view: DraftView): Row => ({ id: view.id, view, change: null });

interface Row {
  id: string;
  view: DraftView | null;
  change: Basis['change'];
}

function Listed({ label, rows }: { label: string; rows: readonly Row[] }) {
  const { t } = useTranslation('lineage');
  // What changed is why somebody looks here.
  const sorted = [...rows].sort((a, b) => Number(b.change !== null) - Number(a.change !== null));
  const rest = sorted.slice(SHOWN);
  const list = (some: readonly Row[]) => (
    <ul className="mt-0.5 flex flex-col">
      {some.map((row) => (
        <li key={row.id}>
          <DraftLink {...row} />
        </li>
      ))}
    </ul>
  );
  return (
    <section aria-label={label}>
      <Heading>{label}</Heading>
      {list(sorted.slice(0, SHOWN))}
      {rest.length > 0 ? (
        <details>
          <summary className="cursor-pointer text-sm text-accent">
            {t('more', { count: rest.length })}
          </summary>
          {list(rest)}
        </details>
      ) : null}
    </section>
  );
}

function DraftLink({ view, change }: Row) {
  const { t } = useTranslation('lineage');
  const { t: review } = useTranslation('review');
  const words = useRecipeWords();
  const { navigator } = useReview();
  if (!view) return <span className="text-ink-3">{t('gone')}</span>;
  const line = view.question ?? view.caption ?? view.answer ?? '';
  return (
    <button
      type="button"
      onClick={() => void navigator.open(view)}
      className="flex w-full min-w-0 items-baseline gap-2 rounded-sm px-1 py-0.5 text-start hover:bg-hover"
    >
      <span className="shrink-0 text-sm text-ink-3">
        {view.task ? (words.task(view.task) ?? view.task) : review('task.none')}
      </span>
      <span className="min-w-0 flex-1 truncate text-accent">{line}</span>
      {change ? <span className="shrink-0 text-sm text-warn">{t(`change.${change}`)}</span> : null}
    </button>
  );
}
