import type { ReviewState } from '../model/review-session.ts';
import { shownBody } from '../model/session-reducers.ts';

/** Box labels of the card in a fixed order, for their colours. */
export function cardLabels(state: ReviewState): string[] {
  const body = shownBody(state);
  if (!body) return [];
  const all = [...body.steps.flatMap((step) => step.evidence), ...body.evidence];
  return [...new Set(all.flatMap((item) => item.boxes ?? []).map((box) => box.label))];
}
