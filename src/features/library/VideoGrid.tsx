import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { VideoFile } from '../../core/flow.ts';
import { useWidth } from '../../ui/use-width.ts';

const MIN_CARD_PX = 272;
const GAP_PX = 12;
/** What a card needs below its 16:9 poster. */
const BODY_PX = 186;

/** Cards in as many columns as fit; only those in sight are rendered. Arrow keys move between them. */
export function VideoGrid({
  videos,
  renderCard,
}: {
  videos: readonly VideoFile[];
  renderCard: (video: VideoFile) => ReactNode;
}) {
  const { t } = useTranslation('library');
  const scroller = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(scroller);
  const columns = Math.max(1, Math.floor((widthPx + GAP_PX) / (MIN_CARD_PX + GAP_PX)));
  const cardPx = (widthPx - GAP_PX * (columns - 1)) / columns;
  const rowPx = Math.round((cardPx * 9) / 16 + BODY_PX);
  const rows = useVirtualizer({
    count: Math.ceil(videos.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx + GAP_PX,
    overscan: 2,
  });
  useEffect(() => {
    if (rowPx > 0) rows.measure();
  }, [rows, rowPx]);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const from = cardIndexOf(event.target);
    if (step === undefined || from === null) return;
    const to = from + step;
    if (to < 0 || to >= videos.length) return;
    event.preventDefault();
    rows.scrollToIndex(Math.floor(to / columns));
    requestAnimationFrame(() => focusCard(scroller.current, to));
  };
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ul
        aria-label={t('grid')}
        className="relative"
        style={{ height: rows.getTotalSize() }}
        onKeyDown={move}
      >
        {rows.getVirtualItems().flatMap((row) =>
          videos.slice(row.index * columns, (row.index + 1) * columns).map((video, column) => (
            <li
              key={video.id}
              data-card-index={row.index * columns + column}
              className="absolute top-0"
              style={{
                width: cardPx,
                height: rowPx,
                transform: `translate(${column * (cardPx + GAP_PX)}px, ${row.start}px)`,
              }}
            >
              {renderCard(video)}
            </li>
          )),
        )}
      </ul>
    </div>
  );
}

/** The card whose poster link has the focus; other controls keep their own arrow keys. */
function cardIndexOf(target: EventTarget): number | null {
  if (!(target instanceof HTMLElement) || !('cardLink' in target.dataset)) return null;
  const index = target.closest<HTMLElement>('[data-card-index]')?.dataset.cardIndex;
  return index === undefined ? null : Number(index);
}

function focusCard(root: HTMLElement | null, index: number): void {
  root?.querySelector<HTMLElement>(`[data-card-index="${index}"] [data-card-link]`)?.focus();
}
