import { Link } from '@tanstack/react-router';
import { FileX2 } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventId, ProjectId, VideoId } from '../../core/flow.ts';
import { useStudio } from '../../state/studio.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { openJobOf, useJobs } from '../../state/use-jobs.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { CheckView } from './check/CheckView.tsx';
import { FramesHeader } from './FramesHeader.tsx';
import { ThumbnailDecoder } from './model/thumbnail-decoder.ts';
import { ThumbnailCache, ThumbnailProvider } from './model/thumbnails.ts';
import { useInspectionEvents } from './model/use-inspections.ts';
import { useSelection, useVideo } from './model/use-video-frames.ts';
import { SelectedFrames } from './SelectedFrames.tsx';
import { Unprepared } from './Unprepared.tsx';

/** Spot-check of one video: which frames were kept, why, and what stands for the others. */
export function FramesScreen({
  projectId,
  videoId,
  checkId,
}: {
  projectId: ProjectId;
  videoId: VideoId;
  /** The spot-check that is under way; `null` = none. */
  checkId: EventId | null;
}) {
  const { t } = useTranslation('frames');
  const errorText = useErrorText();
  const video = useVideo(projectId, videoId);
  const selection = useSelection(projectId, videoId);
  const job = openJobOf(useJobs(projectId), videoId);
  const events = useInspectionEvents(projectId);
  const thumbnails = useThumbnails(projectId);
  const error = video.error ?? selection.error;
  if (error) {
    const retry = () => void Promise.all([video.refetch(), selection.refetch()]);
    return <ErrorNotice {...errorText(error)} onRetry={retry} className="m-3" />;
  }
  if (video.data === null) {
    return (
      <EmptyState
        icon={<FileX2 size={20} aria-hidden="true" />}
        title={t('missing.title')}
        action={
          <Link to="/p/$projectId/library" params={{ projectId }} className="text-accent underline">
            {t('missing.back')}
          </Link>
        }
      >
        {t('missing.text')}
      </EmptyState>
    );
  }
  if (!video.data || selection.data === undefined || events === undefined)
    return <SkeletonRows count={8} className="p-3" />;
  return (
    <ThumbnailProvider value={thumbnails}>
      <div className="flex h-full min-h-0 flex-col gap-2.5 p-2.5">
        <h1 className="sr-only">{t('title', { name: video.data.name })}</h1>
        <FramesHeader
          {...{ projectId, job, events }}
          video={video.data}
          selection={selection.data}
          isBlind={checkId !== null}
        />
        {checkId ? (
          <CheckView {...{ projectId, checkId, events }} video={video.data} />
        ) : selection.data ? (
          <SelectedFrames
            {...{ projectId, events }}
            video={video.data}
            selection={selection.data}
          />
        ) : (
          <Unprepared projectId={projectId} video={video.data} job={job} />
        )}
      </div>
    </ThumbnailProvider>
  );
}

/** Pictures for filmstrip, strips and map; they are let go with the screen. */
function useThumbnails(projectId: ProjectId): ThumbnailCache {
  const { store } = useStudio();
  const { cache, decoder } = useMemo(() => {
    const made = new ThumbnailDecoder();
    const load = async (hash: string) => made.decode(await store.frames.image(projectId, hash));
    return { cache: new ThumbnailCache({ load }), decoder: made };
  }, [store, projectId]);
  useEffect(() => {
    const close = cache.open();
    return () => {
      close();
      decoder.close();
    };
  }, [cache, decoder]);
  return cache;
}
