import type { DraftId, DraftKind, DraftView } from './flow.ts';

/** The draft that this one was drafted again from; `null` = none. */
export const draftedFrom = ({ provenance }: Pick<DraftView, 'provenance'>): DraftId | null =>
  provenance.origin === 'model' ? (provenance.replaces ?? null) : null;

/** Whether people accepted it, as it came or after an edit. */
export const isTaken = ({ status }: Pick<DraftView, 'status'>): boolean =>
  status === 'accepted' || status === 'edited';

/**
 * Which draft stands for another: of all that were drafted again from one first draft, in a row or side by side, the newest of
 * its kind that people accepted. Drafting again changes nothing until somebody accepts what came of it.
 * @param views those among which it is looked for, in any order
 * @returns `null` where the draft stands for itself
 */
export function standIns(
  views: readonly DraftView[],
): (draft: Pick<DraftView, 'id' | 'kind'>) => DraftView | null {
  const familyOf = families(views, draftedFrom);
  const newest = new Map<string, DraftView>();
  const placeOf = ({ id, kind }: { id: DraftId; kind: DraftKind }) => `${kind} ${familyOf(id)}`;
  for (const view of views) {
    const place = placeOf(view);
    if (isTaken(view) && view.seq > (newest.get(place)?.seq ?? -1)) newest.set(place, view);
  }
  return (draft) => {
    const best = newest.get(placeOf(draft)) ?? null;
    return best?.id === draft.id ? null : best;
  };
}

/**
 * Sorts drafts into families: those of one came in the place of one another, in a row or side by side.
 * @param placeOf the draft in whose place one came, `null` = none; it need not be among `drafts`
 * @returns the name of a draft's family
 */
export function families<T extends Pick<DraftView, 'id'>>(
  drafts: readonly T[],
  placeOf: (draft: T) => DraftId | null,
): (id: DraftId) => DraftId {
  const above = new Map<DraftId, DraftId>();
  const topOf = (id: DraftId): DraftId => {
    let top = id;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    // Long rows are walked once.
    if (top !== id) above.set(id, top);
    return top;
  };
  for (const draft of drafts) {
    const place = placeOf(draft);
    if (place === null) continue;
    const [top, own] = [topOf(place), topOf(draft.id)];
    if (top !== own) above.set(own, top);
  }
  return topOf;
}
