import { FlexRender, type Row } from '@tanstack/react-table';
import { memo } from 'react';
import { cn } from '../../ui/cn.ts';
import type { QueueLine, queueColumns, queueFeatures } from './queue-columns.tsx';

export interface QueueRowProps {
  id: string;
  row: Row<typeof queueFeatures, QueueLine>;
  isActive: boolean;
  /** Those that the row was made with: new ones, such as in another language, draw it anew. */
  columns: ReturnType<typeof queueColumns>;
}

/**
 * One draft, 28 px high. The table answers to clicks and keys for all of its rows (`data-index`, `data-open`), and rows are
 * compared by what they show, so that scrolling makes the rows that come into sight and touches no other.
 */
export const QueueRow = memo(function QueueRow({ id, row, isActive }: QueueRowProps) {
  const { index, isChosen } = row.original;
  return (
    <tr
      id={id}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={cn(isActive && 'bg-hover shadow-[inset_3px_0_0_var(--accent)]')}
    >
      {row.getAllCells().map((cell) => {
        const look = cell.column.columnDef.meta;
        return (
          <td key={cell.id} className={cn(look?.align, look?.cell)}>
            <FlexRender cell={cell} />
          </td>
        );
      })}
    </tr>
  );
}, showsTheSame);

function showsTheSame(before: QueueRowProps, after: QueueRowProps): boolean {
  const [a, b] = [before.row.original, after.row.original];
  return (
    before.isActive === after.isActive &&
    before.columns === after.columns &&
    a.draft === b.draft &&
    a.index === b.index &&
    a.videoName === b.videoName &&
    a.isChosen === b.isChosen
  );
}

/** A draft that is on its way. */
export function LoadingRow({
  id,
  index,
  columnCount,
}: {
  id: string;
  index: number;
  columnCount: number;
}) {
  return (
    <tr id={id} data-index={index} aria-rowindex={index + 2}>
      <td colSpan={columnCount}>
        <div className="pulse-soft h-3 w-2/3 rounded-sm bg-hover" />
      </td>
    </tr>
  );
}
