import type { DraftId, ProjectId, VideoId } from '../core/flow.ts';
import type { StorePort } from '../core/store-port.ts';
import { draftPages } from './draft-pages.ts';

/**
 * The parameters that each video's run needs: of the chosen drafts (`draftIds`) its own. Every job keeps its parameters, and
 * what is chosen over hundreds of videos is long.
 * @returns `null` for a video without any of them. An empty list would mean all.
 */
export function narrowedToVideos(
  store: Pick<StorePort, 'drafts'>,
  projectId: ProjectId,
  params: Record<string, unknown>,
): (videoId: VideoId) => Promise<Record<string, unknown> | null> {
  const { draftIds: chosen } = params;
  if (!Array.isArray(chosen) || chosen.length === 0) return async () => params;
  const wanted = new Set<unknown>(chosen);
  return async (videoId) => {
    const draftIds: DraftId[] = [];
    for await (const views of draftPages(store, projectId, { videoId }))
      draftIds.push(...views.map(({ id }) => id).filter((id) => wanted.has(id)));
    return draftIds.length > 0 ? { ...params, draftIds } : null;
  };
}
