import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../pipeline/dataset-types.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatCount } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { type ImportState, useImport } from './use-import.ts';

/** Takes an archive or a dataset, shows how far it is, and what could not be read. */
export function ImportDialog({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation('home');
  const { t: tCommon } = useTranslation('common');
  const navigate = useNavigate();
  const flow = useImport();
  const { state } = flow;
  const close = (open: boolean) => {
    if (!open) flow.cancel();
    onOpenChange(open);
  };
  const openProject = async ({ projectId }: ImportReport) => {
    onOpenChange(false);
    await navigate({ to: '/p/$projectId/queue', params: { projectId } });
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t('importDialog.title')}
      description={t('importDialog.description')}
      footer={
        <>
          <Button onClick={() => (state.step === 'reading' ? flow.cancel() : close(false))}>
            {state.step === 'done' ? tCommon('close') : tCommon('cancel')}
          </Button>
          {state.step === 'done' ? (
            <Button variant="primary" onClick={() => void openProject(state.report)}>
              {t('importDialog.open')}
            </Button>
          ) : null}
        </>
      }
    >
      <FileChoice isDisabled={state.step === 'reading'} onFile={(file) => void flow.start(file)} />
      <div aria-live="polite" className="mt-3">
        <Progress state={state} />
      </div>
    </Dialog>
  );
}

function FileChoice({ isDisabled, onFile }: { isDisabled: boolean; onFile: (file: File) => void }) {
  const { t } = useTranslation('home');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {t('importDialog.file')}
      </label>
      <input
        id={id}
        ref={input}
        type="file"
        accept=".zip,.json,.jsonl,.csv"
        className="sr-only"
        tabIndex={-1}
        disabled={isDisabled}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file can be chosen again after it was mended.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <Button
        icon={<FileUp size={15} aria-hidden="true" />}
        disabled={isDisabled}
        onClick={() => input.current?.click()}
      >
        {t('importDialog.choose')}
      </Button>
    </>
  );
}

function Progress({ state }: { state: ImportState }) {
  const { t, i18n } = useTranslation('home');
  const errorText = useErrorText();
  const count = (value: number) => formatCount(value, i18n.language);
  switch (state.step) {
    case 'idle':
      return null;
    case 'reading':
      return (
        <div className="flex flex-col gap-1.5">
          <p>{t('importDialog.reading', { name: state.name })}</p>
          <ProgressBar
            label={t('importDialog.reading', { name: state.name })}
            done={state.done}
            total={state.total}
          />
          <p className="mono text-ink-2">
            {state.total === null
              ? t('importDialog.readSoFar', { done: count(state.done) })
              : t('importDialog.readOf', { done: count(state.done), total: count(state.total) })}
          </p>
        </div>
      );
    case 'failed':
      return <ErrorNotice {...errorText(state.error)} />;
    case 'done':
      return <Report report={state.report} />;
  }
}

/** As many problems as fit in a glance; the rest is counted. */
const SHOWN_PROBLEMS = 50;

function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation('home');
  const { drafts, records, format, problems } = report;
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium text-ok">{t('importDialog.done', { drafts, records, format })}</p>
      {problems.length > 0 ? (
        <>
          <p className="text-warn">{t('importDialog.problems', { count: problems.length })}</p>
          <ul className="max-h-56 overflow-y-auto rounded-md border border-line">
            {problems.slice(0, SHOWN_PROBLEMS).map((problem) => (
              <li
                key={`${problem.line}:${problem.column ?? 0}:${problem.path ?? ''}:${problem.message}`}
                className="flex gap-3 border-b border-line px-2 py-1 last:border-0"
              >
                <span className="mono shrink-0 text-ink-3">
                  {problem.column === undefined
                    ? t('importDialog.line', { line: problem.line })
                    : t('importDialog.lineColumn', { line: problem.line, column: problem.column })}
                </span>
                <span className="min-w-0 break-words">
                  {problem.path ? <code className="mono me-2">{problem.path}</code> : null}
                  {problem.message}
                </span>
              </li>
            ))}
          </ul>
          {problems.length > SHOWN_PROBLEMS ? (
            <p className="text-ink-3">
              {t('importDialog.moreProblems', { count: problems.length - SHOWN_PROBLEMS })}
            </p>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
