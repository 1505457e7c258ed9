import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChatRequest, DEFAULT_BINDING } from './chat.ts';
import { estimateChat, imageTokens, pricesOf, sumEstimates, textTokens, usdOf } from './cost.ts';

const request = (text: string, images: string[]): ChatRequest => ({
  role: 'drafter',
  messages: [
    {
      role: 'user',
      parts: [
        { type: 'text', text },
        ...images.map((imageSha256) => ({ type: 'image' as const, imageSha256 })),
      ],
    },
  ],
  schema: null,
  temperature: 0,
  maxOutputTokens: 1000,
  imageDetail: 'high',
});

describe('picture tokens', () => {
  test.each([
    [1024, 1024, 765], // the two worked examples of the published rule
    [2048, 4096, 1105],
    [512, 512, 255],
    [513, 512, 425],
    [448, 252, 255],
    [1920, 1080, 1105],
  ])('gpt-4o counts %i × %i at high detail as %i', (widthPx, heightPx, tokens) => {
    expect(imageTokens('gpt-4o', { widthPx, heightPx }, 'high')).toEqual({
      low: tokens,
      high: tokens,
    });
  });

  test('low detail is one price for any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8000 }),
        fc.integer({ min: 1, max: 8000 }),
        (widthPx, heightPx) => {
          expect(imageTokens('gpt-4o', { widthPx, heightPx }, 'low')).toEqual({
            low: 85,
            high: 85,
          });
          const { low, high } = imageTokens('some-local-model', { widthPx, heightPx }, 'high');
          expect(low).toBeLessThanOrEqual(high);
        },
      ),
    );
  });

  test('patches are counted for the small gpt-4.1 models, and a dated snapshot counts as its family', () => {
    expect(imageTokens('gpt-4.1-mini', { widthPx: 1024, heightPx: 1024 }, 'low').high).toBe(1659);
    expect(imageTokens('gpt-4o-2024-08-06', { widthPx: 512, heightPx: 512 }, 'high').high).toBe(
      255,
    );
  });
});

test('Chinese text needs more tokens a character than English', () => {
  expect(textTokens('厨师为什么按压茄子片').high).toBeGreaterThan(textTokens('abcdefghij').high);
  expect(textTokens('')).toEqual({ low: 0, high: 0 });
});

test('prices: own before list, list only at OpenAI, unknown is null', () => {
  expect(usdOf(DEFAULT_BINDING, 1_000_000, 1_000_000)).toBe(12.5);
  expect(usdOf({ ...DEFAULT_BINDING, usdPerMTokIn: 1, usdPerMTokOut: 2 }, 500_000, 500_000)).toBe(
    1.5,
  );
  expect(pricesOf({ ...DEFAULT_BINDING, baseUrl: 'http://localhost:11434/v1' })).toBeNull();
  expect(
    pricesOf({ ...DEFAULT_BINDING, baseUrl: 'https://api.openai.com.evil.example/v1' }),
  ).toBeNull();
  expect(pricesOf({ ...DEFAULT_BINDING, model: 'gpt-4o-audio-preview' })).toBeNull();
});

test('an estimate counts pictures by their size and adds up', () => {
  const one = estimateChat(request('a'.repeat(46), ['x', 'y']), DEFAULT_BINDING, {
    x: { widthPx: 1024, heightPx: 1024 },
  });
  expect(one.images).toBe(2);
  expect(one.tokensIn.low).toBe(4 + 10 + 765 + 255);
  expect(one.tokensOut).toEqual({ low: 100, high: 1000 });
  expect(one.usd?.high).toBeGreaterThan(one.usd?.low ?? Number.POSITIVE_INFINITY);
  expect(sumEstimates([one, one]).tokensIn.low).toBe(2 * one.tokensIn.low);
  expect(sumEstimates([one, { ...one, usd: null }]).usd).toBeNull();
});
