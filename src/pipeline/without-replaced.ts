import type { DraftId, DraftKind, DraftView, ProjectId } from '../core/flow.ts';
import { draftedFrom } from '../core/replaced.ts';
import type { StorePort } from '../core/store-port.ts';

const PAGE = 500;

/**
 * The same positions without the drafts in whose place another one of them came, so that a dataset does not have both: what was
 * drafted again after a note, and a question that was finished into another of its kind (a filtered pair that a person let
 * pass). An open question stays beside its multiple-choice twin, and a caption beside what was told from it.
 */
export async function withoutReplaced(
  store: StorePort,
  projectId: ProjectId,
  seqs: Float64Array,
): Promise<Float64Array> {
  const chosen = new Map<DraftId, { seq: number; kind: DraftKind }>();
  const replaced: { draftId: DraftId; kind: DraftKind }[] = [];
  for (let start = 0; start < seqs.length; start += PAGE) {
    const page = await store.drafts.bySeqs(projectId, [...seqs.subarray(start, start + PAGE)]);
    for (const { id, seq, kind, provenance } of page) {
      chosen.set(id, { seq, kind });
      for (const draftId of cameInPlaceOf({ kind, provenance })) replaced.push({ draftId, kind });
    }
  }
  const leftOut = new Set<number>();
  for (const { draftId, kind } of replaced) {
    const one = chosen.get(draftId);
    if (one && one.kind === kind) leftOut.add(one.seq);
  }
  return leftOut.size === 0 ? seqs : seqs.filter((seq) => !leftOut.has(seq));
}

function cameInPlaceOf({ kind, provenance }: Pick<DraftView, 'kind' | 'provenance'>): DraftId[] {
  if (provenance.origin !== 'model') return [];
  const again = draftedFrom({ provenance });
  const basis = kind === 'caption' ? [] : (provenance.dependsOn ?? []);
  return [...(again ? [again] : []), ...basis.map(({ draftId }) => draftId)];
}
