import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { ProjectId, VideoId } from '../core/flow.ts';
import { isFinished, type Job } from '../core/job.ts';
import { useStudio } from './studio.ts';

/** The project's jobs, newest first. */
export function useJobs(projectId: ProjectId): readonly Job[] {
  const { jobs } = useStudio();
  const subscribe = useCallback((listener: () => void) => jobs.subscribe(listener), [jobs]);
  const all = useSyncExternalStore(subscribe, () => jobs.snapshot());
  return useMemo(() => all.filter((job) => job.projectId === projectId), [all, projectId]);
}

/** The job that is at work on a video or waits for it; the running one first. `null` = none. */
export function openJobOf(jobs: readonly Job[], videoId: VideoId): Job | null {
  const open = jobs.filter((job) => job.spec.videoId === videoId && !isFinished(job.state));
  return open.find((job) => job.state.status === 'running') ?? open[0] ?? null;
}
