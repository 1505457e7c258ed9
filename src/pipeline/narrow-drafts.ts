import type { DraftId, ProjectId, VideoId } from '../core/flow.ts';
import type { StorePort } from '../core/store-port.ts';

const PAGE = 500;

/**
 * The parameters that each video's run needs: of the chosen drafts (`draftIds`) its own. Every job keeps its parameters, and
 * what is chosen over hundreds of videos is long.
 * @returns `null` for a video without any of them. An empty list would mean all.
 */
export function narrowedToVideos(
  { drafts }: Pick<StorePort, 'drafts'>,
  projectId: ProjectId,
  params: Record<string, unknown>,
): (videoId: VideoId) => Promise<Record<string, unknown> | null> {
  const { draftIds: chosen } = params;
  if (!Array.isArray(chosen) || chosen.length === 0) return async () => params;
  const wanted = new Set<unknown>(chosen);
  return async (videoId) => {
    const draftIds: DraftId[] = [];
    for (let afterSeq = 0, isMore = true; isMore; ) {
      const views = await drafts.page(projectId, { videoId }, { limit: PAGE, afterSeq });
      draftIds.push(...views.map(({ id }) => id).filter((id) => wanted.has(id)));
      afterSeq = views.at(-1)?.seq ?? afterSeq;
      isMore = views.length === PAGE;
    }
    return draftIds.length > 0 ? { ...params, draftIds } : null;
  };
}
