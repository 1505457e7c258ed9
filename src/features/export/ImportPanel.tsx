import { Link } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../pipeline/dataset-types.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { useCanWrite } from '../../state/use-projects.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatCount } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import type { ImportHere } from './use-import-here.ts';

/** As many problems as fit in a glance; the rest is counted. */
const SHOWN_PROBLEMS = 50;

/** Takes an archive or a dataset file, and says what could not be read and where. */
export function ImportPanel({ work }: { work: ImportHere }) {
  const { t, i18n } = useTranslation('export');
  const errorText = useErrorText();
  const canWrite = useCanWrite();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Panel title={t('import.title')} bodyClassName="flex flex-col gap-3">
      <p className="text-pretty text-ink-2">{t('import.text')}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".zip,.json,.jsonl"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file can be chosen again after it was mended.
          event.currentTarget.value = '';
          if (file) work.mutate(file);
        }}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          icon={<FileUp size={15} aria-hidden="true" />}
          disabled={!canWrite}
          busy={work.isPending}
          onClick={() => input.current?.click()}
        >
          {t('import.choose')}
        </Button>
        {work.progress ? (
          <div className="flex min-w-60 flex-1 items-center gap-3">
            <ProgressBar
              label={t('import.reading', { name: work.progress.name })}
              done={work.progress.done}
              total={work.progress.total}
              className="flex-1"
            />
            <span className="mono text-ink-2">
              {formatCount(work.progress.done, i18n.language)}
            </span>
            <Button size="sm" onClick={work.cancel}>
              {t('save.cancel')}
            </Button>
          </div>
        ) : null}
      </div>
      <div aria-live="polite">{work.data ? <Report report={work.data} /> : null}</div>
      {work.error && !work.isCancelled ? <ErrorNotice {...errorText(work.error)} /> : null}
    </Panel>
  );
}

function Report({ report }: { report: ImportReport }) {
  const { t, i18n } = useTranslation('export');
  const { drafts, records, format, problems, projectId } = report;
  const more = problems.length - SHOWN_PROBLEMS;
  const count = (value: number) => formatCount(value, i18n.language);
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-3">
        <span className="font-medium text-ok">
          {t('import.done', { drafts: count(drafts), records: count(records), format })}
        </span>
        <Link
          to="/p/$projectId/queue"
          params={{ projectId }}
          className="font-medium text-accent hover:underline"
        >
          {t('import.openQueue')}
        </Link>
      </p>
      {report.scores ? (
        <p className="text-ink-2">
          {t('import.scores', {
            answers: count(report.scores.answers),
            micro: formatShare(report.scores.micro, i18n.language),
            macro: formatShare(report.scores.macro, i18n.language),
          })}
        </p>
      ) : null}
      {problems.length > 0 ? (
        <>
          <p className="text-warn">{t('import.problems', { count: problems.length })}</p>
          <ul className="rounded-md border border-line">
            {problems.slice(0, SHOWN_PROBLEMS).map((problem) => (
              <Problem
                key={`${problem.line}:${problem.column ?? 0}:${problem.path ?? ''}:${problem.message}`}
                problem={problem}
              />
            ))}
          </ul>
          {more > 0 ? (
            <p className="text-sm text-ink-3">{t('import.more', { count: more })}</p>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

const formatShare = (share: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);

function Problem({
  problem: { line, column, path, message },
}: {
  problem: ImportReport['problems'][number];
}) {
  const { t } = useTranslation('export');
  return (
    <li className="flex gap-3 border-b border-line px-2 py-1 last:border-0">
      <span className="mono shrink-0 text-ink-3">
        {column === undefined
          ? t('import.where', { line })
          : t('import.whereColumn', { line, column })}
      </span>
      <span className="min-w-0 break-words">
        {path ? <code className="mono me-2">{path}</code> : null}
        {message}
      </span>
    </li>
  );
}
