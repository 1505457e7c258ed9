import { expect, it } from 'vitest';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import { totalsOf } from './plan-totals.ts';

const plan = (usd: DraftPlan['estimate']['usd']): DraftPlan => ({
  videoId: 'video:1',
  recipeId: 'evidence-qa',
  parties: [{ role: 'drafter', endpoint: 'http://localhost/v1', model: 'm' }],
  forecast: null,
  drawn: [],
  frames: [],
  requests: [],
  estimate: { images: 6, tokensIn: { low: 10, high: 20 }, tokensOut: { low: 1, high: 5 }, usd },
  fromMemo: 1,
});

it('adds up what all videos come to', () => {
  expect(totalsOf([plan({ low: 0.1, high: 0.2 }), plan({ low: 0.3, high: 0.5 })])).toMatchObject({
    pictures: 12,
    fromMemo: 2,
    tokensIn: { low: 20, high: 40 },
    tokensOut: { low: 2, high: 10 },
    usd: { low: 0.4, high: 0.7 },
  });
});

it('does not know the cost when one price is not known', () => {
  expect(totalsOf([plan({ low: 0.1, high: 0.2 }), plan(null)]).usd).toBeNull();
});
