import type { DraftId, DraftKind, DraftView, ProjectId } from '../core/flow.ts';
import { draftedFrom, families } from '../core/replaced.ts';
import type { StorePort } from '../core/store-port.ts';

const PAGE = 500;

/** What an export of 100,000 drafts can hold of each. */
interface Link {
  id: DraftId;
  seq: number;
  kind: DraftKind;
  /** The draft in whose place it came. */
  again: DraftId | null;
  /** Chosen drafts of its kind that were finished into it. */
  finished: readonly DraftId[];
}

/**
 * The same positions with one draft of each: of those that were drafted again from one another, in a row or side by side, the
 * newest; and of a question that was finished into another of its kind (a filtered pair that a person let pass) the finished
 * one. An open question stays beside its multiple-choice twin, and a caption beside what was told from it.
 */
export async function withoutReplaced(
  store: StorePort,
  projectId: ProjectId,
  seqs: Float64Array,
): Promise<Float64Array> {
  const chosen = new Map<DraftId, Link>();
  for (let start = 0; start < seqs.length; start += PAGE) {
    const page = await store.drafts.bySeqs(projectId, [...seqs.subarray(start, start + PAGE)]);
    // What a draft was made from was there before it, so it is known by now where it is chosen.
    for (const draft of page) chosen.set(draft.id, linkOf(draft, chosen));
  }
  const between = await notChosenBetween(store, projectId, chosen);
  const links = [...chosen.values(), ...between];
  const familyOf = families(links, ({ again }) => again);
  const newest = new Map<string, number>();
  for (const { id, seq, kind } of chosen.values()) {
    const place = `${kind} ${familyOf(id)}`;
    newest.set(place, Math.max(seq, newest.get(place) ?? seq));
  }
  const kept = new Set(newest.values());
  // By itself and not as one of a family: two questions that were finished from one pair are two.
  for (const { finished } of links) {
    for (const id of finished) kept.delete(chosen.get(id)?.seq ?? -1);
  }
  return kept.size === seqs.length ? seqs : seqs.filter((seq) => kept.has(seq));
}

function linkOf(draft: DraftView, chosen: ReadonlyMap<DraftId, Link>): Link {
  const { id, seq, kind } = draft;
  const finished = basisOf(draft).filter((basis) => chosen.get(basis)?.kind === kind);
  return { id, seq, kind, again: draftedFrom(draft), finished };
}

/** A caption is told from others and stands beside them; a question is made into another. */
const basisOf = ({ kind, provenance }: DraftView): DraftId[] =>
  kind === 'caption' || provenance.origin !== 'model'
    ? []
    : (provenance.dependsOn ?? []).map(({ draftId }) => draftId);

/** What was drafted again from and is not chosen itself, e.g. because it was rejected: what is left of a row holds by it. */
async function notChosenBetween(
  store: StorePort,
  projectId: ProjectId,
  chosen: ReadonlyMap<DraftId, Link>,
): Promise<Link[]> {
  const between = new Map<DraftId, Link>();
  for (const { again } of chosen.values()) {
    for (let id = again; id !== null && !chosen.has(id) && !between.has(id); ) {
      const draft = await store.drafts.get(projectId, id);
      if (!draft) break;
      const link = linkOf(draft, chosen);
      between.set(id, link);
      id = link.again;
    }
  }
  return [...between.values()];
}
