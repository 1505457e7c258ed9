import { useTranslation } from 'react-i18next';
import type { Job } from '../../../core/job.ts';
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
      <p className="tabular flex gap-2 truncate text-sm text-ink-2">
        {stage ? <StageWords stage={stage} /> : ' '}
      </p>
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
  if (sampled === 0 && drafts === 0) return <span className="text-ink-3">{t('stages.none')}</span>;
  const reviewed = drafts - pending;
  return (
    <>
      {sampled > 0 ? (
        <span>
          {t('stages.sampled', { count: sampled })}, {t('stages.core', { count: core })}
        </span>
      ) : null}
      {drafts > 0 ? <span>{t('stages.drafts', { count: drafts })}</span> : null}
      {drafts > 0 ? (
        <span className={reviewed === drafts ? 'text-ok' : undefined}>
          {t('stages.reviewed', { count: reviewed })}
        </span>
      ) : null}
    </>
  );
}
