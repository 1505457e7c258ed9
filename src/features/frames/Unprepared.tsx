import { Images } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoFile } from '../../core/flow.ts';
import type { Job } from '../../core/job.ts';
import { useStartJobs } from '../../state/start-jobs.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { useJobs } from '../../state/use-jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { JobProgress } from './JobProgress.tsx';

/** Nothing sampled yet: the button that begins it, its progress, or why it failed. */
export function Unprepared({
  projectId,
  video,
  job,
}: {
  projectId: ProjectId;
  video: VideoFile;
  job: Job | null;
}) {
  const { t } = useTranslation('frames');
  const ask = useStartJobs((state) => state.ask);
  const latest = useJobs(projectId).find(({ spec }) => spec.videoId === video.id);
  const failure = !job && latest?.state.status === 'failed' ? latest.state.error : null;
  const errorText = useErrorText();
  if (job) {
    return (
      <EmptyState
        icon={<Images size={20} aria-hidden="true" />}
        title={t('preparing', { name: video.name })}
        action={<JobProgress job={job} name={video.name} />}
      >
        {t('unprepared.text')}
      </EmptyState>
    );
  }
  return (
    <>
      {failure ? <ErrorNotice {...errorText(failure)} /> : null}
      <EmptyState
        icon={<Images size={20} aria-hidden="true" />}
        title={failure ? t('failed') : t('unprepared.title')}
        action={
          <Button variant="primary" onClick={() => ask('prepare', [video.id])}>
            {t('unprepared.prepare')}
          </Button>
        }
      >
        {t('unprepared.text')}
      </EmptyState>
    </>
  );
}
