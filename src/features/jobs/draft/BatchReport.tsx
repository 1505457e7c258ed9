import { useTranslation } from 'react-i18next';
import type { BatchReadReport } from '../../../pipeline/batch.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';

/** Which requests a results file answered, and what is wrong with the others. */
export function BatchReport({ report, onClose }: { report: BatchReadReport; onClose: () => void }) {
  const { t } = useTranslation('jobs');
  const errorText = useErrorText();
  const { answered, failed, unknown, badLines } = report;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('batch.report')}
      description={t('batch.answered', { count: answered })}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('batch.close')}
        </Button>
      }
    >
      <div className="flex flex-col gap-2">
        {failed.length > 0 ? (
          <section aria-labelledby="batch-failed">
            <h3 id="batch-failed" className="font-medium text-bad">
              {t('batch.failed', { count: failed.length })}
            </h3>
            <ul className="mt-1 flex flex-col gap-1">
              {failed.map(({ label, code, message }) => (
                <li key={`${label} ${code} ${message}`}>
                  <span className="mono">{label}</span>{' '}
                  {errorText({ code, message, details: {} }).title}{' '}
                  <span className="mono text-ink-3">
                    {code} · {message}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {unknown > 0 ? <p className="text-warn">{t('batch.unknown', { count: unknown })}</p> : null}
        {badLines.length > 0 ? (
          <p className="text-warn">
            {t('batch.badLines', { count: badLines.length, lines: badLines.join(', ') })}
          </p>
        ) : null}
        <p className="text-ink-2">{t('batch.next')}</p>
      </div>
    </Dialog>
  );
}
