import type { EncodedError } from '../../../core/errors.ts';
import type { VideoId } from '../../../core/flow.ts';
import type { StepCost } from '../../../pipeline/draft-costs.ts';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';

/** What will be sent for one video, or why nothing can be. */
export type PlanOutcome = { videoId: VideoId } & ({ plan: DraftPlan } | { error: EncodedError });

type Range = StepCost['requests'];
type Amounts = Omit<StepCost, 'step' | 'role'>;

const plus = (a: Range, b: Range): Range => ({ low: a.low + b.low, high: a.high + b.high });

const NONE: Amounts = {
  requests: { low: 0, high: 0 },
  fromMemo: 0,
  images: { low: 0, high: 0 },
  tokensIn: { low: 0, high: 0 },
  tokensOut: { low: 0, high: 0 },
  usd: { low: 0, high: 0 },
};

const add = (a: Amounts, b: Amounts): Amounts => ({
  requests: plus(a.requests, b.requests),
  fromMemo: a.fromMemo + b.fromMemo,
  images: plus(a.images, b.images),
  tokensIn: plus(a.tokensIn, b.tokensIn),
  tokensOut: plus(a.tokensOut, b.tokensOut),
  usd: a.usd && b.usd ? plus(a.usd, b.usd) : null,
});

/** The steps of all videos together, in the order in which they begin. */
export function stepTotals(plans: readonly DraftPlan[]): StepCost[] {
  const steps = new Map<string, StepCost>();
  for (const cost of plans.flatMap((plan) => plan.steps)) {
    const known = steps.get(cost.step);
    steps.set(cost.step, known ? { ...known, ...add(known, cost) } : cost);
  }
  return [...steps.values()];
}

/** Everything together. `usd` is `null` when at least one price is not known. */
export function sumOf(steps: readonly StepCost[]): Amounts {
  return steps.reduce<Amounts>(add, NONE);
}

/** Nobody outside this device takes part in any of them. */
export const isLocal = (plans: readonly DraftPlan[]): boolean =>
  plans.length > 0 &&
  plans.every(({ parties, embedder }) => parties.length === 0 && embedder === null);
