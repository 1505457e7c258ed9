import type { Draft, DraftStatus, DraftView } from './flow.ts';
import { matchesSearch, searchableText } from './fold-text.ts';
import type { DraftFilter } from './store-port.ts';

/** The recipe that made a draft; `null` when no recipe did. */
export function recipeOf(draft: Pick<Draft, 'provenance'>): string | null {
  return draft.provenance.origin === 'model' ? draft.provenance.recipe : null;
}

/** Whether a draft, as it stands after its decisions, passes. Every member of the filter that is there must hold. */
export function matchesFilter(view: DraftView, filter: DraftFilter): boolean {
  return (
    isAsked(filter.videoId, view.videoId) &&
    isAsked(filter.kind, view.kind) &&
    isAsked(filter.task, view.task) &&
    isAsked(filter.status, view.status) &&
    isAsked(filter.recipe, recipeOf(view)) &&
    (filter.text === undefined || matchesSearch(searchableText(view), filter.text))
  );
}

export function noneByStatus(): Record<DraftStatus, number> {
  return { pending: 0, accepted: 0, edited: 0, rejected: 0, skipped: 0, flagged: 0 };
}

function isAsked(asked: string | undefined, actual: string | null): boolean {
  return asked === undefined || asked === actual;
}
