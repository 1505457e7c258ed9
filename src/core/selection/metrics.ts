/** Numbers by which a selection is judged, from times alone. All times in seconds of presentation. */

/** A stretch that matters: `[startSec, endSec]`, both ends inside. */
export interface Interval {
  startSec: number;
  endSec: number;
}

/** A key scene of a question: one or more stretches. */
export type KeyScene = readonly Interval[];

/** Frames this much after the annotated end of a key scene still count (annotations are in whole seconds). */
const GRACE_SEC = 1;
/** One video that misses everything does not pull the mean over videos down to 0. */
const LEAST_UKSS = 0.01;

/** Longest stretch without a core frame, from the first to the last sampled frame, seconds. @param core places, ascending */
export function maxGapSec(times: ArrayLike<number>, core: readonly number[]): number {
  const last = times.length - 1;
  if (last < 0) return 0;
  let longest = 0;
  let fromSec = times[0] as number;
  for (const index of [...core, last]) {
    const timeSec = times[index] as number;
    longest = Math.max(longest, timeSec - fromSec);
    fromSec = timeSec;
  }
  return longest;
}

/**
 * Share of shots that hold at least one core frame, 0–1.
 *
 * @param cutsSec times of the first frame of every shot but the first, ascending: n cuts make n + 1 shots
 * @param coreSec times of the core frames
 */
export function shotHitRate(cutsSec: readonly number[], coreSec: readonly number[]): number {
  const hit = new Set(coreSec.map((timeSec) => shotOf(cutsSec, timeSec)));
  return hit.size / (cutsSec.length + 1);
}

/** Presentation times are rounded to different clocks: a frame this little before a cut is its frame. */
const SAME_TIME_SEC = 1e-3;

function shotOf(cutsSec: readonly number[], timeSec: number): number {
  let shot = 0;
  while (shot < cutsSec.length && (cutsSec[shot] as number) <= timeSec + SAME_TIME_SEC) shot += 1;
  return shot;
}

export interface KeySceneScores {
  /** Key frame rate: share of core frames that lie in a key scene. */
  kfr: number;
  /** Scene hit rate: share of key scenes that hold a core frame. */
  shr: number;
  /** Balanced scene recall: share of key scenes that hold at least their fair share of those frames. */
  bsr: number;
  /** Balanced distribution similarity: how well frames per scene follow some power, 0–1, of the lengths of the scenes. */
  bds: number;
  /** ∛(kfr · bsr · bds). */
  ukss: number;
}

/**
 * The scores of KFS-Bench (arXiv 2512.14017) for one question: with t core frames in key scenes, the fair share of a scene is
 * `max(1, ⌊min(t · length / Σlength, t / scenes)⌋)`, and bds is the highest cosine between frames per scene and length^p, p = 0, 0.1 … 1. Ends
 * of scenes count one second longer. All 0 without core frames or scenes; a scene without a stretch counts as one that is never hit.
 */
export function keySceneScores(
  scenes: readonly KeyScene[],
  coreSec: readonly number[],
): KeySceneScores {
  const inside = (scene: KeyScene, timeSec: number) =>
    scene.some(({ startSec, endSec }) => timeSec >= startSec && timeSec <= endSec + GRACE_SEC);
  const inAny = coreSec.filter((timeSec) => scenes.some((scene) => inside(scene, timeSec))).length;
  if (inAny === 0) return { kfr: 0, shr: 0, bsr: 0, bds: 0, ukss: 0 };
  const hits = scenes.map((scene) => coreSec.filter((timeSec) => inside(scene, timeSec)).length);
  const lengths = scenes.map((scene) =>
    scene.reduce((sum, { startSec, endSec }) => sum + endSec + GRACE_SEC - startSec, 0),
  );
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const fair = lengths.map((length) =>
    Math.max(1, Math.floor(Math.min((length / total) * inAny, inAny / scenes.length))),
  );
  const kfr = inAny / coreSec.length;
  const shr = hits.filter((count) => count > 0).length / scenes.length;
  const bsr = hits.filter((count, k) => count >= (fair[k] as number)).length / scenes.length;
  const bds = bestLikeness(hits, lengths);
  return { kfr, shr, bsr, bds, ukss: Math.cbrt(kfr * bsr * bds) };
}

function bestLikeness(hits: readonly number[], lengths: readonly number[]): number {
  let best = 0;
  for (let tenths = 0; tenths <= 10; tenths += 1) {
    const powers = lengths.map((length) => length ** (tenths / 10));
    best = Math.max(best, cosine(hits, powers));
  }
  return best;
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, value, k) => sum + value * (b[k] as number), 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}

/** Mean KFR and SHR over videos, and the geometric mean of UKSS with a floor of 0.01. `null` for no video. */
export function meanKeySceneScores(
  scores: readonly KeySceneScores[],
): { kfr: number; shr: number; ukss: number } | null {
  if (scores.length === 0) return null;
  const mean = (of: (score: KeySceneScores) => number) =>
    scores.reduce((sum, score) => sum + of(score), 0) / scores.length;
  return {
    kfr: mean(({ kfr }) => kfr),
    shr: mean(({ shr }) => shr),
    ukss: Math.exp(mean(({ ukss }) => Math.log(Math.max(LEAST_UKSS, ukss)))),
  };
}
