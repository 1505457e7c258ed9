import { ClipboardCopy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toStudioError } from '../../core/errors.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { notify, notifyError } from '../../ui/toasts.tsx';
import { DecodersPanel } from './DecodersPanel.tsx';
import { GpuPanel, IsolationPanel } from './MachinePanels.tsx';
import { reportText } from './report.ts';
import { SpeedPanel } from './SpeedPanel.tsx';
import { CodecsPanel, StoragePanel, VersionsPanel } from './StoragePanels.tsx';
import { useFindings } from './use-findings.ts';

/** What this machine can do, and a report of it to copy. */
export function DiagnosticsScreen() {
  const { t } = useTranslation('diagnostics');
  const { t: tCommon } = useTranslation('common');
  const errorText = useErrorText();
  const { found, isPending, errors, measure, measuring, tryDecoders, isTryingDecoders } =
    useFindings();
  const report = reportText(found);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(report);
      notify(tCommon('copied'));
    } catch (error) {
      const text = errorText(toStudioError(error));
      notifyError(text.title, { description: text.next });
    }
  };
  return (
    <div className="mx-auto flex max-w-[1180px] flex-col gap-4 px-6 py-6">
      <header className="flex flex-wrap items-center gap-3">
        <div className="me-auto">
          <h1 className="text-xl font-semibold">{t('title')}</h1>
          <p className="text-ink-2">{t('intro')}</p>
        </div>
        <Button
          variant="primary"
          icon={<ClipboardCopy size={14} aria-hidden="true" />}
          disabled={isPending}
          onClick={() => void copy()}
        >
          {t('copy')}
        </Button>
      </header>
      {errors.map((error) => (
        <ErrorNotice key={toStudioError(error).message} {...errorText(error)} />
      ))}
      {isPending ? (
        <SkeletonRows count={8} />
      ) : (
        <>
          <div className="grid gap-4 lg:grid-cols-2">
            <GpuPanel gpu={found.gpu} />
            <IsolationPanel isIsolated={found.isIsolated} missing={found.missingHeaders} />
            <CodecsPanel codecs={found.codecs} />
            <StoragePanel storage={found.storage} />
          </div>
          <SpeedPanel
            models={found.models}
            benchmarks={found.benchmarks}
            measure={measure}
            measuring={measuring}
          />
          <DecodersPanel rows={found.decoders} isTrying={isTryingDecoders} onTry={tryDecoders} />
          <VersionsPanel found={found} />
        </>
      )}
      <details className="rounded-lg border border-line bg-surface px-3 py-2">
        <summary className="cursor-pointer">{t('reportShow')}</summary>
        <section aria-label={t('report')}>
          <pre className="mono mt-2 overflow-x-auto whitespace-pre-wrap break-words text-ink-2">
            {report}
          </pre>
        </section>
      </details>
    </div>
  );
}
