import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DecisionEvent, DraftId, JournalEvent } from '../../../core/flow.ts';
import { isRejectCode } from '../../../core/reject-reasons.ts';
import { decisionsOf, EDITABLE_FIELDS } from '../../../core/review.ts';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { formatDateTime, formatDuration } from '../../../ui/format.ts';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { useReview, useSession } from '../review-context.ts';

/** Every event of the draft's journal, the latest first. */
export function HistoryDialog() {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const open = useSession((state) => state.dialog === 'history');
  const id = useSession((state) => state.card?.view.id ?? null);
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => session.setState({ dialog: isOpen ? 'history' : null })}
      title={t('history.title')}
      description={t('history.description')}
    >
      {id ? <Events draftId={id} /> : null}
    </Dialog>
  );
}

function Events({ draftId }: { draftId: DraftId }) {
  const { t } = useTranslation('review');
  const { store } = useStudio();
  const { projectId } = useReview();
  const errorText = useErrorText();
  const { data: events, error } = useQuery({
    queryKey: storeKey('decisions', projectId, draftId, 'history'),
    queryFn: () => store.decisions.history(projectId, draftId),
  });
  if (error) return <ErrorNotice {...errorText(error)} />;
  if (!events) return <SkeletonRows count={3} />;
  if (events.length === 0) return <p className="text-ink-2">{t('history.empty')}</p>;
  const decisions = new Map(decisionsOf(events).map((decision) => [decision.id, decision]));
  return (
    <ol className="flex flex-col gap-2">
      {events.toReversed().map((event) => (
        <EventRow key={event.id} event={event} decision={decisions.get(event.id) ?? null} />
      ))}
    </ol>
  );
}

function EventRow({ event, decision }: { event: JournalEvent; decision: DecisionEvent | null }) {
  const { t, i18n } = useTranslation('review');
  const { t: reasons } = useTranslation('reasons');
  const isUndone = decision?.undoneBy !== undefined;
  const title =
    event.type === 'decision' ? t(`history.verdict.${event.verdict}`) : t(`history.${event.type}`);
  const looked =
    event.dwellMs === null ? null : formatDuration(event.dwellMs / 1000, i18n.language);
  const fields = EDITABLE_FIELDS.filter((field) => decision?.edit?.[field] !== undefined);
  return (
    <li className="rounded-md border border-line px-3 py-2">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className={isUndone ? 'font-semibold line-through' : 'font-semibold'}>{title}</span>
        {isUndone ? <span className="text-sm text-ink-3">{t('history.undone')}</span> : null}
        <span className="ms-auto text-sm text-ink-3">
          {formatDateTime(event.atMs, i18n.language)}
        </span>
      </div>
      <p className="text-sm text-ink-2">
        {[
          event.annotator,
          t(`history.via.${event.via}`),
          looked ? t('history.looked', { duration: looked }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {fields.length > 0 ? (
        <p className="text-sm text-ink-2">
          {t('history.fields', {
            fields: fields.map((field) => t(`history.field.${field}`)).join(', '),
          })}
        </p>
      ) : null}
      {decision?.reasons?.length ? (
        <p className="text-sm text-bad">
          {decision.reasons
            .map((code) => (isRejectCode(code) ? `${code} ${reasons(`${code}.label`)}` : code))
            .join(' · ')}
        </p>
      ) : null}
      {decision?.note ? (
        <p className="mt-1 whitespace-pre-wrap break-words">{decision.note}</p>
      ) : null}
    </li>
  );
}
