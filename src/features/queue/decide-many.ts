import type { DecisionContext, DecisionInput, DraftId, ProjectId } from '../../core/flow.ts';
import type { StorePort } from '../../core/store-port.ts';

const PAGE = 200;

export interface DecideMany {
  projectId: ProjectId;
  seqs: readonly number[];
  input: DecisionInput;
  context: () => DecisionContext;
  signal: AbortSignal;
  onProgress: (done: number) => void;
}

type Store = {
  drafts: Pick<StorePort['drafts'], 'bySeqs'>;
  decisions: Pick<StorePort['decisions'], 'record' | 'peekUndo' | 'undo'>;
};

/**
 * Decides drafts one after the other, each durable before the next; stops between two when asked to.
 * @returns the drafts that were decided, in order
 */
export async function decideMany(store: Store, work: DecideMany): Promise<DraftId[]> {
  const decided: DraftId[] = [];
  for (let start = 0; start < work.seqs.length; start += PAGE) {
    for (const draft of await store.drafts.bySeqs(
      work.projectId,
      work.seqs.slice(start, start + PAGE),
    )) {
      if (work.signal.aborted) return decided;
      await store.decisions.record(work.projectId, draft.id, work.input, work.context());
      decided.push(draft.id);
      work.onProgress(decided.length);
    }
  }
  return decided;
}

/**
 * Takes a run of decisions back, the last first, as long as they are still the latest ones of the project.
 * @returns how many were taken back; fewer than asked when a newer decision is in the way
 */
export async function undoMany(
  store: Store,
  {
    projectId,
    decided,
    context,
  }: { projectId: ProjectId; decided: readonly DraftId[]; context: () => DecisionContext },
): Promise<number> {
  let undone = 0;
  for (const draftId of decided.toReversed()) {
    const last = await store.decisions.peekUndo(projectId);
    if (last?.draftId !== draftId) break;
    await store.decisions.undo(projectId, context());
    undone += 1;
  }
  return undone;
}
