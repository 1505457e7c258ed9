import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { VideoId } from '../../core/flow.ts';
import type { Job } from '../../core/job.ts';
import { JobRow } from './JobRow.tsx';

/** Running first, then what waits in the order it will run, then what ended, the latest first. */
const RANK: Record<Job['state']['status'], number> = {
  running: 0,
  queued: 1,
  failed: 2,
  done: 2,
  cancelled: 2,
};

export function inOrder(jobs: readonly Job[]): Job[] {
  return [...jobs].sort((a, b) => {
    const rank = RANK[a.state.status] - RANK[b.state.status];
    if (rank !== 0) return rank;
    const isOver = RANK[a.state.status] === 2;
    return (isOver ? -1 : 1) * (a.createdAtMs - b.createdAtMs);
  });
}

/** A folder of 500 files makes 500 jobs: only those in sight are rendered. */
export function JobList({
  jobs,
  names,
}: {
  jobs: readonly Job[];
  names: ReadonlyMap<VideoId, string>;
}) {
  const { t } = useTranslation('jobs');
  const scroller = useRef<HTMLDivElement>(null);
  const ordered = inOrder(jobs);
  const rows = useVirtualizer({
    count: ordered.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 37,
    getItemKey: (index) => ordered[index]?.id ?? index,
    overscan: 6,
  });
  return (
    <div ref={scroller} className="max-h-[min(38vh,320px)] overflow-y-auto">
      <ul aria-label={t('title')} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const job = ordered[index];
          if (!job) return null;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              <JobRow job={job} name={names.get(job.spec.videoId) ?? null} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
