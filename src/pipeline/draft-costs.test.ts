import { describe, expect, it } from 'vitest';
import { DEFAULT_BINDING } from '../core/chat.ts';
import type { AskJson, StepForecast } from '../recipes/recipe.ts';
import { forecastCosts, requestCosts } from './draft-costs.ts';

const BINDING = { ...DEFAULT_BINDING, usdPerMTokIn: 1, usdPerMTokOut: 10 };
const CAPTIONS: StepForecast = {
  step: 'l1',
  role: 'captioner',
  requests: { low: 10, high: 10 },
  images: { low: 0, high: 0 },
  imageSize: { widthPx: 448, heightPx: 252 },
  imageDetail: 'low',
  textTokensIn: { low: 1000, high: 2000 },
  tokensOut: { low: 100, high: 1000 },
};

const request = (step: string, label: string): AskJson => ({
  kind: 'askJson',
  step,
  label,
  prompt: { id: 'p', version: 1, sha256: '' },
  chat: {
    role: 'captioner',
    messages: [],
    schema: null,
    temperature: 0,
    maxOutputTokens: 1,
    imageDetail: 'low',
  },
});
const nothing = { answered: [], waiting: [], isComplete: false };

describe('forecastCosts', () => {
  it('prices each step with its role', () => {
    const [cost] = forecastCosts([CAPTIONS], { captioner: BINDING }, nothing);
    expect(cost?.usd).toEqual({ low: 0.002, high: 0.012 });
  });

  it('does not know the price of a role that has none', () => {
    const free = { ...DEFAULT_BINDING, baseUrl: 'http://localhost/v1' };
    const [cost] = forecastCosts([CAPTIONS], { captioner: free }, nothing);
    expect(cost).toMatchObject({ usd: null, requests: { low: 10, high: 10 } });
  });

  it('sentences cost nothing on this device, and only what is sent elsewhere', () => {
    const likeness: StepForecast = { ...CAPTIONS, step: 'similarity', role: 'embedder' };
    expect(forecastCosts([likeness], {}, nothing)[0]?.usd).toEqual({ low: 0, high: 0 });
    const bound = { ...BINDING, usdPerMTokOut: null };
    const [cost] = forecastCosts([likeness], { embedder: bound }, nothing);
    expect(cost?.usd).toEqual({ low: 0.001, high: 0.002 });
  });

  it('counts pictures by the rule of the model', () => {
    const seen = { ...CAPTIONS, images: { low: 10, high: 10 } };
    const [cost] = forecastCosts([seen], { captioner: { ...BINDING, model: 'gpt-4o' } }, nothing);
    expect(cost?.tokensIn).toEqual({ low: 1850, high: 2850 });
  });

  it('takes off what is answered, and everything once nothing waits', () => {
    const answered = [0, 1, 2, 3].map((n) => request('l1', `${n}`));
    const half = { answered, waiting: [request('l1', '4')], isComplete: false };
    const [some] = forecastCosts([CAPTIONS], { captioner: BINDING }, half);
    expect(some).toMatchObject({
      requests: { low: 6, high: 6 },
      fromMemo: 4,
      tokensOut: { low: 60, high: 600 },
    });
    const whole = { answered, waiting: [], isComplete: true };
    const [none] = forecastCosts([CAPTIONS], { captioner: BINDING }, whole);
    expect(none).toMatchObject({ requests: { low: 0, high: 0 }, usd: { low: 0, high: 0 } });
  });
});

describe('requestCosts', () => {
  it('adds up what waits, by step', () => {
    const known = {
      answered: [request('blind', 'a')],
      waiting: [request('blind', 'b'), request('single', 'c')],
    };
    const costs = requestCosts(known, () => ({
      images: 2,
      tokensIn: { low: 1, high: 2 },
      tokensOut: { low: 3, high: 4 },
      usd: { low: 0.1, high: 0.2 },
    }));
    expect(
      costs.map(({ step, requests, fromMemo, images }) => [
        step,
        requests.low,
        fromMemo,
        images.low,
      ]),
    ).toEqual([
      ['blind', 1, 1, 2],
      ['single', 1, 0, 2],
    ]);
  });
});
