import { bodyOf } from '../../core/draft-body.ts';
import type { ListedDraft, RecipeRequest, StandingDraft } from '../../core/requests.ts';
import type { RequestDeps, RequestRun } from './context.ts';

/** What stands in the journal now; never remembered, because people go on deciding. */
export async function reviewed(
  { store }: RequestDeps,
  request: Extract<RecipeRequest, { kind: 'reviewed' }>,
  run: RequestRun,
): Promise<(StandingDraft | null)[]> {
  const views = await Promise.all(
    request.draftIds.map((draftId) => store.drafts.get(run.projectId, draftId)),
  );
  run.ledger.answered(request, 'memo');
  return views.map(
    (view) => view && { status: view.status, isEdited: view.isEdited, body: bodyOf(view) },
  );
}

const PAGE = 500;

/** What stands in the project now, a page at a time. */
export async function listedDrafts(
  { store }: RequestDeps,
  request: Extract<RecipeRequest, { kind: 'drafts' }>,
  run: RequestRun,
): Promise<ListedDraft[]> {
  const { videoId, draftKind: kind } = request;
  const filter = videoId === null ? { kind } : { kind, videoId };
  const listed: ListedDraft[] = [];
  for (let afterSeq = 0, isMore = true; isMore; ) {
    const views = await store.drafts.page(run.projectId, filter, { limit: PAGE, afterSeq });
    for (const view of views) {
      const { id: draftId, status, isEdited } = view;
      if (status === 'rejected') continue;
      listed.push({ draftId, videoId: view.videoId, status, isEdited, body: bodyOf(view) });
    }
    afterSeq = views.at(-1)?.seq ?? afterSeq;
    isMore = views.length === PAGE;
  }
  run.ledger.answered(request, 'memo');
  return listed;
}
