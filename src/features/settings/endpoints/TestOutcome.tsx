import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { formatDuration } from '../../../ui/format.ts';
import type { ChatRole } from './presets.ts';
import type { TestResult } from './use-role-form.ts';

/** What came back from an endpoint, and what it can do. */
export function TestOutcome({ role, result }: { role: ChatRole; result: TestResult }) {
  const { t, i18n } = useTranslation('settings');
  const errorText = useErrorText();
  if (result.error)
    return (
      <ErrorNotice
        {...errorText({ ...result.error, details: {} })}
        details={result.error.message}
      />
    );
  const can = (isOk: boolean, text: string) => (
    <Chip
      tone={isOk ? 'ok' : 'warn'}
      icon={isOk ? <Check size={12} aria-hidden="true" /> : <X size={12} aria-hidden="true" />}
    >
      {text}
    </Chip>
  );
  return (
    <div role="status" className="flex flex-col gap-2 rounded-lg border border-line bg-raised p-3">
      <div className="flex flex-wrap items-center gap-2">
        <strong className={result.ok ? 'text-ok' : 'text-bad'}>
          {t(result.ok ? 'endpoints.result.ok' : 'endpoints.result.failed')}
        </strong>
        <span className="mono text-ink-2">
          {t('endpoints.result.latency', {
            time: formatDuration(result.latencyMs / 1000, i18n.language),
          })}
        </span>
        {role === 'embedder' ? null : (
          <>
            {can(
              result.pictures,
              t(result.pictures ? 'endpoints.result.pictures' : 'endpoints.result.noPictures'),
            )}
            {can(
              result.jsonSchema,
              t(
                result.jsonSchema ? 'endpoints.result.jsonSchema' : 'endpoints.result.noJsonSchema',
              ),
            )}
          </>
        )}
      </div>
      {result.text ? (
        <p className="break-words text-ink-2">
          {t('endpoints.result.said')} <q className="mono">{result.text.slice(0, 400)}</q>
        </p>
      ) : null}
    </div>
  );
}
