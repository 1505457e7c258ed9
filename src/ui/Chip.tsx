import type { HTMLAttributes, ReactNode } from 'react';
import { cn } from './cn.ts';

export type Tone = 'neutral' | 'accent' | 'ok' | 'bad' | 'warn' | 'info';

const TONES: Record<Tone, string> = {
  neutral: 'border-line bg-raised text-ink-2',
  accent: 'border-transparent bg-accent-soft text-accent',
  ok: 'border-transparent bg-ok-soft text-ok',
  bad: 'border-transparent bg-bad-soft text-bad',
  warn: 'border-transparent bg-warn-soft text-warn',
  info: 'border-transparent bg-info-soft text-info',
};

export interface ChipProps extends HTMLAttributes<HTMLSpanElement> {
  tone?: Tone | undefined;
  icon?: ReactNode;
}

/** A small fact in a line: 20 px high, never wraps. */
export function Chip({ tone = 'neutral', icon, className, children, ...rest }: ChipProps) {
  return (
    <span
      className={cn(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-xs',
        TONES[tone],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </span>
  );
}
