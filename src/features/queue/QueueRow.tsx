import type { TFunction } from 'i18next';
import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { DraftView } from '../../core/flow.ts';
import { Chip } from '../../ui/Chip.tsx';
import { cn } from '../../ui/cn.ts';
import { checkCounts, draftLine, modelOf, STATUS_TONES } from './draft-summary.ts';

/** Of the head and the rows. `text` takes what is left. */
export const COLUMNS = [
  { id: 'select', widthPx: 36 },
  { id: 'status', widthPx: 92 },
  { id: 'task', widthPx: 160 },
  { id: 'text', widthPx: null },
  { id: 'video', widthPx: 170 },
  { id: 'steps', widthPx: 56 },
  { id: 'checks', widthPx: 172 },
  { id: 'model', widthPx: 130 },
  { id: 'created', widthPx: 180 },
] as const;

/** What every row needs and none changes; made once for the table. */
export interface RowWords {
  t: TFunction<'queue'>;
  tCommon: TFunction<'common'>;
  date: Intl.DateTimeFormat;
}

export interface QueueRowProps {
  id: string;
  /** 0-based place in the list. */
  index: number;
  /** `undefined` = on its way. */
  draft: DraftView | undefined;
  videoName: string | undefined;
  isActive: boolean;
  isChosen: boolean;
  words: RowWords;
}

/**
 * One draft, 28 px high. The table answers to clicks and keys for all of its rows (`data-index`, `data-open`), so that
 * scrolling makes the rows that come into sight and touches no other.
 */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { draft, id, index, isActive, isChosen } = props;
  return (
    <tr
      id={id}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={cn(isActive && 'bg-hover shadow-[inset_3px_0_0_var(--accent)]')}
    >
      {draft ? (
        <Cells draft={draft} videoName={props.videoName} isChosen={isChosen} words={props.words} />
      ) : (
        <td colSpan={COLUMNS.length}>
          <div className="pulse-soft h-3 w-2/3 rounded-sm bg-hover" />
        </td>
      )}
    </tr>
  );
});

type CellsProps = Pick<QueueRowProps, 'videoName' | 'isChosen' | 'words'> & { draft: DraftView };

function Cells({ draft, videoName, isChosen, words: { t, tCommon, date } }: CellsProps) {
  const line = draftLine(draft) ?? t('noText');
  const made = modelOf(draft.provenance);
  return (
    <>
      <td className="text-center">
        <input
          type="checkbox"
          aria-label={t('selectRow', { text: line })}
          checked={isChosen}
          readOnly
          className="size-4 align-middle accent-accent"
        />
      </td>
      <td>
        <Chip tone={STATUS_TONES[draft.status]}>{tCommon(`status.${draft.status}`)}</Chip>
      </td>
      <td className={cn('truncate', !draft.task && 'text-ink-3')}>{draft.task ?? t('noTask')}</td>
      <td>
        <div className="flex min-w-0 items-center gap-2">
          <button type="button" data-open tabIndex={-1} className="truncate hover:underline">
            {line}
          </button>
          {draft.isEdited && draft.status !== 'edited' ? (
            <Chip tone="info">{t('edited')}</Chip>
          ) : null}
        </div>
      </td>
      <td className="mono truncate text-ink-2">{videoName ?? t('gone')}</td>
      <td className="mono text-end">{draft.steps.length}</td>
      <td>
        <div className="flex min-w-0 gap-1 overflow-hidden">
          <Checks draft={draft} t={t} />
        </div>
      </td>
      <td className="mono truncate text-ink-2">
        {made ?? t(`madeBy.${draft.provenance.origin === 'hand' ? 'hand' : 'import'}`)}
      </td>
      <td className="truncate text-ink-2 tabular">{date.format(draft.createdAtMs)}</td>
    </>
  );
}

function Checks({ draft, t }: { draft: DraftView; t: RowWords['t'] }) {
  const { unlinked, fail, warn } = checkCounts(draft);
  if (unlinked + fail + warn === 0) {
    return <span className="truncate text-ink-3">{t('checks.clear')}</span>;
  }
  return (
    <>
      {fail > 0 ? (
        <Chip tone="bad" icon={<TriangleAlert size={11} aria-hidden="true" />}>
          {t('checks.fail', { count: fail })}
        </Chip>
      ) : null}
      {unlinked > 0 ? <Chip tone="warn">{t('checks.unlinked', { count: unlinked })}</Chip> : null}
      {warn > 0 ? <Chip tone="warn">{t('checks.warn', { count: warn })}</Chip> : null}
    </>
  );
}
