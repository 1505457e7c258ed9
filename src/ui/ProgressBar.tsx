import { Progress as Radix } from 'radix-ui';
import type { Tone } from './Chip.tsx';
import { cn } from './cn.ts';

const FILLS: Record<Tone, string> = {
  neutral: 'bg-ink-3',
  accent: 'bg-accent',
  ok: 'bg-ok',
  bad: 'bg-bad',
  warn: 'bg-warn',
  info: 'bg-info',
};

/** Progress of one thing. `total` null = not known yet: a quiet sweep. */
export function ProgressBar({
  label,
  done,
  total,
  tone = 'accent',
  className,
}: {
  label: string;
  done: number;
  total: number | null;
  tone?: Tone;
  className?: string;
}) {
  const percent = total && total > 0 ? Math.min(100, (done / total) * 100) : 0;
  return (
    <Radix.Root
      value={total === null ? null : percent}
      aria-label={label}
      className={cn('h-1 w-full overflow-hidden rounded-full bg-hover', className)}
    >
      <Radix.Indicator
        className={cn('h-full rounded-full', FILLS[tone], total === null && 'slide-bar w-1/3')}
        style={total === null ? undefined : { width: `${percent}%` }}
      />
    </Radix.Root>
  );
}

export interface BarPart {
  id: string;
  count: number;
  tone: Tone;
}

/** Parts of a whole side by side, such as drafts by status. What is missing to `total` stays empty. */
export function StackedBar({
  label,
  parts,
  total,
  className,
}: {
  label: string;
  parts: readonly BarPart[];
  total: number;
  className?: string;
}) {
  return (
    <div
      role="img"
      aria-label={label}
      className={cn('flex h-1.5 w-full gap-px overflow-hidden rounded-full bg-hover', className)}
    >
      {parts
        .filter((part) => part.count > 0)
        .map((part) => (
          <span
            key={part.id}
            className={FILLS[part.tone]}
            style={{ width: `${(part.count / Math.max(1, total)) * 100}%` }}
          />
        ))}
    </div>
  );
}
