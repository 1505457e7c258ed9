import type { DraftId, DraftView, ProjectId } from '../core/flow.ts';
import { draftedFrom, families } from '../core/replaced.ts';
import type { StorePort } from '../core/store-port.ts';

const PAGE = 500;

type Link = Pick<DraftView, 'id' | 'seq' | 'kind' | 'provenance'>;

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
    for (const { id, seq, kind, provenance } of page) chosen.set(id, { id, seq, kind, provenance });
  }
  const between = await notChosenBetween(store, projectId, chosen);
  const familyOf = families([...chosen.values(), ...between], (link) => {
    const again = draftedFrom(link);
    const finished = basisOf(link).filter((id) => chosen.get(id)?.kind === link.kind);
    return [...(again ? [again] : []), ...finished];
  });
  const newest = new Map<string, number>();
  const placeOf = ({ id, kind }: Link) => `${kind} ${familyOf(id)}`;
  for (const link of chosen.values()) {
    const place = placeOf(link);
    newest.set(place, Math.max(link.seq, newest.get(place) ?? link.seq));
  }
  const kept = new Set(newest.values());
  return kept.size === seqs.length ? seqs : seqs.filter((seq) => kept.has(seq));
}

/** A caption is told from others and stands beside them; a question is made into another. */
const basisOf = ({ kind, provenance }: Link): DraftId[] =>
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
  const open = [...chosen.values()].map(draftedFrom);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === null || chosen.has(id) || between.has(id)) continue;
    const draft = await store.drafts.get(projectId, id);
    if (!draft) continue;
    between.set(id, draft);
    open.push(draftedFrom(draft));
  }
  return [...between.values()];
}
