import { useTranslation } from 'react-i18next';
import type { Job } from '../../core/job.ts';
import { useStudio } from '../../state/studio.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';

/** The job of this video in one line: what it waits for, or how far it is and what does it. */
export function JobProgress({ job, name }: { job: Job; name: string }) {
  const { t } = useTranslation('frames');
  const { files, jobs } = useStudio();
  const { state } = job;
  if (state.status === 'running') {
    const { done, total } = state.progress;
    return (
      <div className="flex min-w-56 items-center gap-2">
        <ProgressBar label={t('preparing', { name })} done={done} total={total} />
        <span className="mono whitespace-nowrap text-ink-2">
          {total === null ? done : `${done} / ${total}`}
        </span>
        {state.note ? <Chip>{state.note}</Chip> : null}
      </div>
    );
  }
  if (state.status !== 'queued') return null;
  const isWaitingForFile = state.waitingFor === 'file';
  const grant = () => files.grant([job.spec.videoId]).then(() => jobs.wake());
  return (
    <div className="flex items-center gap-2 text-ink-2">
      {isWaitingForFile ? t('waitingFile') : t('waiting')}
      {isWaitingForFile ? (
        <Button size="sm" onClick={() => void grant()}>
          {t('grant')}
        </Button>
      ) : null}
    </div>
  );
}
