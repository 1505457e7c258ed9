import { cn } from './cn.ts';

/** The quiet shape of something that is on its way. Give it the size of what will come. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn('pulse-soft rounded-md bg-hover', className)} />;
}

/** Rows of a list or table that is on its way. */
export function SkeletonRows({ count, className }: { count: number; className?: string }) {
  return (
    <div aria-hidden="true" className={cn('flex flex-col gap-1.5', className)}>
      {Array.from({ length: count }, (_, index) => `row-${index}`).map((key) => (
        <Skeleton key={key} className="h-7" />
      ))}
    </div>
  );
}
