import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../../ui/cn.ts';
import { useWidth } from '../../../ui/use-width.ts';
import type { FrameCell } from '../model/cells.ts';
import { FrameTile } from './FrameTile.tsx';
import { targetOf } from './grid-moves.ts';

const MIN_TILE_PX = 126;
const GAP_PX = 8;
/** The two lines below the picture, and the ring. */
const CAPTION_PX = 44;

export interface FrameGridProps {
  cells: readonly FrameCell[];
  /** Width over height of the pictures. */
  aspect: number;
  /** Presentation time: two frames may hold the same picture, never the same time. */
  focusedSec: number | null;
  onFocus: (cell: FrameCell) => void;
  onOpen: () => void;
  /** The cell's state in a sentence. */
  nameOf: (cell: FrameCell) => string;
  /** Why a core frame was kept. */
  whyOf: (cell: FrameCell) => string;
  onStandIn: (cell: FrameCell) => void;
}

/** All sampled frames as one list box: arrows move, Home and End jump, Enter opens. Only tiles in sight are rendered. */
export function FrameGrid(props: FrameGridProps) {
  const { cells, aspect, focusedSec, onFocus, onOpen, nameOf, whyOf, onStandIn } = props;
  const told = { aspect, onFocus, onOpen, nameOf, whyOf, onStandIn };
  const { t } = useTranslation('frames');
  const scroller = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(scroller);
  const columns = Math.max(1, Math.floor((widthPx + GAP_PX) / (MIN_TILE_PX + GAP_PX)));
  const tilePx = (widthPx - GAP_PX * (columns - 1)) / columns;
  const rowPx = Math.round(tilePx / aspect + CAPTION_PX);
  const rows = useVirtualizer({
    count: Math.ceil(cells.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx + GAP_PX,
    overscan: 3,
  });
  useEffect(() => {
    if (rowPx > 0) rows.measure();
  }, [rows, rowPx]);
  const focusedIndex = useMemo(
    () => cells.findIndex(({ frame }) => frame.ptsSec === focusedSec),
    [cells, focusedSec],
  );
  useInSight(rows, focusedIndex < 0 ? null : Math.floor(focusedIndex / columns), rowPx);
  const move = (event: KeyboardEvent) => {
    const to = targetOf(event.key, {
      from: Math.max(0, focusedIndex),
      columns,
      count: cells.length,
    });
    if (event.key === 'Enter') onOpen();
    else if (to !== null && cells[to]) onFocus(cells[to]);
    else return;
    event.preventDefault();
  };
  const isVisible = rows
    .getVirtualItems()
    .some(({ index }) => Math.floor(focusedIndex / columns) === index);
  return (
    <div ref={scroller} className="h-full min-h-0 overflow-y-auto p-1">
      <div
        role="listbox"
        aria-label={t('grid.label')}
        aria-activedescendant={isVisible ? optionId(focusedSec) : undefined}
        tabIndex={0}
        onKeyDown={move}
        className="relative rounded-md outline-offset-2"
        style={{ height: rows.getTotalSize() }}
      >
        {rows
          .getVirtualItems()
          .flatMap((row) =>
            cells
              .slice(row.index * columns, (row.index + 1) * columns)
              .map((cell, column) => (
                <FrameOption
                  key={cell.frame.ptsSec}
                  {...told}
                  cell={cell}
                  isFocused={cell.frame.ptsSec === focusedSec}
                  widthPx={tilePx}
                  leftPx={column * (tilePx + GAP_PX)}
                  topPx={row.start}
                />
              )),
          )}
      </div>
    </div>
  );
}

type FrameOptionProps = Omit<FrameGridProps, 'cells' | 'focusedSec'> & {
  cell: FrameCell;
  isFocused: boolean;
  widthPx: number;
  leftPx: number;
  topPx: number;
};

/**
 * One choice of the list box; the list box itself takes the keys. Rendered again only when something of its own changes: a playhead that
 * is dragged moves the focus many times a second.
 */
const FrameOption = memo(function FrameOption(props: FrameOptionProps) {
  const { cell, aspect, isFocused, widthPx, leftPx, topPx } = props;
  const { nameOf, whyOf, onFocus, onOpen, onStandIn } = props;
  return (
    <div
      id={optionId(cell.frame.ptsSec)}
      role="option"
      aria-selected={isFocused}
      aria-label={nameOf(cell)}
      tabIndex={-1}
      onPointerDown={() => onFocus(cell)}
      onDoubleClick={onOpen}
      className={cn(
        'absolute top-0 cursor-pointer rounded-md',
        isFocused && 'outline-2 outline-ink',
      )}
      style={{ width: widthPx, transform: `translate(${leftPx}px, ${topPx}px)` }}
    >
      <FrameTile {...{ cell, aspect }} why={whyOf(cell)} onStandIn={() => onStandIn(cell)} />
    </div>
  );
});

const optionId = (ptsSec: number | null) => `frame-${String(ptsSec).replace('.', '-')}`;

/** Scrolls a row into sight. By hand: `scrollToIndex` measures the page with every call, which a drag over an hour of video feels. */
function useInSight(
  rows: Virtualizer<HTMLDivElement, Element>,
  row: number | null,
  rowPx: number,
): void {
  useEffect(() => {
    if (row === null || rowPx <= 0) return;
    const top = row * (rowPx + GAP_PX);
    const heightPx = rows.scrollRect?.height ?? 0;
    const fromPx = rows.scrollOffset ?? 0;
    const isAbove = top < fromPx;
    if (!isAbove && top + rowPx <= fromPx + heightPx) return;
    rows.scrollElement?.scrollTo({ top: isAbove ? top : top + rowPx + GAP_PX - heightPx });
  }, [rows, row, rowPx]);
}
