import { Link } from '@tanstack/react-router';
import { CircleCheckBig, ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DraftStatus } from '../../core/flow.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { useKeyHint } from '../../state/use-hotkeys.ts';
import { Button } from '../../ui/Button.tsx';
import type { Tone } from '../../ui/Chip.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatCount } from '../../ui/format.ts';
import { StackedBar } from '../../ui/ProgressBar.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useReview, useSession } from './review-context.ts';
import { useReviewActions } from './use-review-actions.ts';

const LINK =
  'inline-flex h-8 items-center rounded-md border border-line-strong bg-raised px-3 font-medium hover:bg-hover';
const TONES: Record<DraftStatus, Tone> = {
  accepted: 'ok',
  edited: 'info',
  rejected: 'bad',
  flagged: 'warn',
  skipped: 'neutral',
  pending: 'accent',
};
const STATUSES = Object.keys(TONES) as DraftStatus[];

/** What fills the screen when no card does: on its way, nothing yet, all done, or an error. */
export function ReviewBlank() {
  const phase = useSession((state) => state.phase);
  if (phase === 'failed') return <Failed />;
  if (phase === 'no-drafts') return <NoDrafts />;
  if (phase === 'queue-done') return <QueueDone />;
  return <CardSkeleton />;
}

/** The shape of a card, so that nothing jumps when it comes. */
export function CardSkeleton() {
  const { t } = useTranslation('review');
  return (
    <div
      role="status"
      aria-label={t('loading')}
      className="grid min-h-0 flex-1 grid-cols-[1.34fr_1fr] gap-2.5 p-2.5"
    >
      <div className="flex min-h-0 flex-col gap-2.5">
        <Skeleton className="min-h-0 flex-1" />
        <Skeleton className="h-36" />
        <Skeleton className="h-24" />
      </div>
      <Skeleton className="min-h-0" />
    </div>
  );
}

function Failed() {
  const { t } = useTranslation('review');
  const { navigator, session } = useReview();
  const errorText = useErrorText();
  const problem = useSession((state) => state.problem);
  const retry = () => {
    session.setState({ phase: 'loading', problem: null });
    void navigator.start(undefined);
  };
  return (
    <div className="mx-auto w-full max-w-xl p-8">
      <h2 className="mb-3 text-md font-semibold">{t('blank.failedTitle')}</h2>
      <ErrorNotice {...errorText(problem)} onRetry={retry} />
    </div>
  );
}

function NoDrafts() {
  const { t } = useTranslation('review');
  const { t: shell } = useTranslation('shell');
  const { projectId } = useReview();
  return (
    <EmptyState
      icon={<ListChecks size={20} />}
      title={t('blank.noDraftsTitle')}
      action={
        <Link to="/p/$projectId/library" params={{ projectId }} className={LINK}>
          {shell('nav.library')}
        </Link>
      }
    >
      {t('blank.noDrafts')}
    </EmptyState>
  );
}

function QueueDone() {
  const { t, i18n } = useTranslation('review');
  const { t: common } = useTranslation('common');
  const { t: shell } = useTranslation('shell');
  const { projectId, navigator } = useReview();
  const { undo } = useReviewActions();
  const hint = useKeyHint();
  const queue = useSession((state) => state.queue.status ?? 'pending');
  const counts = useSession((state) => state.counts);
  const undoable = useSession((state) => state.undoable?.verdict ?? null);
  const present = STATUSES.filter((status) => (counts?.[status] ?? 0) > 0);
  const again = present.filter(
    (status) =>
      status !== queue && (status === 'pending' || status === 'skipped' || status === 'flagged'),
  );
  return (
    <EmptyState
      icon={<CircleCheckBig size={20} />}
      title={t(queue === 'pending' ? 'blank.doneTitle' : 'blank.queueTitle')}
      action={
        <>
          {again.map((status) => (
            <Button key={status} onClick={() => void navigator.review({ status })}>
              {t('blank.goThrough', {
                status: common(`status.${status}`),
                count: counts?.[status] ?? 0,
              })}
            </Button>
          ))}
          <Link to="/p/$projectId/queue" params={{ projectId }} className={LINK}>
            {shell('nav.queue')}
          </Link>
          <Link to="/p/$projectId/export" params={{ projectId }} className={LINK}>
            {shell('nav.export')}
          </Link>
          {undoable ? (
            <Button variant="ghost" hotkey={hint('undo')} onClick={() => undo('mouse')}>
              {t(`actions.undoOf.${undoable}`)}
            </Button>
          ) : null}
        </>
      }
    >
      <p>{t('blank.done', { status: common(`status.${queue}`) })}</p>
      {counts ? (
        <div className="mt-3 w-80">
          <StackedBar
            label={t('blank.summary')}
            total={present.reduce((sum, status) => sum + counts[status], 0)}
            parts={present.map((status) => ({
              id: status,
              count: counts[status],
              tone: TONES[status],
            }))}
          />
          <ul className="mt-2 flex flex-wrap justify-center gap-x-4 gap-y-1 text-sm">
            {present.map((status) => (
              <li key={status} className="tabular">
                {t('blank.doneOf', {
                  number: formatCount(counts[status], i18n.language),
                  status: common(`status.${status}`),
                })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </EmptyState>
  );
}
