import { useCallback } from 'react';
import type { ProjectId, VideoId } from '../core/flow.ts';
import { isFinished } from '../core/job.ts';
import { useStudio } from './studio.ts';

/**
 * Starts a look at every frame of videos, as jobs in the drawer; those that are at it already are passed over. What comes of it is kept
 * with the video (`VideoFile.shots`). Resolves to how many were started.
 */
export function useFindShots(projectId: ProjectId): (ids: readonly VideoId[]) => Promise<number> {
  const { jobs } = useStudio();
  return useCallback(
    async (ids) => {
      const busy = new Set(
        jobs
          .snapshot()
          .filter(({ spec, state }) => spec.kind === 'shots' && !isFinished(state))
          .map(({ spec }) => spec.videoId),
      );
      const due = ids.filter((id) => !busy.has(id));
      for (const videoId of due)
        await jobs.enqueue(projectId, { kind: 'shots', videoId, decoder: 'auto' });
      return due.length;
    },
    [jobs, projectId],
  );
}
