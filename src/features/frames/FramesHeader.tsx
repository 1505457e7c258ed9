import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProjectId, Selection, VideoFile, VideoId } from '../../core/flow.ts';
import type { InspectionEvent } from '../../core/inspections.ts';
import type { Job } from '../../core/job.ts';
import { useStartJobs } from '../../state/start-jobs.ts';
import { useJobs } from '../../state/use-jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { formatDuration, formatRate, formatTime } from '../../ui/format.ts';
import { LastCheck } from './check/LastCheck.tsx';
import { StartCheck } from './check/StartCheck.tsx';
import { JobProgress } from './JobProgress.tsx';
import { useDraftCount } from './model/use-video-frames.ts';

/** What the video is, who looked at it, and what comes after. */
export function FramesHeader({
  projectId,
  video,
  selection,
  job,
  events,
  isBlind,
}: {
  projectId: ProjectId;
  video: VideoFile;
  selection: Selection | null;
  job: Job | null;
  events: readonly InspectionEvent[];
  /** Somebody judges: nothing that tells how frames were chosen, and nothing that leads away. */
  isBlind: boolean;
}) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2">
      <VideoChips video={video} />
      {selection && !isBlind ? (
        <>
          <SelectionChips projectId={projectId} selection={selection} />
          {job ? <JobProgress job={job} name={video.name} /> : null}
          <div className="ms-auto flex flex-wrap items-center gap-1.5">
            <LastCheck events={events} method={selection.method} />
            <StartCheck projectId={projectId} method={selection.method} />
            <NextActions projectId={projectId} video={video} isBusy={job !== null} />
          </div>
        </>
      ) : null}
    </div>
  );
}

function VideoChips({ video }: { video: VideoFile }) {
  const { t, i18n } = useTranslation('facts');
  const { codec, widthPx, heightPx, durationSec, averageFps, isVariableFrameRate } = video;
  const fps = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 }).format(averageFps);
  const rate = isVariableFrameRate ? t('variableFps', { fps }) : t('fps', { fps });
  return (
    <>
      <span className="mono max-w-72 truncate text-ink" title={video.name}>
        {video.name}
      </span>
      <Chip>
        {codec} · {widthPx}×{heightPx} · {rate} · {formatTime(durationSec)}
      </Chip>
    </>
  );
}

function SelectionChips({ projectId, selection }: { projectId: ProjectId; selection: Selection }) {
  const { t, i18n } = useTranslation('frames');
  const { modelId, provider, wallMs, videoId } = selection;
  const perSec = embedRate(useJobs(projectId), videoId);
  return (
    <>
      <Chip tone="info">
        {t('chips.encoder', { model: modelId ?? '–' })} ·{' '}
        {t(`chips.provider.${provider ?? 'none'}`)}
        {perSec === null ? null : ` · ${formatRate(perSec, i18n.language)}`}
      </Chip>
      <span className="mono text-ink-3">
        {t('chips.reselected', { time: formatDuration(wallMs / 1000, i18n.language) })}
      </span>
    </>
  );
}

/** Frames a second at which the last preparing embedded; `null` when everything was cached or that job was cleared. */
function embedRate(jobs: readonly Job[], videoId: VideoId): number | null {
  const prepared = jobs.find(
    ({ spec, state }) =>
      spec.kind === 'prepare' && spec.videoId === videoId && state.status === 'done',
  );
  const rate = prepared?.state.status === 'done' ? prepared.state.summary.framesPerSec : null;
  return typeof rate === 'number' && rate > 0 ? rate : null;
}

function NextActions({
  projectId,
  video,
  isBusy,
}: {
  projectId: ProjectId;
  video: VideoFile;
  isBusy: boolean;
}) {
  const { t } = useTranslation('frames');
  const navigate = useNavigate();
  const ask = useStartJobs((state) => state.ask);
  const drafts = useDraftCount(projectId, video.id);
  const review = () =>
    void navigate({
      to: '/p/$projectId/review',
      params: { projectId },
      search: { videoId: video.id },
    });
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        disabled={isBusy}
        onClick={() => ask('prepare', [video.id])}
      >
        {t('again')}
      </Button>
      {drafts > 0 ? (
        <Button size="sm" onClick={review}>
          {t('review', { count: drafts })}
        </Button>
      ) : null}
      <Button
        size="sm"
        variant="primary"
        disabled={isBusy}
        onClick={() => ask('draft', [video.id])}
      >
        {t('draft')}
      </Button>
    </>
  );
}
