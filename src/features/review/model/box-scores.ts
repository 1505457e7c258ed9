/** What the check of boxes against their labels says of single boxes, and the way from it to them. */
import type { Check, ScoredBox } from '../../../core/flow.ts';
import type { ReviewState } from './review-session.ts';
import { type StageBox, showFrame, stageBoxes } from './session-reducers.ts';

type Place = Pick<StageBox, 'label' | 'xyxy' | 'imageSha256'>;

const isSame = (scored: ScoredBox, { label, xyxy, imageSha256 }: Place): boolean =>
  scored.frame.imageSha256 === imageSha256 &&
  scored.label === label &&
  scored.xyxy.every((corner, i) => corner === xyxy[i]);

/** The score of a box as it stands; `null` for one that was not looked at, or was moved or renamed since. */
export function scoreOf(checks: readonly Check[], box: Place): ScoredBox | null {
  const scored = checks.find(({ code }) => code === 'B1')?.boxes ?? [];
  return scored.find((one) => isSame(one, box)) ?? null;
}

/**
 * Shows and selects a box that a check speaks of: the weakest one that it flags, and from there on the next one each time. Where it
 * flags none, all take their turn. A box that is gone leaves its frame on screen.
 */
export function showNextBox(state: ReviewState, boxes: readonly ScoredBox[]): ReviewState {
  const flagged = boxes.filter(({ verdict }) => verdict === 'warn' || verdict === 'fail');
  const turns = flagged.length > 0 ? flagged : boxes;
  const { selectedBox: selected } = state;
  const now = selected
    ? stageBoxes(state, selected.imageSha256).find(
        ({ step, box }) => step === selected.step && box === selected.box,
      )
    : undefined;
  const at = now ? turns.findIndex((turn) => isSame(turn, now)) : -1;
  const next = turns[(at + 1) % turns.length];
  if (!next) return state;
  const shown = showFrame(state, { ...next.frame, isStored: true });
  const { imageSha256 } = next.frame;
  const found = stageBoxes(shown, imageSha256).find((box) => isSame(next, box));
  const selectedBox = found ? { step: found.step, imageSha256, box: found.box } : null;
  return { ...shown, selectedBox, isDrawing: false };
}
