import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { TFunction } from 'i18next';
import { TriangleAlert } from 'lucide-react';
import type { DraftView } from '../../core/flow.ts';
import { Chip } from '../../ui/Chip.tsx';
import { checkCounts, draftLine, modelOf, STATUS_TONES } from './draft-summary.ts';

/** One line of the table: a draft, and what the table knows about its row. */
export interface QueueLine {
  draft: DraftView;
  /** 0-based place in the list. */
  index: number;
  videoName: string | undefined;
  isChosen: boolean;
}

/** What every cell needs and none changes; made once for the table. */
export interface CellWords {
  t: TFunction<'queue'>;
  tCommon: TFunction<'common'>;
  date: Intl.DateTimeFormat;
  taskName: (task: string) => string;
}

interface ColumnLook {
  /** `null` = takes what the others leave. */
  widthPx: number | null;
  /** Of the head and of the cells. */
  align?: string;
  cell?: string;
}

/** The table sorts, filters and selects in the store, over all drafts; here it only has columns. */
export const queueFeatures = tableFeatures({ columnMeta: {} as ColumnLook });

const helper = createColumnHelper<typeof queueFeatures, QueueLine>();

/** Of the head and the rows, in their order. */
export function queueColumns({ t, tCommon, date, taskName }: CellWords) {
  return helper.columns([
    helper.display({
      id: 'select',
      meta: { widthPx: 36, align: 'text-center!' },
      cell: ({ row: { original } }) => (
        <input
          type="checkbox"
          aria-label={t('selectRow', { text: draftLine(original.draft) ?? t('noText') })}
          checked={original.isChosen}
          readOnly
          className="size-4 align-middle accent-accent"
        />
      ),
    }),
    helper.accessor(({ draft }) => draft.status, {
      id: 'status',
      header: t('columns.status'),
      meta: { widthPx: 92 },
      cell: (cell) => {
        const status = cell.getValue();
        return <Chip tone={STATUS_TONES[status]}>{tCommon(`status.${status}`)}</Chip>;
      },
    }),
    helper.accessor(({ draft }) => draft.task, {
      id: 'task',
      header: t('columns.task'),
      meta: { widthPx: 178, cell: 'truncate' },
      cell: (cell) => <Task task={cell.getValue()} {...{ t, taskName }} />,
    }),
    helper.display({
      id: 'text',
      header: t('columns.text'),
      meta: { widthPx: null },
      cell: ({ row }) => <Line draft={row.original.draft} t={t} />,
    }),
    helper.accessor(({ videoName }) => videoName, {
      id: 'video',
      header: t('columns.video'),
      meta: { widthPx: 150, cell: 'mono truncate text-ink-2' },
      cell: (cell) => cell.getValue() ?? t('gone'),
    }),
    helper.accessor(({ draft }) => draft.steps.length, {
      id: 'steps',
      header: t('columns.steps'),
      meta: { widthPx: 58, align: 'text-end!', cell: 'mono' },
    }),
    helper.display({
      id: 'checks',
      header: t('columns.checks'),
      meta: { widthPx: 196 },
      cell: ({ row }) => (
        <div className="flex min-w-0 gap-1 overflow-hidden">
          <Checks draft={row.original.draft} t={t} />
        </div>
      ),
    }),
    helper.accessor(({ draft }) => draft.provenance, {
      id: 'model',
      header: t('columns.model'),
      meta: { widthPx: 116, cell: 'mono truncate text-ink-2' },
      cell: (cell) => {
        const made = cell.getValue();
        return modelOf(made) ?? t(`madeBy.${made.origin === 'hand' ? 'hand' : 'import'}`);
      },
    }),
    helper.accessor(({ draft }) => draft.createdAtMs, {
      id: 'created',
      header: t('columns.created'),
      meta: { widthPx: 140, cell: 'truncate text-ink-2 tabular' },
      cell: (cell) => date.format(cell.getValue()),
    }),
  ]);
}

function Task({ task, t, taskName }: { task: string | null } & Pick<CellWords, 't' | 'taskName'>) {
  return task === null ? <span className="text-ink-3">{t('noTask')}</span> : taskName(task);
}

/** By this text a person knows the draft; it opens it. */
function Line({ draft, t }: { draft: DraftView; t: CellWords['t'] }) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <button type="button" data-open tabIndex={-1} className="truncate hover:underline">
        {draftLine(draft) ?? t('noText')}
      </button>
      {draft.isEdited && draft.status !== 'edited' ? <Chip tone="info">{t('edited')}</Chip> : null}
    </div>
  );
}

function Checks({ draft, t }: { draft: DraftView; t: CellWords['t'] }) {
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
