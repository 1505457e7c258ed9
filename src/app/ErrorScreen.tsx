import { Copy, House, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toStudioError } from '../core/errors.ts';
import { APP_VERSION } from '../core/version.ts';
import { useErrorText } from '../state/use-error-text.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { notify } from '../ui/toasts.tsx';

/** Where an error that nobody handled ends: what happened, what to do, and the details to copy. */
export function ErrorScreen({
  error,
  isStart = false,
  onRetry,
}: {
  error: unknown;
  isStart?: boolean;
  onRetry?: () => void;
}) {
  const { t } = useTranslation('shell');
  const { t: tCommon } = useTranslation('common');
  const text = useErrorText()(error);
  const copyDetails = async () => {
    await navigator.clipboard.writeText(errorReport(error));
    notify(tCommon('copied'));
  };
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col gap-3 p-6">
      <h1 className="text-lg font-semibold">{t(isStart ? 'error.startTitle' : 'error.title')}</h1>
      <ErrorNotice {...text} onRetry={onRetry} />
      <div className="flex flex-wrap gap-2">
        <Button icon={<RotateCcw size={14} aria-hidden="true" />} onClick={() => location.reload()}>
          {t('error.reload')}
        </Button>
        {isStart ? null : (
          <Button
            icon={<House size={14} aria-hidden="true" />}
            onClick={() => location.assign('/')}
          >
            {t('error.home')}
          </Button>
        )}
        <Button
          variant="ghost"
          icon={<Copy size={14} aria-hidden="true" />}
          onClick={() => void copyDetails()}
        >
          {t('error.copy')}
        </Button>
      </div>
    </div>
  );
}

/** What a report needs, and nothing that is secret: no draft text, no keys, no search part of the address. */
function errorReport(error: unknown): string {
  const { code, message, details, stack } = toStudioError(error);
  return JSON.stringify(
    {
      version: APP_VERSION,
      path: location.pathname,
      browser: navigator.userAgent,
      code,
      message,
      details,
      stack: stack?.split('\n').slice(0, 12),
    },
    null,
    2,
  );
}
