import { expect, it } from 'vitest';
import type { StepCost } from '../../../pipeline/draft-costs.ts';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import { isLocal, stepTotals, sumOf } from './plan-totals.ts';

const step = (id: string, usd: StepCost['usd']): StepCost => ({
  step: id,
  role: 'drafter',
  requests: { low: 2, high: 3 },
  fromMemo: 1,
  images: { low: 6, high: 6 },
  tokensIn: { low: 10, high: 20 },
  tokensOut: { low: 1, high: 5 },
  usd,
});
const plan = (...steps: StepCost[]): DraftPlan => ({
  videoId: 'video:1',
  recipeId: 'evidence-qa',
  parties: [],
  embedder: null,
  frames: [],
  drawn: [],
  requests: [],
  estimate: {
    images: 0,
    tokensIn: { low: 0, high: 0 },
    tokensOut: { low: 0, high: 0 },
    usd: null,
  },
  forecast: null,
  steps,
  fromMemo: 0,
});
const cheap = { low: 0.25, high: 0.5 };

it('adds up the steps of all videos, and the steps', () => {
  const steps = stepTotals([plan(step('l1', cheap), step('l2', cheap)), plan(step('l1', cheap))]);
  expect(steps.map(({ step: id, requests }) => [id, requests.low])).toEqual([
    ['l1', 4],
    ['l2', 2],
  ]);
  expect(sumOf(steps)).toEqual({
    requests: { low: 6, high: 9 },
    fromMemo: 3,
    images: { low: 18, high: 18 },
    tokensIn: { low: 30, high: 60 },
    tokensOut: { low: 3, high: 15 },
    usd: { low: 0.75, high: 1.5 },
  });
});

it('does not know the cost when one price is not known', () => {
  expect(sumOf(stepTotals([plan(step('l1', cheap)), plan(step('l1', null))])).usd).toBeNull();
});

it('is local when no endpoint takes part in any plan', () => {
  const party = { role: 'judge' as const, endpoint: 'https://x.example', model: 'm' };
  expect(isLocal([plan(), plan()])).toBe(true);
  expect(isLocal([plan(), { ...plan(), parties: [party] }])).toBe(false);
  expect(isLocal([{ ...plan(), embedder: 'this-device' }])).toBe(false);
  expect(isLocal([])).toBe(false);
});
