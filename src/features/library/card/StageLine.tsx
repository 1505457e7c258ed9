import { useTranslation } from 'react-i18next';
import type { Job } from '../../../core/job.ts';
import { cn } from '../../../ui/cn.ts';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import type { StageFacts } from '../model/filter.ts';

/** Frames → core frames → drafts → reviewed, in numbers; the job's progress while one is at work. */
export function StageLine({
  name,
  stage,
  job,
}: {
  name: string;
  stage: StageFacts | null;
  job: Job | null;
}) {
  const { t } = useTranslation('library');
  const running = job?.state.status === 'running' ? job.state.progress : null;
  return (
    <div className="mt-auto flex flex-col gap-1">
      {stage ? <StageWords stage={stage} /> : <p className="text-xs"> </p>}
      {running ? (
        <ProgressBar
          label={t('stages.label', { name })}
          done={running.done}
          total={running.total}
        />
      ) : (
        <span className="h-1 text-2xs leading-none text-ink-3">{job ? t('card.waiting') : ''}</span>
      )}
    </div>
  );
}

function StageWords({ stage }: { stage: StageFacts }) {
  const { t } = useTranslation('library');
  const { sampled, core, drafts, pending } = stage;
  if (sampled === 0 && drafts === 0)
    return <p className="text-xs text-ink-3">{t('stages.none')}</p>;
  const reviewed = drafts - pending;
  const words = [
    ...(sampled > 0
      ? [`${t('stages.sampled', { count: sampled })}, ${t('stages.core', { count: core })}`]
      : []),
    ...(drafts > 0
      ? [t('stages.drafts', { count: drafts }), t('stages.reviewed', { count: reviewed })]
      : []),
  ].join(' · ');
  const isDone = drafts > 0 && reviewed === drafts;
  return (
    <p title={words} className={cn('tabular truncate text-xs', isDone ? 'text-ok' : 'text-ink-2')}>
      {words}
    </p>
  );
}
