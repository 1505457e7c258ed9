import type { ChatEstimate, RoleBinding } from '../core/chat.ts';
import { imageTokens, sumEstimates, usdOf, usdOfTexts } from '../core/cost.ts';
import type { Role } from '../core/flow.ts';
import type { AskJson, StepForecast } from '../recipes/recipe.ts';

interface Range {
  low: number;
  high: number;
}

/** What a step will still ask for, and what that costs at the prices of its role. */
export interface StepCost {
  step: string;
  role: Role;
  /** Requests that are not answered yet. */
  requests: Range;
  /** Requests whose replies are stored already; they cost nothing. */
  fromMemo: number;
  images: Range;
  tokensIn: Range;
  tokensOut: Range;
  /** US dollars; `null` = the price is not known. */
  usd: Range | null;
}

/** What a dry run found: who was answered from the store, and who waits. */
interface Known {
  answered: readonly AskJson[];
  waiting: readonly AskJson[];
  /** Nothing waits and nothing would be sent: all steps are over. */
  isComplete: boolean;
}

const times = ({ low, high }: Range, factor: Range): Range => ({
  low: Math.round(low * factor.low),
  high: Math.round(high * factor.high),
});

/** The share of something that is left, `0` where there was nothing. */
const share = (left: number, of: number): number => (of > 0 ? left / of : 0);

/**
 * Prices a forecast step by step. What is answered already is taken off; once all is answered nothing is left, whatever the
 * high end of the forecast said.
 */
export function forecastCosts(
  forecast: readonly StepForecast[],
  bindings: Partial<Record<Role, RoleBinding>>,
  known: Known,
): StepCost[] {
  return forecast.map((one): StepCost => {
    const { step, role } = one;
    const fromMemo = known.answered.filter((request) => request.step === step).length;
    const waiting = known.waiting.filter((request) => request.step === step).length;
    const left = (asked: number) =>
      known.isComplete ? 0 : Math.max(waiting, Math.round(asked) - fromMemo, 0);
    const requests = { low: left(one.requests.low), high: left(one.requests.high) };
    const part = {
      low: share(requests.low, one.requests.low),
      high: share(requests.high, one.requests.high),
    };
    const binding = bindings[role];
    const images = times(one.images, part);
    const perImage =
      binding && one.images.high > 0
        ? imageTokens(binding.model, one.imageSize, one.imageDetail)
        : { low: 0, high: 0 };
    const text = times(one.textTokensIn, part);
    const tokensIn = {
      low: text.low + images.low * perImage.low,
      high: text.high + images.high * perImage.high,
    };
    const tokensOut = times(one.tokensOut, part);
    const priceOf = (end: 'low' | 'high') =>
      usdFor(role, binding, { tokensIn: tokensIn[end], tokensOut: tokensOut[end] });
    const [low, high] = [priceOf('low'), priceOf('high')];
    const usd = low === null || high === null ? null : { low, high };
    return { step, role, requests, fromMemo, images, tokensIn, tokensOut, usd };
  });
}

/** Sentences are compared on this device where the role `embedder` is not bound: that costs nothing. */
function usdFor(
  role: Role,
  binding: RoleBinding | undefined,
  { tokensIn, tokensOut }: { tokensIn: number; tokensOut: number },
): number | null {
  if (role === 'embedder') return binding ? usdOfTexts(binding, tokensIn) : 0;
  return binding ? usdOf(binding, tokensIn, tokensOut) : null;
}

/** The same for a recipe whose requests are all known at once. */
export function requestCosts(
  known: Pick<Known, 'answered' | 'waiting'>,
  estimate: (request: AskJson) => ChatEstimate,
): StepCost[] {
  const all = [...known.answered, ...known.waiting];
  const steps = [...new Map(all.map((request) => [stepOf(request), request.chat.role]))];
  return steps.map(([step, role]): StepCost => {
    const waiting = known.waiting.filter((request) => stepOf(request) === step);
    const { images, tokensIn, tokensOut, usd } = sumEstimates(waiting.map(estimate));
    const exactly = (count: number) => ({ low: count, high: count });
    return {
      step,
      role,
      requests: exactly(waiting.length),
      fromMemo: known.answered.filter((request) => stepOf(request) === step).length,
      images: exactly(images),
      tokensIn,
      tokensOut,
      usd,
    };
  });
}

/** The step that a request belongs to where its recipe has only one. */
const stepOf = ({ step = 'ask' }: AskJson): string => step;
