import { useQuery } from '@tanstack/react-query';
import type { ProjectId, Selection } from '../../../core/flow.ts';
import { useStudio } from '../../../state/studio.ts';

const everythingChosenFrom = ({
  videoId,
  everySec,
  longSidePx,
  modelSha256,
  sampledSec,
}: Selection) => [videoId, everySec, longSidePx, modelSha256, sampledSec.length];

/** Frames and vectors that the selection chose from; read again when the sampling, the model or a pin from outside the grid changes. */
export function useSignals(projectId: ProjectId, selection: Selection) {
  const { selecting } = useStudio();
  return useQuery({
    queryKey: ['selection-signals', projectId, ...everythingChosenFrom(selection)],
    queryFn: () => selecting.signals(projectId, selection.videoId, null),
    // An hour of vectors is 11 MB: it is not kept for videos that nobody looks at.
    gcTime: 0,
    placeholderData: (before) => before,
  });
}

/** How much every sampled frame has to do with a question; an error where the model reads no text. */
export function useRelevance(projectId: ProjectId, selection: Selection, question: string | null) {
  const { selecting } = useStudio();
  return useQuery({
    queryKey: ['selection-relevance', projectId, ...everythingChosenFrom(selection), question],
    queryFn: async () =>
      (await selecting.signals(projectId, selection.videoId, question))?.relevance ?? null,
    enabled: question !== null,
    retry: false,
    gcTime: 0,
  });
}
