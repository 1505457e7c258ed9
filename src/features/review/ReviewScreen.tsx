import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftId, ProjectId } from '../../core/flow.ts';
import type { DraftFilter } from '../../core/store-port.ts';
import { useStudio } from '../../state/studio.ts';
import { formatCount } from '../../ui/format.ts';
import { measurePainted } from './model/marks.ts';
import { createReview, type Review } from './model/review.ts';
import { CardSkeleton, ReviewBlank } from './ReviewBlank.tsx';
import { ReviewCardView } from './ReviewCardView.tsx';
import { ReviewContext, useSession } from './review-context.ts';
import { useReviewHotkeys } from './use-review-hotkeys.ts';

export interface ReviewScreenProps {
  projectId: ProjectId;
  /** The card to begin with; otherwise the first one that waits. */
  initialDraftId?: DraftId;
  /** Which drafts come one after the other; otherwise those that nobody decided on. */
  filter?: DraftFilter;
}

/** Where people decide on drafts, one card after the other. */
export function ReviewScreen({ projectId, initialDraftId, filter }: ReviewScreenProps) {
  const studio = useStudio();
  const { t } = useTranslation('review');
  const [review, setReview] = useState<Review | null>(null);
  // What a new render of the parent brings must not start the screen again: these are read once, when it opens.
  const opening = useRef({ initialDraftId, filter, t });
  opening.current.t = t;

  useEffect(() => {
    const made = createReview(studio, projectId, (done) => opening.current.t(`said.${done}`));
    const { initialDraftId: first, filter: queue } = opening.current;
    if (queue) made.session.setState({ queue });
    void made.navigator.start(first);
    setReview(made);
    return () => made.dispose();
  }, [studio, projectId]);

  if (!review) return <CardSkeleton />;
  return (
    <ReviewContext value={review}>
      <OpenReview />
    </ReviewContext>
  );
}

function OpenReview() {
  const { t } = useTranslation('review');
  const root = useRef<HTMLDivElement>(null);
  const phase = useSession((state) => state.phase);
  const cardId = useSession((state) => state.card?.view.id ?? null);
  useReviewHotkeys();

  useLayoutEffect(() => {
    if (!cardId || !root.current) return;
    void measurePainted(root.current);
    // The field or button that had the focus went away with the last card.
    if (document.activeElement === document.body) root.current.focus({ preventScroll: true });
  }, [cardId]);

  return (
    <div ref={root} tabIndex={-1} className="flex h-full min-h-0 flex-col outline-none">
      <h1 className="sr-only">{t('title')}</h1>
      {phase === 'card' ? <ReviewCardView /> : <ReviewBlank />}
      <Announcer />
    </div>
  );
}

/** Says what a decision did and which card is on screen now. */
function Announcer() {
  const { t, i18n } = useTranslation('review');
  const { text, nth } = useSession((state) => state.announcement);
  const position = useSession((state) => state.position);
  const count = (value: number) => formatCount(value, i18n.language);
  const place = position
    ? t('said.card', { index: count(position.index), total: count(position.total) })
    : '';
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {/* Words that are said again take the place of their like: only what changes is read out. */}
      <span key={nth}>{text ? `${text} ${place}` : place}</span>
    </p>
  );
}
