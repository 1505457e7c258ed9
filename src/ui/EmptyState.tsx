import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface EmptyStateProps {
  icon: ReactNode;
  title: ReactNode;
  /** What to do next. */
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Nothing here yet: says why, and what to do next. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        'mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-12 text-center',
        className,
      )}
    >
      <div
        aria-hidden="true"
        className="grid size-11 place-items-center rounded-full bg-accent-soft text-accent"
      >
        {icon}
      </div>
      <h2 className="text-md font-semibold">{title}</h2>
      <div className="text-pretty text-ink-2">{children}</div>
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
