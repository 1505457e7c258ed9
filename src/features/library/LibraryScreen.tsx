import { Film, SearchX } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoFile, VideoId } from '../../core/flow.ts';
import { useStudio } from '../../state/studio.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { useHotkeys } from '../../state/use-hotkeys.ts';
import { openJobOf, useJobs } from '../../state/use-jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { AccessNotice } from './add/AccessNotice.tsx';
import { AddReport } from './add/AddReport.tsx';
import { DropZone } from './add/DropZone.tsx';
import { PictureRateDialog } from './add/PictureRateDialog.tsx';
import { useAddFiles } from './add/use-add-files.ts';
import { VideoCard } from './card/VideoCard.tsx';
import { LibraryToolbar } from './LibraryToolbar.tsx';
import { filterVideos, isFiltering, NO_FILTER } from './model/filter.ts';
import { useAccess, useStages, useVideos } from './model/use-library.ts';
import { useRemoval } from './use-removal.tsx';
import { VideoGrid } from './VideoGrid.tsx';

/** The project's videos: files in, and for each the way from frames to reviewed drafts. */
export function LibraryScreen({ projectId }: { projectId: ProjectId }) {
  const { t } = useTranslation('library');
  const { data: videos, error, refetch } = useVideos(projectId);
  const errorText = useErrorText();
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">{t('title')}</h1>
      {error ? (
        <ErrorNotice {...errorText(error)} onRetry={() => void refetch()} className="m-3" />
      ) : videos ? (
        <Videos projectId={projectId} videos={videos} />
      ) : (
        <SkeletonRows count={6} className="p-3" />
      )}
    </div>
  );
}

function Videos({ projectId, videos }: { projectId: ProjectId; videos: readonly VideoFile[] }) {
  const { t } = useTranslation('library');
  const { files } = useStudio();
  const jobs = useJobs(projectId);
  const search = useRef<HTMLInputElement>(null);
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<ReadonlySet<VideoId>>(new Set());
  const { access, refresh } = useAccess(projectId, videos);
  const adding = useAddFiles(projectId, refresh);
  const stages = useStages(projectId, videos, filter.stage !== 'all');
  const shown = filterVideos(videos, filter, { stages, access });
  const choose = (ids: readonly VideoId[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) isChosen ? next.add(id) : next.delete(id);
    setChosen(next);
  };
  const removal = useRemoval(projectId, (removed) => choose(removed, false));
  const drop = useDrop((transfer) => void adding.add(files.fromDrop(transfer)));
  useHotkeys({ search: () => search.current?.focus() });
  const isEmpty = videos.length === 0;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 p-3" {...drop.handlers}>
      <DropZone adding={adding} isOver={drop.isOver} isBig={isEmpty} />
      {adding.question ? (
        <PictureRateDialog folders={adding.question.folders} onAnswer={adding.question.answer} />
      ) : null}
      <AddReport adding={adding} />
      {isEmpty ? (
        <EmptyState icon={<Film size={20} aria-hidden="true" />} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <>
          <AccessNotice access={access} refresh={refresh} adding={adding} />
          <LibraryToolbar
            {...{ projectId, filter, shown: shown.length, total: videos.length, searchRef: search }}
            onFilter={setFilter}
            chosen={shown.flatMap(({ id }) => (chosen.has(id) ? [id] : []))}
            onChooseAll={(all) =>
              choose(
                shown.map(({ id }) => id),
                all,
              )
            }
            onRemove={removal.ask}
          />
          {shown.length === 0 && isFiltering(filter) ? (
            <NoMatch onClear={() => setFilter(NO_FILTER)} />
          ) : (
            <VideoGrid
              videos={shown}
              renderCard={(video) => (
                <VideoCard
                  {...{ projectId, video }}
                  access={access.get(video.id)}
                  job={openJobOf(jobs, video.id)}
                  isChosen={chosen.has(video.id)}
                  onChoose={(isChosen) => choose([video.id], isChosen)}
                  onRemove={() => removal.ask([video.id])}
                  onRelink={() => void adding.add(files.pick('files'))}
                  onCopied={refresh}
                />
              )}
            />
          )}
        </>
      )}
      {removal.dialog}
    </div>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation('library');
  return (
    <EmptyState
      icon={<SearchX size={20} aria-hidden="true" />}
      title={t('noMatch.title')}
      action={<Button onClick={onClear}>{t('noMatch.clear')}</Button>}
    >
      {t('noMatch.text')}
    </EmptyState>
  );
}

/** Takes files dropped anywhere on the screen. The browser would open them in this tab otherwise. */
function useDrop(onDrop: (transfer: DataTransfer) => void) {
  const [isOver, setIsOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      onDrop(event.dataTransfer);
    },
  };
  return { isOver, handlers };
}
