import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LineageView } from '../lineage/LineageView.tsx';
import { Notices } from '../lineage/Notices.tsx';
import { shownBody } from '../model/session-reducers.ts';
import { useSession } from '../review-context.ts';
import { BodyEditor } from './BodyEditor.tsx';
import { BodyView } from './BodyView.tsx';
import { DiffView } from './DiffView.tsx';
import { DraftHead } from './DraftHead.tsx';
import { ProvenanceLine } from './ProvenanceLine.tsx';

/** The machine's proposal as it stands, to read, to edit in place or to compare. */
export function DraftPanel() {
  const { t } = useTranslation('review');
  const id = useSession((state) => state.card?.view.id ?? null);
  const body = useSession(shownBody);
  const isEditing = useSession((state) => state.edit !== null);
  const showDiff = useSession((state) => state.showDiff);
  const scroller = useRef<HTMLDivElement>(null);
  // The next card is read from its top.
  useEffect(() => {
    if (!id) return;
    const request = requestAnimationFrame(() => scroller.current?.scrollTo({ top: 0 }));
    return () => cancelAnimationFrame(request);
  }, [id]);
  if (!body) return null;
  return (
    <section
      aria-label={t('draft')}
      className="flex h-full min-h-0 flex-col rounded-lg border border-line bg-surface"
    >
      <DraftHead />
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-4 pt-3 pb-3">
        <Notices />
        {showDiff ? (
          <DiffView />
        ) : isEditing ? (
          <BodyEditor body={body} />
        ) : (
          <BodyView body={body} />
        )}
        {showDiff || isEditing ? null : <LineageView />}
      </div>
      <ProvenanceLine />
    </section>
  );
}
