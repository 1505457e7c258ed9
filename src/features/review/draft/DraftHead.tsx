import { Flag, Pencil, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DraftStatus } from '../../../core/flow.ts';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { Chip, type Tone } from '../../../ui/Chip.tsx';
import { hasUnsavedEdit, shownBody } from '../model/session-reducers.ts';
import { useSession } from '../review-context.ts';
import { MachineMarks } from './MachineMarks.tsx';

const STATUS_TONES: Record<DraftStatus, Tone> = {
  pending: 'neutral',
  accepted: 'ok',
  edited: 'info',
  rejected: 'bad',
  skipped: 'neutral',
  flagged: 'warn',
};

/** What kind of card this is and where it stands. */
export function DraftHead() {
  const { t } = useTranslation('review');
  const { t: common } = useTranslation('common');
  const words = useRecipeWords();
  const view = useSession((state) => state.card?.view ?? null);
  const body = useSession(shownBody);
  const isEditing = useSession((state) => state.edit !== null);
  const isUnsaved = useSession(hasUnsavedEdit);
  if (!view || !body) return null;
  const unlinked = body.steps.filter((step) => step.evidence.length === 0).length;
  const toCheck =
    unlinked +
    view.checks.filter((c) => c.code !== 'R1' && (c.verdict === 'warn' || c.verdict === 'fail'))
      .length;
  return (
    <header className="flex min-h-10 flex-wrap items-center gap-1.5 border-b border-line px-4 py-1.5">
      <Chip tone="accent" className="max-w-64 overflow-hidden text-ellipsis">
        {body.task ? (words.task(body.task) ?? body.task) : t('task.none')}
      </Chip>
      <Chip>{t(`kind.${body.kind}`)}</Chip>
      {view.status === 'pending' ? null : (
        <Chip
          tone={STATUS_TONES[view.status]}
          icon={view.status === 'flagged' ? <Flag size={11} aria-hidden="true" /> : null}
        >
          {common(`status.${view.status}`)}
        </Chip>
      )}
      {view.isEdited ? (
        <Chip icon={<Pencil size={11} aria-hidden="true" />}>{t('edited')}</Chip>
      ) : null}
      <MachineMarks view={view} body={body} />
      {isEditing ? (
        <Chip tone={isUnsaved ? 'warn' : 'info'}>{t(isUnsaved ? 'unsaved' : 'editing')}</Chip>
      ) : null}
      {toCheck > 0 ? (
        <Chip tone="warn" className="ms-auto" icon={<TriangleAlert size={11} aria-hidden="true" />}>
          {t('toCheck', { count: toCheck })}
        </Chip>
      ) : null}
    </header>
  );
}
