import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { VideoId } from '../../core/flow.ts';
import { type Job, runCosts } from '../../core/job.ts';
import { JobRow } from './JobRow.tsx';
import { inOrder } from './job-order.ts';

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
  const runs = runCosts(jobs);
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
              <JobRow
                job={job}
                name={names.get(job.spec.videoId) ?? null}
                run={job.spec.kind === 'draft' ? runs.get(job.spec.runId ?? '') : undefined}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
