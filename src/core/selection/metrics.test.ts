import { describe, expect, it } from 'vitest';
import { keySceneScores, maxGapSec, meanKeySceneScores, shotHitRate } from './metrics.ts';

describe('shot hit rate', () => {
  it('counts a frame at a cut to the shot that begins there', () => {
    expect(shotHitRate([5, 10], [0, 5, 9.9])).toBeCloseTo(2 / 3);
    expect(shotHitRate([5, 10], [0, 4.9995, 12])).toBe(1);
    expect(shotHitRate([], [3])).toBe(1);
    expect(shotHitRate([5], [])).toBe(0);
  });
});

describe('largest gap', () => {
  it('reaches from the first to the last sampled frame', () => {
    expect(maxGapSec([0, 1, 2, 3, 4, 5, 6], [1, 3])).toBe(3);
    expect(maxGapSec([0, 1, 2], [])).toBe(2);
    expect(maxGapSec([], [])).toBe(0);
  });
});

describe('key scenes', () => {
  const scenes = [
    [{ startSec: 10, endSec: 19 }],
    [
      { startSec: 40, endSec: 44 },
      { startSec: 60, endSec: 64 },
    ],
  ];
  it('is worked out by hand: both scenes of ten seconds, three hits in one, one in the other, one outside', () => {
    const scores = keySceneScores(scenes, [10, 15, 20, 61, 80]);
    expect(scores.kfr).toBeCloseTo(4 / 5);
    expect(scores.shr).toBe(1);
    // Fair share: two frames each; the second scene has one.
    expect(scores.bsr).toBe(0.5);
    expect(scores.bds).toBeCloseTo((3 + 1) / (Math.sqrt(10) * Math.sqrt(2)));
    expect(scores.ukss).toBeCloseTo(Math.cbrt(scores.kfr * scores.bsr * scores.bds));
  });
  it('counts one second after the end and not more', () => {
    expect(keySceneScores([[{ startSec: 1, endSec: 2 }]], [3]).kfr).toBe(1);
    expect(keySceneScores([[{ startSec: 1, endSec: 2 }]], [3.1]).kfr).toBe(0);
  });
  it('is 0 throughout when nothing was hit, and a floor keeps the mean above 0', () => {
    const none = keySceneScores(scenes, [0]);
    expect(none).toEqual({ kfr: 0, shr: 0, bsr: 0, bds: 0, ukss: 0 });
    const full = keySceneScores([[{ startSec: 0, endSec: 9 }]], [1]);
    expect(meanKeySceneScores([none, full])?.ukss).toBeCloseTo(Math.sqrt(0.01 * full.ukss));
    expect(meanKeySceneScores([])).toBeNull();
  });
});
