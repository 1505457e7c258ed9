import { bodyOf } from '../../core/draft-body.ts';
import type { RecipeRequest, StandingDraft } from '../../core/requests.ts';
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
