import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobId, VideoId } from '../../core/flow.ts';
import type { Job } from '../../core/job.ts';

/** Says when a job ends, for people who do not look at the drawer. Jobs that had ended before are not news. */
export function JobAnnouncer({
  jobs,
  names,
}: {
  jobs: readonly Job[];
  names: ReadonlyMap<VideoId, string>;
}) {
  const { t } = useTranslation('jobs');
  const open = useRef(new Set<JobId>());
  const [said, setSaid] = useState('');
  useEffect(() => {
    const news: string[] = [];
    for (const job of jobs) {
      const { status } = job.state;
      if (status === 'queued' || status === 'running') open.current.add(job.id);
      else if (open.current.delete(job.id) && status !== 'cancelled') {
        const name = names.get(job.spec.videoId) ?? t('gone');
        news.push(t(`said.${status}`, { kind: t(`kind.${job.spec.kind}`), name }));
      }
    }
    if (news.length > 0) setSaid(news.join(' '));
  }, [jobs, names, t]);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
