import type { Frame, SampledFrame, Selection, SelectionReason } from '../../../core/flow.ts';
import { blankness } from '../../../core/selection/blankness.ts';
import { blankFromOf } from '../../../core/selection/passed-over.ts';

/** One sampled frame with what the selector, and the person, made of it. */
export interface FrameCell {
  /** Place among the sampled frames, 0-based. */
  index: number;
  askedSec: number;
  frame: Frame;
  /** Place among the core frames, 0-based; `null` = not kept. */
  coreIndex: number | null;
  reasons: readonly SelectionReason[];
  /** Presentation time of the core frame that stands for it; `null` for core frames and where there is none. */
  standInSec: number | null;
  /** Cosine to the stand-in; 1 for core frames. */
  similarity: number | null;
  isPinned: boolean;
  isDropped: boolean;
  /** Black, a fade, one colour, a lone logo, as strictly as the selection takes it. */
  isBlank: boolean;
}

/**
 * Sampled frames joined with the selection, which names them by place. Frames that were decoded after the selection was made
 * (a job is at work) have no place in it yet and are left out.
 */
export function cellsOf(sampled: readonly SampledFrame[], selection: Selection): FrameCell[] {
  const pinned = new Set(selection.pinned);
  const dropped = new Set(selection.dropped);
  const byTime = new Map(sampled.map((sample) => [sample.frame.ptsSec, sample]));
  const blankFrom = blankFromOf(selection);
  const coreAt = new Map(selection.core.map(({ frame }, place) => [frame.ptsSec, place]));
  return selection.sampledSec.flatMap((ptsSec, index): FrameCell[] => {
    const sample = byTime.get(ptsSec);
    if (!sample) return [];
    const { frame, askedSec } = sample;
    const coreIndex = coreAt.get(ptsSec) ?? null;
    const core = coreIndex === null ? undefined : selection.core[coreIndex];
    const standIn = selection.core[selection.representedBy[index] ?? -1];
    return [
      {
        index,
        askedSec,
        frame,
        coreIndex,
        reasons: core?.reasons ?? [],
        standInSec: core ? null : (standIn?.frame.ptsSec ?? null),
        similarity: selection.similarity[index] ?? null,
        isPinned: pinned.has(frame.imageSha256),
        isDropped: dropped.has(frame.imageSha256),
        isBlank: blankness(frame) >= blankFrom,
      },
    ];
  });
}

/** How many other frames each core frame stands for, by its place among the core frames. */
export function standCounts(selection: Selection): number[] {
  const counts = selection.core.map(() => -1);
  for (const core of selection.representedBy) {
    if (core !== null) counts[core] = (counts[core] ?? -1) + 1;
  }
  return counts.map((count) => Math.max(0, count));
}

/** The cell whose picture is on screen at a time: the last with pts ≤ t, the first before it. Complexity O(log n). */
export function cellAt(cells: readonly FrameCell[], timeSec: number): FrameCell | null {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle] as FrameCell).frame.ptsSec <= timeSec) low = middle + 1;
    else high = middle;
  }
  return cells[Math.max(0, low - 1)] ?? null;
}

/** The next core frame in a direction, from any frame; stays where it is at the end. */
export function nextCore(
  cells: readonly FrameCell[],
  fromSec: number,
  direction: 1 | -1,
): FrameCell | null {
  const core = cells.filter(({ coreIndex }) => coreIndex !== null);
  const ahead = core.filter(({ frame }) => (frame.ptsSec - fromSec) * direction > 1e-9);
  return (direction === 1 ? ahead[0] : ahead.at(-1)) ?? null;
}
