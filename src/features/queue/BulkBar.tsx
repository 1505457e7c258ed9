import { useTranslation } from 'react-i18next';
import { useKeyHint } from '../../state/use-hotkeys.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import type { BulkVerdict, Deciding } from './use-decide.ts';

const VERDICTS = ['accept', 'reject', 'skip', 'flag'] as const;

export interface BulkBarProps {
  chosen: number;
  canWrite: boolean;
  deciding: Deciding;
  onVerdict: (verdict: BulkVerdict) => void;
  /** Probes the questions among these drafts for shortcuts. */
  onProbe: () => void;
  onClear: () => void;
}

/** What can be done with the selected drafts, and how far it is. */
export function BulkBar({ chosen, canWrite, deciding, onVerdict, onProbe, onClear }: BulkBarProps) {
  const { t, i18n } = useTranslation('queue');
  const hint = useKeyHint();
  const { progress } = deciding;
  if (progress && progress.total > 1) {
    const label = t('bulk.working', {
      done: formatCount(progress.done, i18n.language),
      total: formatCount(progress.total, i18n.language),
    });
    return (
      <section
        aria-label={t('bulk.label')}
        className="flex h-11 items-center gap-3 border-t border-line bg-raised px-3"
      >
        <span className="mono shrink-0">{label}</span>
        <ProgressBar label={label} done={progress.done} total={progress.total} className="flex-1" />
        <Button size="sm" onClick={deciding.stop}>
          {t('bulk.stop')}
        </Button>
      </section>
    );
  }
  if (chosen === 0) return null;
  return (
    <section
      aria-label={t('bulk.label')}
      className="flex h-11 items-center gap-2 border-t border-line bg-raised px-3"
    >
      <span className="me-2 font-medium tabular" aria-live="polite">
        {t('bulk.selected', { count: chosen, shown: formatCount(chosen, i18n.language) })}
      </span>
      {VERDICTS.map((verdict) => {
        const key = hint(verdict);
        return (
          <Button
            key={verdict}
            size="sm"
            variant={verdict === 'accept' ? 'primary' : 'secondary'}
            disabled={!canWrite}
            onClick={() => onVerdict(verdict)}
          >
            {key ? <Kbd keys={key} inherit={verdict === 'accept'} /> : null}
            {t(`bulk.${verdict}`)}
          </Button>
        );
      })}
      <Button size="sm" variant="ghost" disabled={!canWrite} onClick={onProbe}>
        {t('bulk.probe')}
      </Button>
      <Button size="sm" variant="ghost" onClick={onClear} className="ms-auto">
        {t('bulk.clear')}
      </Button>
    </section>
  );
}
