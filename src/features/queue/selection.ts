/** Chosen drafts by `seq`, and where a range begins. Values are never changed in place. */
export interface QueueSelection {
  chosen: ReadonlySet<number>;
  /** The row that was chosen last; a range goes from here. `null` = none yet. */
  anchor: number | null;
}

export const NOTHING: QueueSelection = { chosen: new Set(), anchor: null };

export function toggle(selection: QueueSelection, seq: number): QueueSelection {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(seq)) chosen.add(seq);
  return { chosen, anchor: seq };
}

/** Adds every row between the anchor and `seq`, both included, in the order of `seqs`. */
export function extendTo(
  selection: QueueSelection,
  seq: number,
  seqs: Float64Array,
): QueueSelection {
  const from = selection.anchor === null ? -1 : seqs.indexOf(selection.anchor);
  const to = seqs.indexOf(seq);
  if (from === -1 || to === -1) return toggle(selection, seq);
  const range = seqs.subarray(Math.min(from, to), Math.max(from, to) + 1);
  return { chosen: new Set([...selection.chosen, ...range]), anchor: selection.anchor };
}

export const chooseAll = (seqs: Float64Array): QueueSelection => ({
  chosen: new Set(seqs),
  anchor: null,
});

/** What is left of a selection when rows have gone from the list; the same object when nothing changed. */
export function keepPresent(selection: QueueSelection, seqs: Float64Array): QueueSelection {
  if (selection.chosen.size === 0) return selection;
  const present = new Set(seqs);
  const chosen = new Set([...selection.chosen].filter((seq) => present.has(seq)));
  if (chosen.size === selection.chosen.size) return selection;
  return {
    chosen,
    anchor: selection.anchor !== null && present.has(selection.anchor) ? selection.anchor : null,
  };
}
