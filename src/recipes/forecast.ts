import { textTokens } from '../core/cost.ts';
import type { StepForecast } from './recipe.ts';

export interface Range {
  low: number;
  high: number;
}

export const exactly = (count: number): Range => ({ low: count, high: count });
export const plus = (a: Range, b: Range): Range => ({ low: a.low + b.low, high: a.high + b.high });
export const times = (a: Range, b: Range): Range => ({ low: a.low * b.low, high: a.high * b.high });

const NO_PICTURES: Pick<StepForecast, 'images' | 'imageSize' | 'imageDetail'> = {
  images: exactly(0),
  imageSize: { widthPx: 0, heightPx: 0 },
  imageDetail: 'low',
};

/** A step of `requests` calls of which each has this much text, and pictures where it says so. */
export function stepForecast(
  step: Pick<StepForecast, 'step' | 'role' | 'requests'>,
  each: { prompt?: string; material: Range; tokensOut: Range },
  pictures: Partial<typeof NO_PICTURES> = {},
): StepForecast {
  const tokensIn = plus(textTokens(each.prompt ?? ''), each.material);
  return {
    ...step,
    ...NO_PICTURES,
    ...pictures,
    textTokensIn: times(step.requests, tokensIn),
    tokensOut: times(step.requests, each.tokensOut),
  };
}

/** A picture of this clip whose long side is `longSidePx`; never enlarged. */
export function sentSize(
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  longSidePx: number,
): { widthPx: number; heightPx: number } {
  const scale = Math.min(1, longSidePx / Math.max(widthPx, heightPx));
  return { widthPx: Math.round(widthPx * scale), heightPx: Math.round(heightPx * scale) };
}
