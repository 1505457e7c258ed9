import { Pin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../../ui/cn.ts';
import { formatTime } from '../../../ui/format.ts';
import type { FrameCell } from '../model/cells.ts';
import { cosine } from '../model/use-words.ts';
import { Thumbnail } from '../Thumbnail.tsx';

export interface FrameTileProps {
  cell: FrameCell;
  aspect: number;
  /** Why it was kept, in a word or two; empty for other frames. */
  why: string;
  /** The pointer wants the frame that stands for this one. */
  onStandIn: () => void;
}

/** The picture, what became of it, and why. Core frames are bright and ringed, the others dimmed. */
export function FrameTile({ cell, aspect, why, onStandIn }: FrameTileProps) {
  const isCore = cell.coreIndex !== null;
  return (
    <span
      className={cn(
        'block overflow-hidden rounded-md border-2 bg-raised',
        isCore ? 'border-accent' : 'border-transparent',
      )}
    >
      <Thumbnail
        imageSha256={cell.frame.imageSha256}
        alt=""
        aspect={aspect}
        className={cn(!isCore && 'opacity-45', cell.isDropped && 'grayscale')}
      />
      <span className="mono flex h-5 items-center gap-1 px-1.5 text-ink-2">
        <span className={cn(isCore && 'font-semibold text-ink')}>
          {shortTime(cell.frame.ptsSec)}
        </span>
        <Fate cell={cell} />
      </span>
      <span className="flex h-5 items-center px-1.5 text-xs text-ink-2">
        {isCore ? <span className="truncate">{why}</span> : null}
        <StandIn cell={cell} onStandIn={onStandIn} />
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
  return <span className="ms-auto">{t(cell.isBlank ? 'grid.blank' : 'grid.notKept')}</span>;
}

/** For the pointer; the keyboard goes there from the panel of the frame in focus. */
function StandIn({ cell, onStandIn }: Pick<FrameTileProps, 'cell' | 'onStandIn'>) {
  if (cell.coreIndex !== null || cell.standInSec === null) return null;
  return (
    <span
      className="mono -mx-1 truncate rounded-xs px-1 hover:bg-hover hover:text-accent"
      onPointerDown={(event) => {
        event.stopPropagation();
        onStandIn();
      }}
    >
      → {shortTime(cell.standInSec)} · {cosine(cell.similarity ?? 0)}
    </span>
  );
}
