import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useKeyHint } from '../../state/use-hotkeys.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useReview, useSession } from './review-context.ts';
import { useReviewActions } from './use-review-actions.ts';

/** Which card this is: its video, its place in the project, how much is reviewed. */
export function ReviewHead() {
  const { t, i18n } = useTranslation('review');
  const { t: common } = useTranslation('common');
  const { navigator } = useReview();
  const { step } = useReviewActions();
  const hint = useKeyHint();
  const video = useSession((state) => state.card?.video?.name ?? null);
  const position = useSession((state) => state.position);
  const queue = useSession((state) => state.queue.status ?? null);
  const counts = useSession((state) => state.counts);
  const total = counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : null;
  const done = counts && total !== null ? total - counts.pending : 0;
  const count = (value: number) => formatCount(value, i18n.language);
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-3 pt-1.5">
      <span className="mono min-w-0 truncate text-ink-2">{video}</span>
      {queue && queue !== 'pending' ? (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => void navigator.review({ status: 'pending' })}
        >
          {t('progress.queue', { status: common(`status.${queue}`) })} ·{' '}
          {t('progress.backToPending')}
        </Button>
      ) : null}
      <div className="ms-auto flex items-center gap-2.5">
        {position ? (
          <span className="mono text-ink-2">
            {t('progress.place', { index: count(position.index), total: count(position.total) })}
          </span>
        ) : null}
        <div
          className="w-32"
          title={t('progress.value', { done: count(done), total: count(total ?? 0) })}
        >
          <ProgressBar label={t('progress.label')} done={done} total={total} />
        </div>
        <div className="flex">
          <IconButton
            size="sm"
            label={t('progress.previous')}
            hotkey={hint('previous-item')}
            icon={<ChevronUp size={15} aria-hidden="true" />}
            onClick={() => step('backward')}
          />
          <IconButton
            size="sm"
            label={t('progress.next')}
            hotkey={hint('next-item')}
            icon={<ChevronDown size={15} aria-hidden="true" />}
            onClick={() => step('forward')}
          />
        </div>
      </div>
    </div>
  );
}
