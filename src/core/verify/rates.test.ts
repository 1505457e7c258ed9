import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClipTimes, frameByRule, possibleRules, RATE_RULES, spread } from './rate-rules.ts';
import { decideRate, rankRules } from './rate-score.ts';

/** Frames every 20–60 ms: a rate that varies. */
const clips = fc
  .array(fc.integer({ min: 20, max: 60 }), { minLength: 200, maxLength: 600 })
  .map((steps): ClipTimes => {
    let ms = 0;
    const timesSec = steps.map((step) => {
      ms += step;
      return ms / 1000;
    });
    return { timesSec, endSec: (timesSec.at(-1) ?? 0) + 0.04 };
  });

/** Every frame of the made-up clip is unlike every other, by a fixed amount; recompression adds a little. */
const unlike = (shown: readonly number[]) => (item: number, frame: number) => {
  const isMatch = shown[item] === frame;
  return { error: isMatch ? 0.0002 : 0.2, isMatch };
};

/** All numbers that a dump by this rule has. */
function dumped(rule: (typeof RATE_RULES)[number], clip: ClipTimes): number[] {
  const indexes: number[] = [];
  for (let index: number = rule.base; frameByRule(rule, index, clip) !== null; index++)
    indexes.push(index);
  return indexes;
}

describe('the rule by which frames were dumped', () => {
  it('is found from the pictures, for every rule and clip', () => {
    fc.assert(
      fc.property(clips, fc.constantFrom(...RATE_RULES), (clip, rule) => {
        const indexes = spread(dumped(rule, clip), 12);
        const shown = indexes.map((index) => frameByRule(rule, index, clip) ?? -1);
        const candidates = possibleRules(indexes, clip).map((one) => ({
          rule: one,
          frames: indexes.map((index) => frameByRule(one, index, clip) ?? -1),
        }));
        const decision = decideRate(rankRules(candidates, unlike(shown)));
        expect(decision?.best.rules).toContainEqual(rule);
        expect(decision).toMatchObject({ best: { share: 1 } });
        // Another group may differ in one picture of twelve and still be told apart.
        expect(decision?.margin).toBeGreaterThan(0.9);
        expect(decision?.verdict).toBe('fits');
      }),
      { numRuns: 60 },
    );
  });

  it('is not claimed for pictures of another video, nor for a still one', () => {
    const clip = { timesSec: Array.from({ length: 500 }, (_, i) => i / 25), endSec: 20 };
    const candidates = possibleRules([1, 10, 18], clip).map((rule) => ({
      rule,
      frames: [1, 10, 18].map((index) => frameByRule(rule, index, clip) ?? -1),
    }));
    const foreign = decideRate(rankRules(candidates, () => ({ error: 0.3, isMatch: false })));
    expect(foreign?.verdict).toBe('none');
    const still = decideRate(rankRules(candidates, () => ({ error: 0.0001, isMatch: true })));
    expect(still).toMatchObject({ verdict: 'unclear', margin: 0 });
    expect(decideRate(rankRules(candidates, () => null))?.verdict).toBe('none');
    expect(decideRate([])).toBeNull();
  });

  it('keeps only rules that leave every number inside the clip', () => {
    const clip = { timesSec: Array.from({ length: 250 }, (_, i) => i / 25), endSec: 10 };
    const rates = new Set(possibleRules([1, 20], clip).map(({ rate }) => rate));
    expect(rates).not.toContain(1);
    expect(rates).toContain(2);
    expect(possibleRules([0, 5], clip).every(({ base }) => base === 0)).toBe(true);
    expect(possibleRules([251], clip).map(({ rate }) => rate)).not.toContain('native');
  });
});

describe('frameByRule', () => {
  const clip = { timesSec: Array.from({ length: 96 }, (_, i) => 1 + i / 24), endSec: 5 };

  it("takes what FFmpeg's filter fps takes in the middle: the last frame before it", () => {
    // The middle of the first half second is exactly the time of frame 6.
    expect(frameByRule({ rate: 2, base: 1, place: 'middle' }, 1, clip)).toBe(5);
    expect(frameByRule({ rate: 2, base: 1, place: 'middle' }, 2, clip)).toBe(17);
    expect(frameByRule({ rate: 2, base: 0, place: 'start' }, 1, clip)).toBe(12);
  });

  it('has no frame before the first number and after the end', () => {
    expect(frameByRule({ rate: 2, base: 1, place: 'start' }, 0, clip)).toBeNull();
    expect(frameByRule({ rate: 2, base: 0, place: 'start' }, 8, clip)).toBeNull();
    expect(frameByRule({ rate: 'native', base: 0, place: 'start' }, 95, clip)).toBe(95);
    expect(frameByRule({ rate: 'native', base: 1, place: 'start' }, 97, clip)).toBeNull();
  });
});

describe('spread', () => {
  it('keeps both ends and the order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(), { minLength: 2 }),
        fc.integer({ min: 2, max: 20 }),
        (all, count) => {
          const picked = spread(all, count);
          expect(picked).toHaveLength(Math.min(all.length, count));
          expect([picked[0], picked.at(-1)]).toEqual([all[0], all.at(-1)]);
          expect(new Set(picked).size).toBe(picked.length);
        },
      ),
    );
  });
});
