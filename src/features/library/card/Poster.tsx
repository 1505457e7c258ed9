import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoFile } from '../../../core/flow.ts';
import type { FileAccess } from '../../../core/ports.ts';
import { useStudio } from '../../../state/studio.ts';
import { usePicture } from '../../../state/use-picture.ts';
import { FrameImage } from '../../../ui/FrameImage.tsx';

/** An early frame that is not blank. Asked for again when the file can be read again. */
export function Poster({
  projectId,
  video,
  access,
}: {
  projectId: ProjectId;
  video: VideoFile;
  access: FileAccess | undefined;
}) {
  const { t } = useTranslation('library');
  const { library } = useStudio();
  const { data, isError } = useQuery({
    queryKey: ['poster', projectId, video.id, access],
    queryFn: () => library.poster(projectId, video),
    enabled: access !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const picture = usePicture(projectId, data?.imageSha256 ?? null);
  const isOnItsWay = data === undefined && !isError;
  return (
    <FrameImage
      source={isOnItsWay ? undefined : picture}
      alt={t('card.poster', { name: video.name })}
      aspect={16 / 9}
    />
  );
}
