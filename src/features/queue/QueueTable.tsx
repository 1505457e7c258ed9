import { FlexRender, type ReactTable, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoFile } from '../../core/flow.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { useRecipeWords } from '../../state/use-recipe-words.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { cn } from '../../ui/cn.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { type GridParts, onGridClick, onGridKey, ROW_PX } from './grid-input.ts';
import { LoadingRow, QueueRow } from './QueueRow.tsx';
import { type QueueLine, queueColumns, queueFeatures } from './queue-columns.tsx';
import { chooseAll, NOTHING } from './selection.ts';
import { type QueueRows, useQueueRows } from './use-queue-rows.ts';

export interface QueueTableProps extends GridParts {
  projectId: ProjectId;
  videos: readonly VideoFile[];
}

const rowId = (index: number): string => `queue-row-${index}`;

/**
 * Any number of drafts, of which only those on screen exist as elements. One stop for the Tab key; the current row is told
 * by `aria-activedescendant`.
 */
export function QueueTable(props: QueueTableProps) {
  const { projectId, seqs, videos, activeIndex, selection, onSelection } = props;
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
  const indices = items.map(({ index }) => index);
  const { table, columns } = useLines(indices, { rows, videos, chosen: selection.chosen });
  const leaves = table.getAllLeafColumns();
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
            {leaves.map(({ id, columnDef }) => (
              <col key={id} style={{ width: columnDef.meta?.widthPx ?? undefined }} />
            ))}
          </colgroup>
          <TableHead
            table={table}
            checked={chosen === 0 ? false : chosen === seqs.length || 'indeterminate'}
            onCheckedChange={(all) => onSelection(all ? chooseAll(seqs) : NOTHING)}
          />
          <Spacer heightPx={items[0]?.start ?? 0} columnCount={leaves.length} />
          <Rows {...props} {...{ indices, table, columns }} />
          <Spacer
            heightPx={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)}
            columnCount={leaves.length}
          />
        </table>
      </div>
    </div>
  );
}

type Lines = ReactTable<typeof queueFeatures, QueueLine>;

function Rows({
  seqs,
  activeIndex,
  indices,
  table,
  columns,
}: QueueTableProps & {
  indices: readonly number[];
  table: Lines;
  columns: ReturnType<typeof queueColumns>;
}) {
  const lines = table.getRowModel().rowsById;
  return (
    <tbody>
      {indices.map((index) => {
        const seq = seqs[index] ?? -1;
        const row = lines[String(seq)];
        const id = rowId(index);
        return row ? (
          <QueueRow key={seq} isActive={index === activeIndex} {...{ id, row, columns }} />
        ) : (
          <LoadingRow key={seq} columnCount={columns.length} {...{ id, index }} />
        );
      })}
    </tbody>
  );
}

interface LineParts {
  rows: QueueRows;
  videos: readonly VideoFile[];
  chosen: ReadonlySet<number>;
}

/** The table over the drafts in sight; those that are on their way are no lines yet. */
function useLines(indices: readonly number[], { rows, videos, chosen }: LineParts) {
  const columns = useColumns();
  const names = useMemo(() => new Map(videos.map(({ id, name }) => [id, name])), [videos]);
  const table = useTable({
    features: queueFeatures,
    columns,
    data: indices.flatMap((index): QueueLine[] => {
      const draft = rows.rowAt(index);
      if (!draft) return [];
      const isChosen = chosen.has(draft.seq);
      return [{ draft, index, videoName: names.get(draft.videoId), isChosen }];
    }),
    getRowId: ({ draft }) => String(draft.seq),
  });
  return { table, columns };
}

function useColumns(): ReturnType<typeof queueColumns> {
  const { t, i18n } = useTranslation('queue');
  const { t: tCommon } = useTranslation('common');
  const words = useRef(useRecipeWords());
  return useMemo(() => {
    const date = new Intl.DateTimeFormat(i18n.language, {
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
    });
    const taskName = (task: string) => words.current.task(task) ?? task;
    return queueColumns({ t, tCommon, date, taskName });
  }, [t, tCommon, i18n.language]);
}

/** Stands for the rows that are not on screen. */
function Spacer({ heightPx, columnCount }: { heightPx: number; columnCount: number }) {
  return heightPx > 0 ? (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={columnCount} className="border-0! p-0!" style={{ height: heightPx }} />
      </tr>
    </tbody>
  ) : null;
}

function TableHead({
  table,
  checked,
  onCheckedChange,
}: {
  table: Lines;
  checked: boolean | 'indeterminate';
  onCheckedChange: (all: boolean) => void;
}) {
  const { t } = useTranslation('queue');
  return (
    <thead className="sticky top-0 z-10 bg-surface">
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id} aria-rowindex={1}>
          {group.headers.map((header) => (
            <th
              key={header.id}
              scope="col"
              className={cn('truncate', header.column.columnDef.meta?.align)}
            >
              {header.column.id === 'select' ? (
                <Checkbox
                  label={t('selectAll')}
                  hideLabel
                  className="align-middle"
                  checked={checked}
                  onCheckedChange={onCheckedChange}
                />
              ) : (
                <FlexRender header={header} />
              )}
            </th>
          ))}
        </tr>
      ))}
    </thead>
  );
}
