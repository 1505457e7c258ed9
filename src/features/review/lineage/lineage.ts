import { bodySha256 } from '../../../core/draft-body.ts';
import type { DraftId, DraftView } from '../../../core/flow.ts';
import { STALE, stalenessOf } from '../../../core/staleness.ts';

/** A draft that another one was made from, as it stands now. */
export interface Basis {
  draftId: DraftId;
  /** `null` = it is not in the project any more. */
  view: DraftView | null;
  /** What it says now is not what was used: other words, rejected, or out of date itself. */
  change: 'words' | 'rejected' | 'stale' | null;
}

export interface Lineage {
  basis: Basis[];
  /** Drafts that were made from this one, in the order of the project. */
  made: DraftView[];
  /** The draft that this one was written again from. */
  rewrittenFrom: DraftView | null;
  /** The drafts that this one was written again as. */
  rewrittenAs: DraftView[];
  /** `replaced` = a later run put another draft in its place. */
  state: 'current' | 'stale' | 'replaced';
}

const dependenciesOf = ({ provenance }: DraftView) =>
  provenance.origin === 'model' ? (provenance.dependsOn ?? []) : [];

const rewrittenFromOf = ({ provenance }: DraftView): DraftId | null =>
  provenance.origin === 'model' ? (provenance.replaces ?? null) : null;

/** What a draft rests on and what rests on it. `views` are the drafts of the same video and recipe. */
export function lineageOf(draft: DraftView, views: readonly DraftView[]): Lineage {
  const all = views.some(({ id }) => id === draft.id) ? views : [...views, draft];
  const byId = new Map(all.map((view) => [view.id, view]));
  const stale = new Set(
    stalenessOf(all).flatMap(({ draftId, because }) => (because === null ? [] : [draftId])),
  );
  const basis = dependenciesOf(draft).map(({ draftId, bodySha256: was }): Basis => {
    const view = byId.get(draftId) ?? null;
    if (!view) return { draftId, view, change: null };
    if (view.status === 'rejected') return { draftId, view, change: 'rejected' };
    if (bodySha256(view) !== was) return { draftId, view, change: 'words' };
    return { draftId, view, change: stale.has(draftId) ? 'stale' : null };
  });
  const made = all.filter((view) =>
    dependenciesOf(view).some(({ draftId }) => draftId === draft.id),
  );
  const isReplaced = draft.checks.some(({ code, verdict }) => code === STALE && verdict === 'fail');
  const state = isReplaced ? 'replaced' : stale.has(draft.id) ? 'stale' : 'current';
  const rewrittenAs = all.filter((view) => rewrittenFromOf(view) === draft.id);
  const rewrittenFrom = byId.get(rewrittenFromOf(draft) ?? 'draft:') ?? null;
  return { basis, made, rewrittenFrom, rewrittenAs, state };
}
