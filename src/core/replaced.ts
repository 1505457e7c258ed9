import type { DraftId, DraftView } from './flow.ts';

/** The draft that this one was drafted again from; `null` = none. */
export const draftedFrom = ({ provenance }: Pick<DraftView, 'provenance'>): DraftId | null =>
  provenance.origin === 'model' ? (provenance.replaces ?? null) : null;

const isTaken = ({ status }: DraftView): boolean => status === 'accepted' || status === 'edited';

/**
 * Which draft stands for another: of all that were drafted again from it, directly or over others, the newest that people
 * accepted. Drafting again changes nothing until somebody accepts what came of it.
 * @param views those among which it is looked for, in any order
 * @returns `null` where the draft stands for itself
 */
export function standIns(
  views: readonly DraftView[],
): (draft: Pick<DraftView, 'id' | 'kind'>) => DraftView | null {
  const again = new Map<DraftId, DraftView[]>();
  for (const view of views) {
    const from = draftedFrom(view);
    if (from) again.set(from, [...(again.get(from) ?? []), view]);
  }
  return ({ id, kind }) => {
    let best: DraftView | null = null;
    const seen = new Set<DraftId>();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const view of again.get(next) ?? []) {
        open.push(view.id);
        if (view.id !== id && isTaken(view) && view.kind === kind && view.seq > (best?.seq ?? -1))
          best = view;
      }
    }
    return best;
  };
}
