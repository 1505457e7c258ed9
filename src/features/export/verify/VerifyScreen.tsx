import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../../core/flow.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { formatCount } from '../../../ui/format.ts';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { RatesPanel } from './RatesPanel.tsx';
import { ReportPanel } from './ReportPanel.tsx';
import { SourcePanel } from './SourcePanel.tsx';
import {
  useImportWithTimes,
  useVerify,
  type VerifyRequest,
  type VerifyWork,
} from './use-verify.ts';

/** Holds a dataset against its videos and says, frame by frame, what is not so. */
export function VerifyScreen({ projectId }: { projectId: ProjectId }) {
  const { t } = useTranslation('verify');
  const errorText = useErrorText();
  const work = useVerify(projectId);
  const apply = useImportWithTimes(projectId);
  const [request, setRequest] = useState<VerifyRequest | null>(null);
  const file = request && typeof request.source !== 'string' ? request.source : null;
  const report = work.isPending ? null : (work.data ?? null);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-[1320px] flex-col gap-3 px-4 py-4">
        <h1 className="text-xl font-semibold">{t('title')}</h1>
        <p className="max-w-3xl text-pretty text-ink-2">{t('text')}</p>
        <div className="grid grid-cols-[minmax(0,5fr)_minmax(0,7fr)] items-start gap-3">
          <SourcePanel
            isBusy={work.isPending}
            onVerify={(asked) => {
              apply.reset();
              setRequest(asked);
              work.mutate(asked);
            }}
          />
          <div className="flex min-w-0 flex-col gap-3">
            <Progress work={work} />
            {work.isCancelled ? <p className="text-ink-2">{t('running.cancelled')}</p> : null}
            {work.error && !work.isCancelled ? <ErrorNotice {...errorText(work.error)} /> : null}
            {work.isIdle ? (
              <EmptyState
                icon={<ShieldCheck size={20} aria-hidden="true" />}
                title={t('empty.title')}
              >
                {t('empty.text')}
              </EmptyState>
            ) : null}
            {report && report.rates.length > 0 ? (
              <RatesPanel
                rates={report.rates}
                isApplying={apply.isPending}
                onApply={
                  request && file
                    ? () => apply.mutate({ file, videos: request.videos, report })
                    : null
                }
              />
            ) : null}
            <Applied drafts={apply.data?.drafts ?? null} />
            {apply.error ? <ErrorNotice {...errorText(apply.error)} /> : null}
            {report ? <ReportPanel key={work.submittedAt} report={report} /> : null}
          </div>
        </div>
      </div>
    </div>
  );
}

function Applied({ drafts }: { drafts: number | null }) {
  const { t, i18n } = useTranslation('verify');
  return (
    <p aria-live="polite" className="text-ink-2 empty:hidden">
      {drafts === null
        ? null
        : drafts === 0
          ? t('rates.nothingNew')
          : t('rates.applied', { count: drafts, shown: formatCount(drafts, i18n.language) })}
    </p>
  );
}

function Progress({ work: { progress, cancel } }: { work: VerifyWork }) {
  const { t, i18n } = useTranslation('verify');
  if (!progress) return null;
  const { done, total } = progress;
  const count = (value: number) => formatCount(value, i18n.language);
  return (
    <div className="flex items-center gap-3">
      <ProgressBar label={t('running.label')} done={done} total={total} className="flex-1" />
      <span className="mono shrink-0 text-ink-2">
        {total === null
          ? t('running.reading')
          : t('running.progress', { done: count(done), total: count(total) })}
      </span>
      <Button size="sm" onClick={cancel}>
        {t('running.cancel')}
      </Button>
    </div>
  );
}
