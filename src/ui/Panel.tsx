import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

export interface PanelProps {
  title: ReactNode;
  /** Facts beside the title, mono and quiet. */
  meta?: ReactNode;
  /** Controls at the end of the title row. */
  actions?: ReactNode;
  /** `false` lets the content touch the edges (tables, pictures). */
  padded?: boolean;
  className?: string;
  bodyClassName?: string;
  children: ReactNode;
}

/** A titled section on its own surface; a region named by its title. */
export function Panel({
  title,
  meta,
  actions,
  padded = true,
  className,
  bodyClassName,
  children,
}: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn('flex min-h-0 flex-col rounded-lg border border-line bg-surface', className)}
    >
      <header className="flex min-h-9 shrink-0 flex-wrap items-center gap-2 px-3 py-1">
        <h2 id={id} className="label">
          {title}
        </h2>
        {meta ? <span className="mono text-ink-3">{meta}</span> : null}
        {actions ? <div className="ms-auto flex items-center gap-1.5">{actions}</div> : null}
      </header>
      <div className={cn('min-h-0 flex-1', padded && 'px-3 pb-3', bodyClassName)}>{children}</div>
    </section>
  );
}
