import type { EncodedError } from '../../../core/errors.ts';
import type { VideoId } from '../../../core/flow.ts';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';

/** What will be sent for one video, or why nothing can be. */
export type PlanOutcome = { videoId: VideoId } & ({ plan: DraftPlan } | { error: EncodedError });

export interface PlanTotals {
  requests: number;
  fromMemo: number;
  pictures: number;
  tokensIn: { low: number; high: number };
  tokensOut: { low: number; high: number };
  /** `null` = at least one price is not known. */
  usd: { low: number; high: number } | null;
}

const ZERO = { low: 0, high: 0 };
type Range = { low: number; high: number };

const plus = (a: Range, b: Range): Range => ({ low: a.low + b.low, high: a.high + b.high });

/** What all plans come to together. A picture that two requests carry is counted as often as it is sent. */
export function totalsOf(plans: readonly DraftPlan[]): PlanTotals {
  return plans.reduce<PlanTotals>(
    (sum, { requests, fromMemo, estimate }) => ({
      requests: sum.requests + requests.length,
      fromMemo: sum.fromMemo + fromMemo,
      pictures: sum.pictures + estimate.images,
      tokensIn: plus(sum.tokensIn, estimate.tokensIn),
      tokensOut: plus(sum.tokensOut, estimate.tokensOut),
      usd: sum.usd && estimate.usd ? plus(sum.usd, estimate.usd) : null,
    }),
    { requests: 0, fromMemo: 0, pictures: 0, tokensIn: ZERO, tokensOut: ZERO, usd: ZERO },
  );
}
