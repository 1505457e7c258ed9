import { useTranslation } from 'react-i18next';
import type { VideoId } from '../../../core/flow.ts';
import { Button } from '../../../ui/Button.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { useJobWords } from '../job-words.ts';
import type { Planning } from './use-plans.ts';

/** Where planning is: it decodes on this device, which takes as long as the video wants. */
export function PlanningProgress({
  planning,
  names,
  videos,
}: {
  planning: Planning;
  names: ReadonlyMap<VideoId, string>;
  videos: number;
}) {
  const { t } = useTranslation('jobs');
  const words = useJobWords();
  const { at, isStopped, stop, again } = planning;
  if (isStopped) {
    return (
      <p className="flex items-center gap-3 py-6 text-ink-2">
        {t('draft.planStopped')}
        <Button size="sm" onClick={again}>
          {t('draft.planAgain')}
        </Button>
      </p>
    );
  }
  const progress = at?.progress ?? null;
  const facts = [
    ...(at && videos > 1 ? [names.get(at.videoId) ?? t('gone')] : []),
    ...(progress ? [words.step(progress), words.progress(progress)] : []),
  ];
  const isCounted = progress !== null && videos === 1;
  return (
    <div className="flex flex-col gap-2 py-4">
      <div className="flex items-center gap-3 text-ink-2">
        <p role="status">{t('draft.planning')}</p>
        <span className="mono text-ink-3">{facts.join(' · ')}</span>
        <Button size="sm" variant="ghost" className="ms-auto" onClick={stop}>
          {t('draft.planStop')}
        </Button>
      </div>
      <ProgressBar
        label={t('draft.planning')}
        done={isCounted ? progress.done : (at?.index ?? 0)}
        total={isCounted ? progress.total : videos > 1 ? videos : null}
      />
    </div>
  );
}
