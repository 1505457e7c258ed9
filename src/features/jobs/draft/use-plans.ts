import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { encodeError } from '../../../core/errors.ts';
import type { ProjectId, VideoId } from '../../../core/flow.ts';
import type { Progress } from '../../../core/job.ts';
import type { RecipeCall } from '../../../pipeline/recipe-input.ts';
import { useStudio } from '../../../state/studio.ts';
import type { PlanOutcome } from './plan-totals.ts';

/** How far planning is: `index` counts the videos from 0; `progress` is of the one at work. */
interface PlanningAt {
  index: number;
  videoId: VideoId;
  progress: Progress | null;
}

export interface Planning {
  /** Plans of all videos; `undefined` while they are being made. */
  outcomes: PlanOutcome[] | undefined;
  at: PlanningAt | null;
  /** A person stopped it. */
  isStopped: boolean;
  stop(): void;
  again(): void;
}

/** Somebody who types a number is not planned for at every digit. */
const SETTLE_MS = 250;

/** Makes the plans without the network. Frames are decoded here, so it shows how far it is and can be stopped. */
export function usePlans(
  projectId: ProjectId,
  videoIds: readonly VideoId[],
  call: RecipeCall,
): Planning {
  const { drafting } = useStudio();
  const client = useQueryClient();
  const [at, setAt] = useState<PlanningAt | null>(null);
  const settled = useSettled(call);
  const isSettled = JSON.stringify(settled) === JSON.stringify(call);
  const queryKey = ['draft-plans', projectId, videoIds, settled];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const outcomes: PlanOutcome[] = [];
      for (const [index, videoId] of videoIds.entries()) {
        signal.throwIfAborted();
        setAt({ index, videoId, progress: null });
        const onProgress = (progress: Progress) =>
          signal.aborted ? undefined : setAt({ index, videoId, progress });
        try {
          const plan = await drafting.plan(projectId, videoId, { ...settled, signal, onProgress });
          outcomes.push({ videoId, plan });
        } catch (thrown) {
          outcomes.push({ videoId, error: encodeError(thrown) });
        }
      }
      signal.throwIfAborted();
      return outcomes;
    },
    // Core frames, endpoints and prompts may have changed since the dialog was open last.
    gcTime: 0,
    staleTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return {
    outcomes: isSettled && !query.isFetching ? query.data : undefined,
    at,
    isStopped: isSettled && !query.isFetching && query.data === undefined,
    stop: () => void client.cancelQueries({ queryKey }),
    again: () => void query.refetch(),
  };
}

/** The call as it stands once nobody changed it for a moment. */
function useSettled(call: RecipeCall): RecipeCall {
  const text = JSON.stringify(call);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return useMemo(() => JSON.parse(settled) as RecipeCall, [settled]);
}
