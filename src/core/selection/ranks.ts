/** Arithmetic on scores: order, scale and flatness. Ties always go to the earlier frame. */

/** Indices by descending score. */
export function byScore(scores: ArrayLike<number>, indices: readonly number[]): number[] {
  return [...indices].sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
}

/** Rank of every frame by descending score, from 1. */
export function ranksOf(scores: ArrayLike<number>): Int32Array {
  const ranks = new Int32Array(scores.length);
  const indices = Array.from({ length: scores.length }, (_, i) => i);
  for (const [place, index] of byScore(scores, indices).entries()) ranks[index] = place + 1;
  return ranks;
}

/** `(s − min) / (max − min)` over the given frames, in their order; all 0 where every score is the same. */
export function scaled(scores: ArrayLike<number>, indices: readonly number[]): Float64Array {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const index of indices) {
    least = Math.min(least, scores[index] as number);
    most = Math.max(most, scores[index] as number);
  }
  return Float64Array.from(indices, (index) =>
    most > least ? ((scores[index] as number) - least) / (most - least) : 0,
  );
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return values.length > 0 ? sum / values.length : 0;
}

/** Mean of the `count` highest values, all of them where there are fewer. */
export function meanOfHighest(values: ArrayLike<number>, count: number): number {
  return mean(
    Array.from(values)
      .sort((a, b) => b - a)
      .slice(0, count),
  );
}
