import { RotateCcw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { cn } from './cn.ts';

export interface ErrorNoticeProps {
  /** What happened. */
  title: ReactNode;
  /** What to do next. */
  next: ReactNode;
  /** The stable code, for reports and searches. */
  code: string;
  /** Names and numbers of this occurrence. */
  details?: ReactNode;
  onRetry?: (() => void) | undefined;
  actions?: ReactNode;
  className?: string;
}

/** What happened and what to do next, in place. Feed it from `useErrorText()`. */
export function ErrorNotice({
  title,
  next,
  code,
  details,
  onRetry,
  actions,
  className,
}: ErrorNoticeProps) {
  const { t } = useTranslation('common');
  return (
    <div
      role="alert"
      className={cn('flex gap-3 rounded-lg border border-bad bg-bad-soft p-3', className)}
    >
      <TriangleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold text-bad">{title}</p>
        <p className="text-ink">{next}</p>
        {details ? <p className="mono mt-1 break-words text-ink-2">{details}</p> : null}
        <p className="mono mt-1 text-ink-2">{code}</p>
        {onRetry || actions ? (
          <div className="mt-2 flex flex-wrap gap-2">
            {onRetry ? (
              <Button size="sm" icon={<RotateCcw size={14} aria-hidden="true" />} onClick={onRetry}>
                {t('retry')}
              </Button>
            ) : null}
            {actions}
          </div>
        ) : null}
      </div>
    </div>
  );
}
