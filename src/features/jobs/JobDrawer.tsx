import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, Eraser } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoId } from '../../core/flow.ts';
import { isFinished, type Job } from '../../core/job.ts';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';
import { useJobs } from '../../state/use-jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip, type Tone } from '../../ui/Chip.tsx';
import { formatUsd } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { JobAnnouncer } from './JobAnnouncer.tsx';
import { JobList } from './JobList.tsx';
import { StartDialogs } from './StartDialogs.tsx';

/** Along the bottom of every screen of a project: what is running, how far it is, what it cost. Hidden without jobs. */
export function JobDrawer({ projectId }: { projectId: ProjectId }) {
  const { t } = useTranslation('jobs');
  const { jobs: runner } = useStudio();
  const jobs = useJobs(projectId);
  const names = useVideoNames(projectId);
  const [isOpen, setIsOpen] = useState(false);
  const hasFinished = jobs.some(({ state }) => isFinished(state));
  return (
    <>
      <StartDialogs projectId={projectId} names={names} />
      <JobAnnouncer jobs={jobs} names={names} />
      {jobs.length > 0 ? (
        <section aria-label={t('title')} className="shrink-0 border-t border-line bg-surface">
          <div className="flex h-9 items-center gap-3 px-3">
            <Button
              size="sm"
              variant="ghost"
              aria-expanded={isOpen}
              aria-label={isOpen ? t('toggle.close') : t('toggle.open')}
              icon={
                isOpen ? (
                  <ChevronDown size={14} aria-hidden="true" />
                ) : (
                  <ChevronUp size={14} aria-hidden="true" />
                )
              }
              onClick={() => setIsOpen(!isOpen)}
            >
              {t('title')}
            </Button>
            <Counts jobs={jobs} />
            <Overall jobs={jobs} />
            <Spent jobs={jobs} />
            {hasFinished ? (
              <Button
                size="sm"
                variant="ghost"
                className="ms-auto"
                icon={<Eraser size={14} aria-hidden="true" />}
                onClick={() => void runner.clearFinished(projectId)}
              >
                {t('clear')}
              </Button>
            ) : null}
          </div>
          {isOpen ? <JobList jobs={jobs} names={names} /> : null}
        </section>
      ) : null}
    </>
  );
}

function useVideoNames(projectId: ProjectId): ReadonlyMap<VideoId, string> {
  const { store } = useStudio();
  const { data } = useQuery({
    queryKey: storeKey('videos', projectId),
    queryFn: () => store.videos.list(projectId),
  });
  return useMemo(() => new Map((data ?? []).map(({ id, name }) => [id, name])), [data]);
}

const SHOWN: readonly ['running' | 'queued' | 'failed' | 'done', Tone][] = [
  ['running', 'accent'],
  ['queued', 'neutral'],
  ['failed', 'bad'],
  ['done', 'ok'],
];

function Counts({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation('jobs');
  return SHOWN.map(([status, tone]) => {
    const count = jobs.filter(({ state }) => state.status === status).length;
    return count > 0 ? (
      <Chip key={status} tone={tone}>
        {t(`counts.${status}`, { count })}
      </Chip>
    ) : null;
  });
}

/** Finished and running parts of everything that is not over yet or ended since; one bar for a whole folder. */
function Overall({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation('jobs');
  if (jobs.every(({ state }) => isFinished(state))) return null;
  const done = jobs.reduce((sum, job) => sum + shareDone(job), 0);
  return <ProgressBar label={t('title')} done={done} total={jobs.length} className="max-w-72" />;
}

function shareDone({ state }: Job): number {
  if (isFinished(state)) return 1;
  if (state.status !== 'running') return 0;
  if (state.steps) {
    const total = state.steps.reduce((sum, step) => sum + step.total, 0);
    // Later steps are not known yet, so the end stays out of reach until it is there.
    return total === 0 ? 0 : 0.95 * (state.steps.reduce((sum, step) => sum + step.done, 0) / total);
  }
  if (!state.progress.total) return 0;
  return Math.min(1, state.progress.done / state.progress.total);
}

function Spent({ jobs }: { jobs: readonly Job[] }) {
  const { t, i18n } = useTranslation('jobs');
  const paid = jobs.filter(({ spec }) => spec.kind === 'draft');
  if (paid.length === 0) return null;
  const known = paid.every(({ usd }) => usd !== null);
  const usd = known ? paid.reduce((sum, job) => sum + (job.usd ?? 0), 0) : null;
  return (
    <span className="mono text-ink-2">{t('spent', { usd: formatUsd(usd, i18n.language) })}</span>
  );
}
