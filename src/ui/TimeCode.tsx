import { cn } from './cn.ts';
import { formatTime } from './format.ts';

/** A presentation time in seconds as `m:ss.s`, or `m:ss.mmm` where frames are told apart. */
export function TimeCode({
  timeSec,
  exact = false,
  className,
}: {
  timeSec: number;
  exact?: boolean;
  className?: string;
}) {
  return (
    <time dateTime={`PT${timeSec.toFixed(3)}S`} className={cn('mono whitespace-nowrap', className)}>
      {formatTime(timeSec, exact ? 3 : 1)}
    </time>
  );
}
