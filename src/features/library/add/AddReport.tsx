import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AddOutcome } from '../../../pipeline/library.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { notify } from '../../../ui/toasts.tsx';
import type { Adding } from './use-add-files.ts';

type Failed = Extract<AddOutcome, { status: 'failed' }>;

/** What became of the files: how many came in, and for each bad one what is wrong and what can be done. */
export function AddReport({ adding }: { adding: Adding }) {
  const { t } = useTranslation('library');
  const errorText = useErrorText();
  const { outcomes, error, dismiss } = adding;
  const failed = (outcomes ?? []).filter((outcome) => outcome.status === 'failed');
  const count = (status: AddOutcome['status']) =>
    (outcomes ?? []).filter((outcome) => outcome.status === status).length;
  const [added, linked] = [count('added'), count('linked')];
  return (
    <>
      {error ? <ErrorNotice {...errorText(error)} /> : null}
      {outcomes ? (
        <section
          aria-label={t('title')}
          className="flex shrink-0 flex-col gap-2 rounded-lg border border-line bg-surface p-3"
        >
          <div className="flex items-start gap-3">
            <p role="status" className="flex flex-1 flex-wrap gap-x-4">
              {added > 0 ? (
                <span className="text-ok">{t('add.added', { count: added })}</span>
              ) : null}
              {linked > 0 ? <span>{t('add.linked', { count: linked })}</span> : null}
              {failed.length > 0 ? (
                <strong className="text-bad">{t('add.failed', { count: failed.length })}</strong>
              ) : null}
              {failed.length > 0 && added + linked > 0 ? (
                <span className="text-ink-2">{t('add.wentOn', { count: added + linked })}</span>
              ) : null}
            </p>
            <Button
              size="sm"
              variant="ghost"
              icon={<X size={14} aria-hidden="true" />}
              onClick={dismiss}
            >
              {t('add.dismiss')}
            </Button>
          </div>
          {failed.length > 0 ? <FailedFiles failed={failed} /> : null}
        </section>
      ) : null}
    </>
  );
}

function FailedFiles({ failed }: { failed: readonly Failed[] }) {
  const errorText = useErrorText();
  return (
    <ul className="max-h-48 overflow-y-auto">
      {failed.map(({ name, error }) => {
        const { title, next, code, details } = errorText(error);
        return (
          <li key={`${name} ${code}`} className="flex gap-3 border-t border-line py-1">
            <span className="w-64 shrink-0 truncate font-medium" title={name}>
              {name}
            </span>
            <span className="min-w-0 flex-1">
              <span className="text-bad">{title}</span> <span className="text-ink-2">{next}</span>
            </span>
            <CopyCode name={name} code={code} details={details} />
          </li>
        );
      })}
    </ul>
  );
}

/** The code, and with one press the line that a report needs. */
function CopyCode({
  name,
  code,
  details,
}: {
  name: string;
  code: string;
  details: string | undefined;
}) {
  const { t } = useTranslation('common');
  const copy = async () => {
    await navigator.clipboard.writeText([name, code, details].filter(Boolean).join(' · '));
    notify(t('copied'));
  };
  return (
    <button
      type="button"
      aria-label={`${t('copy')}: ${name}, ${code}`}
      title={details}
      onClick={() => void copy()}
      className="mono rounded-sm px-1 text-ink-3 hover:bg-hover hover:text-ink"
    >
      {code}
    </button>
  );
}
