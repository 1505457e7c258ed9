import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoFile } from '../../core/flow.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { cn } from '../../ui/cn.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { COLUMNS, QueueRow, type RowWords } from './QueueRow.tsx';
import { chooseAll, extendTo, NOTHING, type QueueSelection, toggle } from './selection.ts';
import { type QueueRows, useQueueRows } from './use-queue-rows.ts';

const ROW_PX = 28;

export interface QueueTableProps {
  projectId: ProjectId;
  seqs: Float64Array;
  videos: readonly VideoFile[];
  /** Place in `seqs`; -1 = no row is current. */
  activeIndex: number;
  onActiveIndex: (index: number) => void;
  /** Opens the draft in review. */
  onOpen: (index: number) => void;
  selection: QueueSelection;
  onSelection: (selection: QueueSelection) => void;
}

const rowId = (index: number): string => `queue-row-${index}`;

/**
 * Any number of drafts, of which only those on screen exist as elements. One stop for the Tab key; the current row is told
 * by `aria-activedescendant`.
 */
export function QueueTable(props: QueueTableProps) {
  const { projectId, seqs, activeIndex, selection, onSelection } = props;
  const { t } = useTranslation('queue');
  const errorText = useErrorText();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: seqs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    // The head stays on top of the rows: a row is only in sight below it.
    scrollPaddingStart: ROW_PX,
  });
  useEffect(() => {
    if (activeIndex >= 0) virtual.scrollToIndex(activeIndex, { align: 'auto' });
  }, [activeIndex, virtual]);
  const items = virtual.getVirtualItems();
  const rows = useQueueRows(projectId, seqs, [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]);
  const isActiveShown = items.some((item) => item.index === activeIndex);
  const chosen = selection.chosen.size;
  // A table may be a grid (ARIA in HTML); here it is one, because its rows can be gone through and chosen.
  const grid = {
    role: 'grid',
    tabIndex: 0,
    'aria-multiselectable': true,
    'aria-rowcount': seqs.length + 1,
    'aria-activedescendant': isActiveShown ? rowId(activeIndex) : undefined,
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {rows.error ? (
        <ErrorNotice {...errorText(rows.error)} onRetry={rows.retry} className="m-3" />
      ) : null}
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
        <table
          {...grid}
          aria-label={t('grid')}
          onClick={(event) => onGridClick(event, props)}
          onKeyDown={(event) => onGridKey(event, props)}
          className="data-table min-w-[1160px] table-fixed -outline-offset-2"
        >
          <colgroup>
            {COLUMNS.map(({ id, widthPx }) => (
              <col key={id} style={widthPx === null ? undefined : { width: widthPx }} />
            ))}
          </colgroup>
          <TableHead
            checked={chosen === 0 ? false : chosen === seqs.length || 'indeterminate'}
            onCheckedChange={(all) => onSelection(all ? chooseAll(seqs) : NOTHING)}
          />
          <Spacer heightPx={items[0]?.start ?? 0} />
          <Rows {...props} indices={items.map(({ index }) => index)} rows={rows} />
          <Spacer heightPx={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </table>
      </div>
    </div>
  );
}

function Rows(props: QueueTableProps & { indices: readonly number[]; rows: QueueRows }) {
  const { seqs, videos, activeIndex, selection, indices, rows } = props;
  const words = useRowWords();
  const names = useMemo(() => new Map(videos.map(({ id, name }) => [id, name])), [videos]);
  return (
    <tbody>
      {indices.map((index) => {
        const draft = rows.rowAt(index);
        const seq = seqs[index] ?? -1;
        return (
          <QueueRow
            key={seq}
            id={rowId(index)}
            index={index}
            draft={draft}
            videoName={draft && names.get(draft.videoId)}
            isActive={index === activeIndex}
            isChosen={selection.chosen.has(seq)}
            words={words}
          />
        );
      })}
    </tbody>
  );
}

function useRowWords(): RowWords {
  const { t, i18n } = useTranslation('queue');
  const { t: tCommon } = useTranslation('common');
  return useMemo(() => {
    const date = new Intl.DateTimeFormat(i18n.language, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    return { t, tCommon, date };
  }, [t, tCommon, i18n.language]);
}

/** A click on a row: its box chooses it, its text opens it, anywhere else makes it the current one. */
function onGridClick(event: MouseEvent, props: QueueTableProps): void {
  const { seqs, onActiveIndex, onOpen, selection, onSelection } = props;
  const index = indexOfRow(event.target);
  const seq = seqs[index];
  if (seq === undefined || !(event.target instanceof Element)) return;
  const isBox = event.target.closest('input') !== null;
  const isText = event.target.closest('[data-open]') !== null;
  onActiveIndex(index);
  if (event.shiftKey) onSelection(extendTo(selection, seq, seqs));
  else if (isBox || event.ctrlKey || event.metaKey) onSelection(toggle(selection, seq));
  else if (isText) onOpen(index);
}

/** Place in the list of the row that was clicked; -1 outside the rows. */
function indexOfRow(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('tr') : null;
  return Number(row?.dataset.index ?? -1);
}

/** Stands for the rows that are not on screen. */
function Spacer({ heightPx }: { heightPx: number }) {
  return heightPx > 0 ? (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={COLUMNS.length} className="border-0! p-0!" style={{ height: heightPx }} />
      </tr>
    </tbody>
  ) : null;
}

function TableHead({
  checked,
  onCheckedChange,
}: {
  checked: boolean | 'indeterminate';
  onCheckedChange: (all: boolean) => void;
}) {
  const { t } = useTranslation('queue');
  return (
    <thead className="sticky top-0 z-10 bg-surface">
      <tr aria-rowindex={1}>
        {COLUMNS.map(({ id }) =>
          id === 'select' ? (
            <th key={id} scope="col" className="text-center!">
              <Checkbox
                label={t('selectAll')}
                hideLabel
                className="align-middle"
                checked={checked}
                onCheckedChange={onCheckedChange}
              />
            </th>
          ) : (
            <th key={id} scope="col" className={cn('truncate', id === 'steps' && 'text-end!')}>
              {t(`columns.${id}`)}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}

/** Keys of a grid that no remapping touches: choosing rows, and going far. */
function onGridKey(
  event: KeyboardEvent,
  { seqs, activeIndex, onActiveIndex, selection, onSelection }: QueueTableProps,
): void {
  // A checkbox in a row answers to its own keys.
  if (event.target !== event.currentTarget) return;
  const pageRows = Math.max(
    1,
    Math.floor((event.currentTarget.parentElement?.clientHeight ?? 0) / ROW_PX) - 2,
  );
  const go = (index: number) => onActiveIndex(Math.min(seqs.length - 1, Math.max(0, index)));
  const seq = seqs[activeIndex];
  const isMod = event.ctrlKey || event.metaKey;
  if (event.key === ' ' && seq !== undefined) {
    onSelection(event.shiftKey ? extendTo(selection, seq, seqs) : toggle(selection, seq));
  } else if (
    event.shiftKey &&
    (event.key === 'ArrowDown' || event.key === 'ArrowUp') &&
    seq !== undefined
  ) {
    const next = Math.min(
      seqs.length - 1,
      Math.max(0, activeIndex + (event.key === 'ArrowDown' ? 1 : -1)),
    );
    const started = selection.anchor === null ? toggle(selection, seq) : selection;
    onActiveIndex(next);
    onSelection(extendTo(started, seqs[next] ?? seq, seqs));
  } else if (isMod && event.key.toLowerCase() === 'a') onSelection(chooseAll(seqs));
  else if (event.key === 'Escape' && selection.chosen.size > 0) onSelection(NOTHING);
  else if (event.key === 'Home') go(0);
  else if (event.key === 'End') go(seqs.length - 1);
  else if (event.key === 'PageDown') go(activeIndex + pageRows);
  else if (event.key === 'PageUp') go(activeIndex - pageRows);
  else return;
  event.preventDefault();
}
