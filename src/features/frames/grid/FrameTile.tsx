import { Pin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../../core/flow.ts';
import { usePicture } from '../../../state/use-picture.ts';
import { cn } from '../../../ui/cn.ts';
import { FrameImage } from '../../../ui/FrameImage.tsx';
import { formatTime } from '../../../ui/format.ts';
import type { FrameCell } from '../model/cells.ts';
import { cosine } from '../model/use-words.ts';

/** The picture and one line below it. Core frames are bright and ringed, the others dimmed. */
export function FrameTile({
  projectId,
  cell,
  aspect,
}: {
  projectId: ProjectId;
  cell: FrameCell;
  aspect: number;
}) {
  const source = usePicture(projectId, cell.frame.imageSha256);
  const isCore = cell.coreIndex !== null;
  return (
    <span
      className={cn(
        'block overflow-hidden rounded-md border-2 bg-raised',
        isCore ? 'border-accent' : 'border-transparent',
      )}
    >
      <FrameImage
        source={source}
        alt=""
        aspect={aspect}
        className={cn(!isCore && 'opacity-45', cell.isDropped && 'grayscale')}
      />
      <span className="mono flex h-6 items-center gap-1 px-1.5 text-ink-2">
        <span className={cn(isCore && 'font-semibold text-ink')}>
          {shortTime(cell.frame.ptsSec)}
        </span>
        <Fate cell={cell} />
      </span>
    </span>
  );
}

/** Whole seconds are written without decimals: most samples lie on them, and the line is short. */
const shortTime = (timeSec: number): string =>
  formatTime(timeSec, Math.abs(timeSec - Math.round(timeSec)) < 0.05 ? 0 : 1);

function Fate({ cell }: { cell: FrameCell }) {
  const { t } = useTranslation('frames');
  if (cell.isDropped) return <span className="ms-auto text-bad">{t('grid.dropped')}</span>;
  if (cell.isPinned) {
    return (
      <span className="ms-auto flex items-center gap-1 text-accent">
        <Pin size={11} aria-hidden="true" /> {t('grid.pinned')}
      </span>
    );
  }
  if (cell.coreIndex !== null)
    return <span className="ms-auto text-accent">{t('grid.core_cell')}</span>;
  if (cell.standInSec === null) return null;
  return (
    <span className="ms-auto truncate">
      → {shortTime(cell.standInSec)} · {cosine(cell.similarity ?? 0)}
    </span>
  );
}
