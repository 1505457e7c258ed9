import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoFile } from '../../../core/flow.ts';
import type { FileAccess } from '../../../core/ports.ts';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip, type Tone } from '../../../ui/Chip.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { notifyError } from '../../../ui/toasts.tsx';

const TONES: Record<FileAccess, Tone> = {
  ready: 'neutral',
  copied: 'ok',
  'needs-permission': 'warn',
  missing: 'warn',
};

/** The videos of a project, and whether their bytes are in the browser's storage. */
export function VideoCopies({ projectId }: { projectId: ProjectId }) {
  const { t } = useTranslation('settings');
  const { store } = useStudio();
  const errorText = useErrorText();
  const videos = useQuery({
    queryKey: storeKey('videos', projectId),
    queryFn: () => store.videos.list(projectId),
  });
  if (videos.error)
    return <ErrorNotice {...errorText(videos.error)} onRetry={() => void videos.refetch()} />;
  if (!videos.data) return <SkeletonRows count={3} />;
  if (videos.data.length === 0) return <p className="text-ink-3">{t('storage.noVideos')}</p>;
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th>{t('storage.columns.name')}</th>
          <th>{t('storage.columns.size')}</th>
          <th>{t('storage.columns.access')}</th>
          <th>
            <span className="sr-only">{t('storage.columns.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {videos.data.map((video) => (
          <Row key={video.id} video={video} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ video }: { video: VideoFile }) {
  const { t, i18n } = useTranslation('settings');
  const { files } = useStudio();
  const client = useQueryClient();
  const errorText = useErrorText();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const queryKey = ['file-access', video.id];
  const access = useQuery({ queryKey, queryFn: () => files.access(video.id) });
  const copy = useMutation({
    mutationFn: () => files.copyIn(video.id, (done, total) => setProgress({ done, total })),
    onError: (error) => {
      const text = errorText(error);
      notifyError(text.title, { description: text.next });
    },
    onSettled: async () => {
      setProgress(null);
      await Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: ['storage-usage'] }),
      ]);
    },
  });
  return (
    <tr>
      <td className="max-w-80 truncate">{video.name}</td>
      <td className="mono whitespace-nowrap">{formatBytes(video.sizeBytes, i18n.language)}</td>
      <td>
        {access.data ? (
          <Chip tone={TONES[access.data]}>{t(`storage.access.${access.data}`)}</Chip>
        ) : null}
      </td>
      <td className="w-40">
        {progress ? <ProgressBar label={t('storage.copying')} {...progress} /> : null}
        {access.data === 'ready' && !progress ? (
          <Button
            size="sm"
            variant="ghost"
            icon={<Copy size={13} aria-hidden="true" />}
            aria-label={t('storage.copyNamed', { name: video.name })}
            busy={copy.isPending}
            onClick={() => copy.mutate()}
          >
            {t('storage.copy')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
