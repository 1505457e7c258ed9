import { bodySha256 } from './draft-body.ts';
import type { Check, DraftId, DraftView } from './flow.ts';
import { draftedFrom, isTaken, standIns } from './replaced.ts';

/** Code of the check that says that a draft rests on words that were changed since. */
export const STALE = 'stale';

/** Whether drafts still rest on what stands; one verdict for each draft that was made from others. */
export interface Staleness {
  draftId: DraftId;
  /** `null` = what it was made from stands as it was; else the draft that changed, was rejected, or is stale itself. */
  because: DraftId | null;
}

/**
 * Looks at drafts that were made from one another. A draft is stale when one that it was made from has other words now, was
 * rejected, or is stale; drafts that it was made from and that are not among `views` count as unchanged. Where people accepted
 * another in place of one, the other's words count. A draft that was asked for again and came in the very same words is another
 * draft, but what follows from it is asked for in the same words and stays: so it is fresh as long as one of both is.
 */
export function stalenessOf(views: readonly DraftView[]): Staleness[] {
  const byId = new Map(views.map((view) => [view.id, view]));
  const hashes = new Map<DraftId, string>();
  const known = new Map<DraftId, DraftId | null>();
  let byHash: Map<string, DraftView[]> | null = null;
  const standIn = standIns(views);

  const hashOf = (view: DraftView): string => {
    const hash = hashes.get(view.id) ?? bodySha256(view);
    hashes.set(view.id, hash);
    return hash;
  };
  const causeOf = (view: DraftView): DraftId | null => {
    const before = known.get(view.id);
    if (before !== undefined) return before;
    // A draft cannot rest on itself; damaged data must not loop.
    known.set(view.id, null);
    const changed = dependenciesOf(view).find(({ draftId, bodySha256: was }) => {
      const basis = byId.get(draftId);
      if (!basis) return false;
      const now = standIn(basis) ?? basis;
      const stands = now.status !== 'rejected' && hashOf(now) === was && causeOf(now) === null;
      return !stands && !isSaidAgain(basis, was);
    });
    const cause = changed?.draftId ?? null;
    known.set(view.id, cause);
    return cause;
  };
  // What a run reads there: neither a redraft that nobody accepted, nor what one was accepted in place of.
  const isRead = (view: DraftView): boolean =>
    view.status !== 'rejected' &&
    standIn(view) === null &&
    (draftedFrom(view) === null || isTaken(view));
  const isSaidAgain = (basis: DraftView, was: string): boolean => {
    byHash ??= grouped(views, hashOf);
    const others = byHash.get(was) ?? [];
    return others.some(
      (other) => isRead(other) && isOfOneStep(other, basis) && causeOf(other) === null,
    );
  };
  return views
    .filter((view) => dependenciesOf(view).length > 0)
    .map((view) => ({ draftId: view.id, because: causeOf(view) }));
}

const dependenciesOf = ({ provenance }: DraftView) =>
  provenance.origin === 'model' ? (provenance.dependsOn ?? []) : [];

function grouped(
  views: readonly DraftView[],
  keyOf: (view: DraftView) => string,
): Map<string, DraftView[]> {
  const groups = new Map<string, DraftView[]>();
  for (const view of views) {
    const key = keyOf(view);
    const group = groups.get(key);
    if (group) group.push(view);
    else groups.set(key, [view]);
  }
  return groups;
}

function isOfOneStep(a: DraftView, b: DraftView): boolean {
  const [one, other] = [a.provenance, b.provenance];
  if (one.origin !== 'model' || other.origin !== 'model') return false;
  return a.videoId === b.videoId && one.recipe === other.recipe && one.step === other.step;
}

/** The check to add, or `null` where what stands says the same already. */
export function staleCheck(
  { because }: Staleness,
  standing: readonly Check[],
  replaced: boolean,
): Check | null {
  const now = standing.find(({ code }) => code === STALE);
  if (because === null)
    return now && now.verdict !== 'pass' ? { code: STALE, verdict: 'pass' } : null;
  const check: Check = replaced
    ? { code: STALE, verdict: 'fail', detail: 'replaced' }
    : { code: STALE, verdict: 'warn' };
  // What was replaced stays so, whatever changes next.
  if (now?.verdict === 'fail' || (now?.verdict === 'warn' && !replaced)) return null;
  return check;
}
