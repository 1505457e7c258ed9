import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../ui/cn.ts';

/** One notice across the whole width. */
export function Banner({
  tone,
  title,
  children,
  actions,
}: {
  tone: 'info' | 'warn';
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  const Icon = tone === 'warn' ? TriangleAlert : Info;
  return (
    <div
      className={cn(
        'flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1',
        tone === 'warn' ? 'bg-warn-soft' : 'bg-info-soft',
      )}
    >
      <Icon size={14} aria-hidden="true" className={tone === 'warn' ? 'text-warn' : 'text-info'} />
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">{title}</strong>{' '}
        <span className="text-ink-2">{children}</span>
      </p>
      {actions ? <div className="flex gap-1.5">{actions}</div> : null}
    </div>
  );
}
