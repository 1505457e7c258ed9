import type { DraftView, Finding, ProjectId, VideoId } from '../core/flow.ts';
import type { Clock } from '../core/ports.ts';
import { draftedFrom } from '../core/replaced.ts';
import { staleCheck, stalenessOf } from '../core/staleness.ts';
import type { StorePort } from '../core/store-port.ts';
import { allDrafts } from './draft-pages.ts';

interface Deps {
  store: StorePort;
  clock: Clock;
}

/**
 * Marks every draft of a video that rests on words which were changed since, and takes the mark back where they stand again.
 * @param made the drafts that a run has just made or found again: stale ones that are not among them were replaced
 */
export async function markStale(
  { store, clock }: Deps,
  projectId: ProjectId,
  what: { videoId: VideoId; recipe: string; made?: ReadonlySet<string> },
): Promise<number> {
  const { videoId, recipe } = what;
  const views = await allDrafts(store, projectId, { videoId, recipe });
  const byId = new Map(views.map((view) => [view.id, view]));
  const findings = stalenessOf(views).flatMap((one): Finding[] => {
    const standing = byId.get(one.draftId)?.checks ?? [];
    const replaced = what.made !== undefined && !what.made.has(one.draftId);
    const check = staleCheck(one, standing, replaced);
    if (!check) return [];
    const { draftId } = one;
    const from = { recipe: what.recipe, step: null, model: null, replyKey: null };
    return [{ draftId, check, ...from, atMs: clock.nowMs() }];
  });
  if (findings.length === 0) return 0;
  return (await store.drafts.addFindings(projectId, findings)).inserted;
}

/**
 * The same store, which looks after each decision whether other drafts rest on the one that was decided about. The decision is
 * durable and answered before; a mark that could not be written is written with the next decision or run.
 */
export function withStaleMarks(deps: Deps): StorePort {
  const { store } = deps;
  const look = (projectId: ProjectId, draft: DraftView) => {
    const { provenance, videoId } = draft;
    if (provenance.origin !== 'model') return;
    markStale(deps, projectId, { videoId, recipe: provenance.recipe }).catch(() => undefined);
  };
  const { decisions } = store;
  return {
    ...store,
    decisions: {
      ...decisions,
      async record(...args) {
        const [projectId, , input] = args;
        const draft = await decisions.record(...args);
        // Accepting changes no words unless it is in place of others, and has to stay cheap in a project of 100,000 drafts.
        const changesWords = input.edit || input.verdict === 'edit' || input.verdict === 'reject';
        if (changesWords || draftedFrom(draft) !== null) look(projectId, draft);
        return draft;
      },
      async undo(projectId, context) {
        const undone = await decisions.undo(projectId, context);
        if (undone) look(projectId, undone.draft);
        return undone;
      },
      async redo(projectId, context) {
        const redone = await decisions.redo(projectId, context);
        if (redone) look(projectId, redone.draft);
        return redone;
      },
    },
  };
}
