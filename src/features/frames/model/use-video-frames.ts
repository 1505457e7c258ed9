import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ProjectId, Selection, VideoId } from '../../../core/flow.ts';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';

const selectionKey = (projectId: ProjectId, videoId: VideoId) =>
  storeKey('selections', projectId, 'one', videoId);

/** The video; `null` when the project has none of that id, `undefined` while it is read. */
export function useVideo(projectId: ProjectId, videoId: VideoId) {
  const { store } = useStudio();
  return useQuery({
    queryKey: storeKey('videos', projectId, videoId),
    queryFn: () => store.videos.get(projectId, videoId),
  });
}

/** The saved selection; `null` before the video was prepared. */
export function useSelection(projectId: ProjectId, videoId: VideoId) {
  const { store } = useStudio();
  return useQuery({
    queryKey: selectionKey(projectId, videoId),
    queryFn: () => store.selections.get(projectId, videoId),
  });
}

/** Shows a selection at once, before the store's change comes round. */
export function useShowSelection(projectId: ProjectId) {
  const client = useQueryClient();
  return (selection: Selection) =>
    client.setQueryData(selectionKey(projectId, selection.videoId), selection);
}

/** Drafts of the video by status. */
export function useDraftCount(projectId: ProjectId, videoId: VideoId): number {
  const { store } = useStudio();
  const { data } = useQuery({
    queryKey: storeKey('drafts', projectId, 'count', videoId),
    queryFn: () => store.drafts.count(projectId, { videoId }),
  });
  return data ?? 0;
}
