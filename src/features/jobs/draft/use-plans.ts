import { useQuery } from '@tanstack/react-query';
import { encodeError } from '../../../core/errors.ts';
import type { ProjectId, VideoId } from '../../../core/flow.ts';
import type { RecipeCall } from '../../../pipeline/recipe-input.ts';
import { useStudio } from '../../../state/studio.ts';
import type { PlanOutcome } from './plan-totals.ts';

/** Plans of all videos, made without the network; `undefined` while they are being made. */
export function usePlans(
  projectId: ProjectId,
  videoIds: readonly VideoId[],
  call: RecipeCall,
): PlanOutcome[] | undefined {
  const { drafting } = useStudio();
  const { data } = useQuery({
    queryKey: ['draft-plans', projectId, videoIds, call],
    queryFn: async () => {
      const outcomes: PlanOutcome[] = [];
      for (const videoId of videoIds) {
        try {
          outcomes.push({ videoId, plan: await drafting.plan(projectId, videoId, call) });
        } catch (thrown) {
          outcomes.push({ videoId, error: encodeError(thrown) });
        }
      }
      return outcomes;
    },
    // Core frames, endpoints and prompts may have changed since the dialog was open last.
    gcTime: 0,
    staleTime: 0,
  });
  return data;
}
