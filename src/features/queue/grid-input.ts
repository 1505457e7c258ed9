import type { KeyboardEvent, MouseEvent } from 'react';
import { chooseAll, extendTo, NOTHING, type QueueSelection, toggle } from './selection.ts';

export const ROW_PX = 28;

/** What clicks and keys on the table need to know and can change. */
export interface GridParts {
  seqs: Float64Array;
  /** Place in `seqs`; -1 = no row is current. */
  activeIndex: number;
  onActiveIndex: (index: number) => void;
  /** Opens the draft in review. */
  onOpen: (index: number) => void;
  selection: QueueSelection;
  onSelection: (selection: QueueSelection) => void;
}

/** A click on a row: its box chooses it, its text opens it, anywhere else makes it the current one. */
export function onGridClick(event: MouseEvent, props: GridParts): void {
  const { seqs, onActiveIndex, onOpen, selection, onSelection } = props;
  const index = indexOfRow(event.target);
  const seq = seqs[index];
  if (seq === undefined || !(event.target instanceof Element)) return;
  const isBox = event.target.closest('input') !== null;
  const isText = event.target.closest('[data-open]') !== null;
  onActiveIndex(index);
  if (event.shiftKey) onSelection(extendTo(selection, seq, seqs));
  else if (isBox || event.ctrlKey || event.metaKey) onSelection(toggle(selection, seq));
  else if (isText) onOpen(index);
}

/** Place in the list of the row that was clicked; -1 outside the rows. */
function indexOfRow(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('tr') : null;
  return Number(row?.dataset.index ?? -1);
}

/** Keys of a grid that no remapping touches: choosing rows, and going far. */
export function onGridKey(
  event: KeyboardEvent,
  { seqs, activeIndex, onActiveIndex, selection, onSelection }: GridParts,
): void {
  // A checkbox in a row answers to its own keys.
  if (event.target !== event.currentTarget) return;
  const pageRows = Math.max(
    1,
    Math.floor((event.currentTarget.parentElement?.clientHeight ?? 0) / ROW_PX) - 2,
  );
  const go = (index: number) => onActiveIndex(Math.min(seqs.length - 1, Math.max(0, index)));
  const seq = seqs[activeIndex];
  const isMod = event.ctrlKey || event.metaKey;
  if (event.key === ' ' && seq !== undefined) {
    onSelection(event.shiftKey ? extendTo(selection, seq, seqs) : toggle(selection, seq));
  } else if (
    event.shiftKey &&
    (event.key === 'ArrowDown' || event.key === 'ArrowUp') &&
    seq !== undefined
  ) {
    const next = Math.min(
      seqs.length - 1,
      Math.max(0, activeIndex + (event.key === 'ArrowDown' ? 1 : -1)),
    );
    const started = selection.anchor === null ? toggle(selection, seq) : selection;
    onActiveIndex(next);
    onSelection(extendTo(started, seqs[next] ?? seq, seqs));
  } else if (isMod && event.key.toLowerCase() === 'a') onSelection(chooseAll(seqs));
  else if (event.key === 'Escape' && selection.chosen.size > 0) onSelection(NOTHING);
  else if (event.key === 'Home') go(0);
  else if (event.key === 'End') go(seqs.length - 1);
  else if (event.key === 'PageDown') go(activeIndex + pageRows);
  else if (event.key === 'PageUp') go(activeIndex - pageRows);
  else return;
  event.preventDefault();
}
