import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../core/flow.ts';
import { usePicture } from '../../state/use-picture.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FrameImage } from '../../ui/FrameImage.tsx';
import { formatTime } from '../../ui/format.ts';
import type { FrameCell } from './model/cells.ts';

/** The stored picture as large as the window allows: the very bytes that a model gets. */
export function EnlargedFrame({
  projectId,
  cell,
  aspect,
  onClose,
}: {
  projectId: ProjectId;
  cell: FrameCell;
  aspect: number;
  onClose: () => void;
}) {
  const { t } = useTranslation('frames');
  const source = usePicture(projectId, cell.frame.imageSha256);
  const time = formatTime(cell.frame.ptsSec, 3);
  return (
    <Dialog
      open
      size="xl"
      onOpenChange={(open) => !open && onClose()}
      title={t('inspector.title', { time })}
    >
      <FrameImage
        source={source}
        alt={t('inspector.alt', { time })}
        aspect={aspect}
        fit="contain"
        className="max-h-[72vh] w-full rounded-md"
      />
    </Dialog>
  );
}
