import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../state/use-error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ResizablePanels } from '../../ui/ResizablePanels.tsx';
import { ActionBar } from './ActionBar.tsx';
import { GoToDialog } from './dialogs/GoToDialog.tsx';
import { HistoryDialog } from './dialogs/HistoryDialog.tsx';
import { LeaveEditDialog } from './dialogs/LeaveEditDialog.tsx';
import { RedraftDialog } from './dialogs/RedraftDialog.tsx';
import { RejectDialog } from './dialogs/RejectDialog.tsx';
import { DraftPanel } from './draft/DraftPanel.tsx';
import { EvidenceStrip } from './evidence/EvidenceStrip.tsx';
import { ReviewHead } from './ReviewHead.tsx';
import { useReview, useSession } from './review-context.ts';
import { Stage } from './stage/Stage.tsx';
import { Timeline } from './timeline/Timeline.tsx';

/** A card: evidence left, draft right, decisions below. */
export function ReviewCardView() {
  const { t } = useTranslation('review');
  return (
    <>
      <ReviewHead />
      <ResizablePanels
        id="review"
        handleLabel={t('resize')}
        className="flex-1 px-2.5 py-2"
        panels={[
          { id: 'evidence', defaultSize: 57, minSize: '360px', content: <EvidenceColumn /> },
          { id: 'draft', defaultSize: 43, minSize: '380px', content: <DraftPanel /> },
        ]}
      />
      <Problem />
      <ActionBar />
      <RejectDialog />
      <RedraftDialog />
      <GoToDialog />
      <HistoryDialog />
      <LeaveEditDialog />
    </>
  );
}

function EvidenceColumn() {
  const { t } = useTranslation('review');
  return (
    <ResizablePanels
      id="review-evidence"
      orientation="vertical"
      handleLabel={t('resize')}
      className="h-full"
      panels={[
        { id: 'stage', minSize: '180px', content: <Stage /> },
        {
          id: 'strip',
          defaultSize: '160px',
          // The line below the pictures stays in sight.
          minSize: '128px',
          maxSize: '50%',
          content: <EvidenceStrip />,
        },
        {
          id: 'timeline',
          defaultSize: '110px',
          minSize: '84px',
          maxSize: '40%',
          content: <Timeline />,
        },
      ]}
    />
  );
}

/** A decision that did not reach the disk: the card and everything typed on it are still here. */
function Problem() {
  const { t: common } = useTranslation('common');
  const { session } = useReview();
  const errorText = useErrorText();
  const problem = useSession((state) => (state.dialog === 'redraft' ? null : state.problem));
  if (!problem || problem.code === 'job/cancelled') return null;
  return (
    <ErrorNotice
      {...errorText(problem)}
      className="mx-2.5 mb-2"
      actions={
        <Button size="sm" onClick={() => session.setState({ problem: null })}>
          {common('close')}
        </Button>
      }
    />
  );
}
