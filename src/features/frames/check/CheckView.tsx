import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ClipboardCheck } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventId, ProjectId, VideoFile } from '../../../core/flow.ts';
import type { CheckItem, EventOf, InspectionEvent } from '../../../core/inspections.ts';
import { checkProgress } from '../../../core/spot-check.ts';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { BlindFrames } from './BlindFrames.tsx';
import { CheckResults } from './CheckResults.tsx';

export interface CheckViewProps {
  projectId: ProjectId;
  video: VideoFile;
  checkId: EventId;
  events: readonly InspectionEvent[];
}

/** A spot-check under way: the next selection without its method, or what was found. */
export function CheckView(props: CheckViewProps) {
  const { projectId, video, checkId, events } = props;
  const { t } = useTranslation('frames');
  const { store } = useStudio();
  const session = events.find(
    (event): event is EventOf<'session'> => event.type === 'session' && event.id === checkId,
  );
  const videos = useQuery({
    queryKey: storeKey('videos', projectId),
    queryFn: () => store.videos.list(projectId),
  });
  if (!session) return <Missing {...props} />;
  if (!videos.data) return <SkeletonRows count={8} />;
  const present = new Set(videos.data.map(({ id }) => id));
  const { items, done, next } = checkProgress(session, events, present);
  return (
    <>
      <div className="flex shrink-0 items-center gap-2">
        <Chip tone="info">{t('check.progress', { done, total: items.length })}</Chip>
        {next ? <span className="text-sm text-ink-3">{t('check.blind')}</span> : null}
        <Link
          to="/p/$projectId/frames/$videoId"
          params={{ projectId, videoId: video.id }}
          className="ms-auto text-accent underline"
        >
          {t('check.leave')}
        </Link>
      </div>
      {next ? (
        <CheckedItem
          key={`${next.videoId} ${next.method}`}
          {...{ projectId, video, session, item: next, events }}
        />
      ) : (
        <EmptyState
          icon={<ClipboardCheck size={20} aria-hidden="true" />}
          title={t('check.done', { count: items.length })}
          action={<CheckResults session={session} events={events} />}
        >
          {t('check.doneText')}
        </EmptyState>
      )}
    </>
  );
}

/** The selection that is next. The address follows it to its video. */
function CheckedItem({
  projectId,
  video,
  session,
  item,
  events,
}: Omit<CheckViewProps, 'checkId'> & { session: EventOf<'session'>; item: CheckItem }) {
  const { selecting } = useStudio();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const isElsewhere = item.videoId !== video.id;
  useEffect(() => {
    if (!isElsewhere) return;
    void navigate({
      to: '/p/$projectId/frames/$videoId',
      params: { projectId, videoId: item.videoId },
      search: { check: session.id },
      replace: true,
    });
  }, [isElsewhere, navigate, projectId, item.videoId, session.id]);
  const { method } = item;
  const { budget } = session;
  const preview = useQuery({
    queryKey: ['checked-selection', projectId, item.videoId, method, budget],
    queryFn: () => selecting.preview(projectId, item.videoId, { method, params: { budget } }),
    enabled: !isElsewhere,
    retry: false,
    gcTime: 0,
  });
  if (preview.error)
    return <ErrorNotice {...errorText(preview.error)} onRetry={() => void preview.refetch()} />;
  if (isElsewhere || !preview.data) return <SkeletonRows count={8} />;
  return (
    <BlindFrames
      {...{ projectId, video, events }}
      selection={preview.data}
      sessionId={session.id}
    />
  );
}

function Missing({ projectId, video }: CheckViewProps) {
  const { t } = useTranslation('frames');
  return (
    <EmptyState
      icon={<ClipboardCheck size={20} aria-hidden="true" />}
      title={t('check.missing')}
      action={
        <Link
          to="/p/$projectId/frames/$videoId"
          params={{ projectId, videoId: video.id }}
          className="text-accent underline"
        >
          {t('check.leave')}
        </Link>
      }
    >
      {t('check.missingText')}
    </EmptyState>
  );
}
