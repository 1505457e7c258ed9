import { Clock, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DraftBody, DraftView } from '../../../core/flow.ts';
import { Chip } from '../../../ui/Chip.tsx';

/** Boxes and spans that a model drew and that nobody has confirmed: a decision on the draft confirms what it shows. */
export function MachineMarks({ view, body }: { view: DraftView; body: DraftBody }) {
  const { t } = useTranslation('lineage');
  const isOpen = view.status !== 'accepted' && view.status !== 'edited';
  if (view.provenance.origin !== 'model' || !isOpen) return null;
  const all = [...body.evidence, ...body.steps.flatMap((step) => step.evidence)];
  const boxes = all.reduce((sum, { boxes: drawn = [] }) => sum + drawn.length, 0);
  const spans = all.filter(({ span }) => span !== undefined).length;
  return (
    <>
      {boxes > 0 ? (
        <Chip
          tone="warn"
          title={t('machine.boxesHint')}
          icon={<Square size={11} aria-hidden="true" />}
        >
          {t('machine.boxes', { count: boxes })}
        </Chip>
      ) : null}
      {spans > 0 ? (
        <Chip
          tone="warn"
          title={t('machine.spansHint')}
          icon={<Clock size={11} aria-hidden="true" />}
        >
          {t('machine.spans', { count: spans })}
        </Chip>
      ) : null}
    </>
  );
}
