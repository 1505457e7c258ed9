import { Link } from '@tanstack/react-router';
import { Ban, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isFinished, type Job } from '../../core/job.ts';
import { useStudio } from '../../state/studio.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip, type Tone } from '../../ui/Chip.tsx';
import { formatDuration, formatRate, formatUsd } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { DraftCosts } from './DraftCosts.tsx';
import { JobSteps } from './JobSteps.tsx';
import { useJobWords } from './job-words.ts';
import { Problems } from './Problems.tsx';
import { useStepRate } from './use-step-rate.ts';

const TONES: Record<Job['state']['status'], Tone> = {
  queued: 'neutral',
  running: 'accent',
  done: 'ok',
  failed: 'bad',
  cancelled: 'neutral',
};

interface JobRowProps {
  job: Job;
  name: string | null;
  /** What the jobs that share its budget have spent together; left out = it has none to share. */
  run?: { jobs: number; usd: number | null } | undefined;
}

/** One job: what it does to which video, how far it is, and what can be done about it. */
export function JobRow({ job, name, run }: JobRowProps) {
  const { t } = useTranslation('jobs');
  const title = name ?? t('gone');
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1">
      <Chip tone={TONES[job.state.status]} className="w-16 justify-center">
        {t(`kind.${job.spec.kind}`)}
      </Chip>
      <span className="w-56 truncate" title={title}>
        {title}
      </span>
      <JobState {...{ job, run }} name={title} />
      <JobActions job={job} name={title} />
      <JobSteps job={job} name={title} />
      <Problems job={job} />
    </div>
  );
}

function JobState({ job, name, run }: JobRowProps) {
  const { t, i18n } = useTranslation('jobs');
  const words = useJobWords();
  const rate = useStepRate(job);
  const { state } = job;
  switch (state.status) {
    case 'queued':
      return (
        <span className="flex-1 text-ink-2">
          {state.waitingFor === 'file' ? t('status.waitingFile') : t('status.queued')}
        </span>
      );
    case 'running':
      return (
        <>
          <span className="w-40 truncate text-ink-2">{words.step(state.progress)}</span>
          <ProgressBar
            label={`${words.step(state.progress)} · ${name}`}
            done={state.progress.done}
            total={state.progress.total}
            className="min-w-24 flex-1"
          />
          <span className="mono text-ink-2">{words.progress(state.progress)}</span>
          {rate ? (
            <span className="mono text-ink-3">{formatRate(rate.perSec, i18n.language)}</span>
          ) : null}
          {rate?.leftSec != null ? (
            <span className="mono text-ink-3">
              {t('left', { time: formatDuration(rate.leftSec, i18n.language) })}
            </span>
          ) : null}
          {state.note ? <Chip>{state.note}</Chip> : null}
          <Cost {...{ job, run }} />
        </>
      );
    case 'done':
      return (
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
          <span className="text-ok">{t('status.done')}</span>
          <span className="text-ink-2">{words.summary(job).join(' · ')}</span>
          <span className="mono text-ink-3">
            {formatDuration((state.finishedAtMs - state.startedAtMs) / 1000, i18n.language)}
          </span>
          <Cost {...{ job, run }} />
          {job.spec.kind === 'draft' ? <DraftCosts job={job} spec={job.spec} /> : null}
        </span>
      );
    case 'failed':
      return (
        <>
          <Failure error={state.error} />
          <Cost {...{ job, run }} />
        </>
      );
    case 'cancelled':
      return (
        <>
          <span className="flex-1 text-ink-2">{t('status.cancelled')}</span>
          <Cost {...{ job, run }} />
        </>
      );
  }
}

/** Preparing costs nothing, so only model calls are priced. */
function Cost({ job, run }: Pick<JobRowProps, 'job' | 'run'>) {
  const { t, i18n } = useTranslation('jobs');
  if (job.spec.kind !== 'draft') return null;
  const { budgetUsd } = job.spec;
  return (
    <span className="mono text-ink-2">
      {formatUsd(job.usd, i18n.language)}
      {budgetUsd === undefined ? null : (
        <span className="text-ink-3">
          {' · '}
          {run && run.jobs > 1
            ? t('steps.budgetOfRun', {
                spent: formatUsd(run.usd, i18n.language),
                usd: formatUsd(budgetUsd, i18n.language),
                count: run.jobs,
              })
            : t('steps.budget', { usd: formatUsd(budgetUsd, i18n.language) })}
        </span>
      )}
    </span>
  );
}

function Failure({ error }: { error: Extract<Job['state'], { status: 'failed' }>['error'] }) {
  const { title, next, code, details } = useErrorText()(error);
  return (
    <span className="min-w-0 flex-1">
      <span className="font-medium text-bad">{title}</span>{' '}
      <span className="text-ink-2">{next}</span>{' '}
      <span className="mono text-ink-3">{details ? `${code} · ${details}` : code}</span>
    </span>
  );
}

function JobActions({ job, name }: { job: Job; name: string }) {
  const { t } = useTranslation('jobs');
  const { jobs, files } = useStudio();
  const { state } = job;
  const grant = async () => {
    await files.grant([job.spec.videoId]);
    jobs.wake();
  };
  const canRunAgain = isFinished(state) && (state.status !== 'done' || state.problems);
  return (
    <span className="ms-auto flex gap-1.5">
      {state.status === 'queued' && state.waitingFor === 'file' ? (
        <Button size="sm" onClick={() => void grant()}>
          {t('grant')}
        </Button>
      ) : null}
      {state.status === 'done' ? <ResultLink job={job} name={name} /> : null}
      {canRunAgain ? (
        <Button
          size="sm"
          variant="ghost"
          icon={<RotateCcw size={14} aria-hidden="true" />}
          aria-label={`${t('retry')}: ${name}`}
          onClick={() => void jobs.retry(job.id)}
        >
          {t('retry')}
        </Button>
      ) : null}
      {isFinished(state) ? null : (
        <Button
          size="sm"
          variant="ghost"
          icon={<Ban size={14} aria-hidden="true" />}
          aria-label={t('cancel', { name })}
          onClick={() => void jobs.cancel(job.id)}
        >
          {t('cancelShort')}
        </Button>
      )}
    </span>
  );
}

/** To what the job made. */
function ResultLink({ job, name }: { job: Job; name: string }) {
  const { t } = useTranslation('jobs');
  const className =
    'inline-flex h-7 items-center rounded-md px-2 text-sm font-medium text-accent hover:bg-hover';
  const { projectId } = job;
  const { videoId } = job.spec;
  if (job.spec.kind !== 'draft') {
    return (
      <Link
        to="/p/$projectId/frames/$videoId"
        params={{ projectId, videoId }}
        aria-label={`${t('open.frames')}: ${name}`}
        className={className}
      >
        {t('open.frames')}
      </Link>
    );
  }
  return (
    <Link
      to="/p/$projectId/review"
      params={{ projectId }}
      search={{ videoId }}
      aria-label={`${t('open.review')}: ${name}`}
      className={className}
    >
      {t('open.review')}
    </Link>
  );
}
