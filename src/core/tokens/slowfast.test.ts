import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLOWFAST_PRESETS, tokensByCode, tokensByPaper } from './slowfast.ts';

describe('row 29: the token budget', () => {
  it('is the formula of the paper', () => {
    expect(tokensByPaper(SLOWFAST_PRESETS['7B'])).toBe(64 * 182);
    // 21 slow frames of 182, 43 fast ones of 45.
    expect(tokensByPaper(SLOWFAST_PRESETS['72B'])).toBe(21 * 182 + 43 * 45);
    expect(tokensByPaper(SLOWFAST_PRESETS['7B'], 679)).toBe(64 * 169);
  });

  it('is the count of the code, with newline and extra token', () => {
    expect(tokensByCode(SLOWFAST_PRESETS['7B'], 'average')).toMatchObject({
      perSlowFrame: 13 * 14,
      total: 11_648,
    });
    expect(tokensByCode(SLOWFAST_PRESETS['7B'], 'bilinear').perSlowFrame).toBe(14 * 15);
    expect(tokensByCode(SLOWFAST_PRESETS['72B'], 'average')).toEqual({
      slowFrames: 22,
      fastFrames: 42,
      perSlowFrame: 183,
      perFastFrame: 43,
      total: 22 * 183 + 42 * 43,
    });
    expect(tokensByCode(SLOWFAST_PRESETS['72B'], 'bilinear')).toMatchObject({
      perSlowFrame: 211,
      perFastFrame: 57,
    });
  });

  it('never grows when frames become fast', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (frames, stride, pool) => {
          const all = tokensByPaper({ frames, stride: 1, pool });
          expect(tokensByPaper({ frames, stride, pool })).toBeLessThanOrEqual(all);
          const { slowFrames, fastFrames } = tokensByCode({ frames, stride, pool }, 'average');
          expect(slowFrames + fastFrames).toBe(frames);
        },
      ),
    );
  });
});
