import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { boxesOn, framesOf } from '../../../core/edit-evidence.ts';
import type { Evidence } from '../../../core/flow.ts';
import { useKeyHint } from '../../../state/use-hotkeys.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { useSession } from '../review-context.ts';
import { boxColour } from '../stage/box-math.ts';
import { cardLabels } from '../stage/card-labels.ts';
import { BoxChip, FrameChip, SpanChip } from './EvidenceChips.tsx';

/** Chips of frames, boxes and spans of one step, or the warning that there are none. */
export function StepEvidence({
  index,
  evidence,
}: {
  index: number;
  evidence: readonly Evidence[];
}) {
  const { t } = useTranslation('review');
  const hint = useKeyHint();
  const labels = useSession(cardLabels);
  const spans = evidence.flatMap((item) => (item.span ? [item.span] : []));
  const pin = hint('pin-frame');
  if (evidence.length === 0) {
    return (
      <Chip tone="warn" className="mt-1.5" icon={<TriangleAlert size={11} aria-hidden="true" />}>
        {t('noEvidence')} {pin ? <Kbd keys={pin} inherit /> : null}
      </Chip>
    );
  }
  return (
    <ul className="mt-1.5 flex flex-wrap gap-1">
      {framesOf(evidence).map((frame) => (
        <li key={frame.imageSha256} className="contents">
          <FrameChip frame={frame} step={index} />
          {boxesOn(evidence, frame.imageSha256).map((box) => (
            <BoxChip
              key={box.box}
              box={box}
              step={index}
              imageSha256={frame.imageSha256}
              colour={boxColour(box.label, labels)}
            />
          ))}
        </li>
      ))}
      {spans.map((span) => (
        <li key={`${span.startSec}:${span.endSec}`} className="contents">
          <SpanChip span={span} step={index} />
        </li>
      ))}
    </ul>
  );
}
