import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DraftView, ProjectId } from '../../core/flow.ts';
import type { DraftFilter } from '../../core/ports.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { cn } from '../../ui/cn.ts';
import { formatDateTime } from '../../ui/format.ts';
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

export interface QueueRowProps {
  id: string;
  projectId: ProjectId;
  filter: DraftFilter;
  /** `undefined` = on its way. */
  draft: DraftView | undefined;
  videoName: string | undefined;
  /** 0-based place in the list. */
  index: number;
  isActive: boolean;
  isChosen: boolean;
  onToggle: () => void;
}

/** One draft, 28 px high. The table itself answers to clicks and keys. */
export function QueueRow(props: QueueRowProps) {
  const { draft, id, index, isActive, isChosen } = props;
  return (
    <tr
      id={id}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={cn(isActive && 'bg-hover shadow-[inset_3px_0_0_var(--accent)]')}
    >
      {draft ? <Cells {...props} draft={draft} /> : <PendingCells />}
    </tr>
  );
}

function PendingCells() {
  return (
    <td colSpan={COLUMNS.length}>
      <div className="pulse-soft h-3 w-2/3 rounded-sm bg-hover" />
    </td>
  );
}

function Cells({
  draft,
  projectId,
  filter,
  videoName,
  isChosen,
  onToggle,
}: QueueRowProps & { draft: DraftView }) {
  const { t, i18n } = useTranslation('queue');
  const { t: tCommon } = useTranslation('common');
  const line = draftLine(draft);
  const made = modelOf(draft.provenance);
  return (
    <>
      <td className="text-center">
        <Checkbox
          label={t('selectRow', { text: line ?? t('noText') })}
          hideLabel
          className="align-middle"
          checked={isChosen}
          onCheckedChange={onToggle}
        />
      </td>
      <td>
        <Chip tone={STATUS_TONES[draft.status]}>{tCommon(`status.${draft.status}`)}</Chip>
      </td>
      <td className={cn('truncate', !draft.task && 'text-ink-3')}>{draft.task ?? t('noTask')}</td>
      <td>
        <div className="flex min-w-0 items-center gap-2">
          <Link
            to="/p/$projectId/review"
            params={{ projectId }}
            search={{ ...filter, draft: draft.id }}
            tabIndex={-1}
            className={cn('truncate hover:underline', !line && 'text-ink-3')}
          >
            {line ?? t('noText')}
          </Link>
          {draft.isEdited && draft.status !== 'edited' ? (
            <Chip tone="info">{t('edited')}</Chip>
          ) : null}
        </div>
      </td>
      <td className="mono truncate text-ink-2">{videoName ?? t('gone')}</td>
      <td className="mono text-end">{draft.steps.length}</td>
      <td>
        <div className="flex min-w-0 gap-1 overflow-hidden">
          <Checks draft={draft} />
        </div>
      </td>
      <td className="mono truncate text-ink-2">
        {made ?? t(`madeBy.${draft.provenance.origin === 'hand' ? 'hand' : 'import'}`)}
      </td>
      <td className="truncate text-ink-2 tabular">
        {formatDateTime(draft.createdAtMs, i18n.language)}
      </td>
    </>
  );
}

function Checks({ draft }: { draft: DraftView }) {
  const { t } = useTranslation('queue');
  const { unlinked, fail, warn } = checkCounts(draft);
  const icon = <TriangleAlert size={11} aria-hidden="true" />;
  if (unlinked + fail + warn === 0)
    return <span className="truncate text-ink-3">{t('checks.clear')}</span>;
  return (
    <>
      {fail > 0 ? (
        <Chip tone="bad" icon={icon}>
          {t('checks.fail', { count: fail })}
        </Chip>
      ) : null}
      {unlinked > 0 ? <Chip tone="warn">{t('checks.unlinked', { count: unlinked })}</Chip> : null}
      {warn > 0 ? <Chip tone="warn">{t('checks.warn', { count: warn })}</Chip> : null}
    </>
  );
}
