import { bodyOf } from '../../core/draft-body.ts';
import { recipeOf } from '../../core/draft-filter.ts';
import type { DraftView, ProjectId } from '../../core/flow.ts';
import { standIns } from '../../core/replaced.ts';
import type { ListedDraft, RecipeRequest, StandingDraft } from '../../core/requests.ts';
import type { DraftFilter, StorePort } from '../../core/store-port.ts';
import { allDrafts } from '../draft-pages.ts';
import type { RequestDeps, RequestRun } from './context.ts';

/** What stands in the journal now, under its own id where it was accepted in place of what was asked for; never remembered, because people go on deciding. */
export async function reviewed(
  { store }: RequestDeps,
  request: Extract<RecipeRequest, { kind: 'reviewed' }>,
  run: RequestRun,
): Promise<(StandingDraft | null)[]> {
  const views = await Promise.all(
    request.draftIds.map((draftId) => store.drafts.get(run.projectId, draftId)),
  );
  const standIn = standIns(await madeAlike(store, run.projectId, views));
  run.ledger.answered(request, 'memo');
  return views.map((view) => {
    const now = view && (standIn(view) ?? view);
    return (
      now && { draftId: now.id, status: now.status, isEdited: now.isEdited, body: bodyOf(now) }
    );
  });
}

/** What the same recipes made of the same kinds for the same videos: one of it may stand in place of another. */
async function madeAlike(
  store: StorePort,
  projectId: ProjectId,
  views: readonly (DraftView | null)[],
): Promise<DraftView[]> {
  const filters = new Map<string, DraftFilter>();
  for (const view of views) {
    const recipe = view && recipeOf(view);
    if (!view || !recipe) continue;
    const { videoId, kind } = view;
    filters.set(`${videoId} ${kind} ${recipe}`, { videoId, kind, recipe });
  }
  const lists = [...filters.values()].map((filter) => allDrafts(store, projectId, filter));
  return (await Promise.all(lists)).flat();
}

/** What stands in the project now. */
export async function listedDrafts(
  { store }: RequestDeps,
  request: Extract<RecipeRequest, { kind: 'drafts' }>,
  run: RequestRun,
): Promise<ListedDraft[]> {
  const { videoId, draftKind: kind } = request;
  const filter = videoId === null ? { kind } : { kind, videoId };
  const views = await allDrafts(store, run.projectId, filter);
  run.ledger.answered(request, 'memo');
  return views
    .filter(({ status }) => status !== 'rejected')
    .map((view) => ({
      draftId: view.id,
      videoId: view.videoId,
      status: view.status,
      isEdited: view.isEdited,
      body: bodyOf(view),
    }));
}
