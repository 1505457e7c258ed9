import type { DraftStatus, DraftView, Provenance } from '../../core/flow.ts';
import type { Tone } from '../../ui/Chip.tsx';

/** The line by which a person recognises a draft; `null` = it has no text yet. */
export function draftLine(
  draft: Pick<DraftView, 'question' | 'caption' | 'answer'>,
): string | null {
  const line = [draft.question, draft.caption, draft.answer].find((text) => text?.trim());
  return line?.trim() ?? null;
}

export interface CheckCounts {
  /** Steps that rest on no evidence. */
  unlinked: number;
  fail: number;
  warn: number;
}

export function checkCounts(draft: Pick<DraftView, 'steps' | 'checks'>): CheckCounts {
  const count = (verdict: string) =>
    draft.checks.filter((check) => check.verdict === verdict).length;
  return {
    unlinked: draft.steps.filter((step) => step.evidence.length === 0).length,
    fail: count('fail'),
    warn: count('warn'),
  };
}

/** The model that made a draft, or `null` where no model did. */
export const modelOf = (provenance: Provenance): string | null =>
  provenance.origin === 'model' ? provenance.model : null;

export const STATUS_TONES: Record<DraftStatus, Tone> = {
  pending: 'neutral',
  accepted: 'ok',
  edited: 'info',
  rejected: 'bad',
  skipped: 'neutral',
  flagged: 'warn',
};

/** In the order in which work goes on. */
export const STATUSES: readonly DraftStatus[] = [
  'pending',
  'accepted',
  'edited',
  'rejected',
  'skipped',
  'flagged',
];
