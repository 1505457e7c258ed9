import type { DraftStatus } from '../core/flow.ts';
import type { DraftOutcome } from '../core/store-port.ts';

/** What became of some drafts, and what they cost. */
export interface OutcomeSum {
  drafts: number;
  byStatus: Record<DraftStatus, number>;
  /** Accepted, as they were or after an edit. */
  kept: number;
  /** Accepted, edited or rejected. */
  decided: number;
  /** Kept of decided, 0–1; `null` while nobody decided. */
  acceptance: number | null;
  /** US dollars; `null` when a price is not known. */
  usd: number | null;
}

/** Adds up rows of `StorePort.drafts.outcomes`. A skipped or flagged draft is not decided about yet. */
export function outcomeSum(rows: readonly DraftOutcome[]): OutcomeSum {
  const of = (status: DraftStatus) => rows.reduce((sum, row) => sum + row.byStatus[status], 0);
  const byStatus: OutcomeSum['byStatus'] = {
    pending: of('pending'),
    accepted: of('accepted'),
    edited: of('edited'),
    rejected: of('rejected'),
    skipped: of('skipped'),
    flagged: of('flagged'),
  };
  const kept = byStatus.accepted + byStatus.edited;
  const decided = kept + byStatus.rejected;
  return {
    drafts: Object.values(byStatus).reduce((sum, count) => sum + count, 0),
    byStatus,
    kept,
    decided,
    acceptance: decided === 0 ? null : kept / decided,
    usd: rows.some((row) => row.unpriced > 0) ? null : rows.reduce((sum, row) => sum + row.usd, 0),
  };
}

/** The outcomes of one prompt, version by version. */
export function byVersion(
  rows: readonly DraftOutcome[],
  promptId: string,
): Map<number, OutcomeSum> {
  const ofPrompt = rows.filter((row) => row.promptId === promptId);
  const versions = [...new Set(ofPrompt.map((row) => row.promptVersion))];
  return new Map(
    versions.map((version) => [
      version,
      outcomeSum(ofPrompt.filter((row) => row.promptVersion === version)),
    ]),
  );
}
