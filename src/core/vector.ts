/** Arithmetic on rows of a row-major `Float32Array [rows, dim]`. Sums run in double precision in a fixed order: same input, same bits. */

/** Cosine of rows `a` and `b` of one matrix of L2-normalised rows, in [-1, 1]. */
export function cosineOfRows(
  { data, dim }: { data: Float32Array; dim: number },
  a: number,
  b: number,
): number {
  let i = a * dim;
  let j = b * dim;
  const end = i + dim;
  const unrolledEnd = end - (dim & 3);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (; i < unrolledEnd; i += 4, j += 4) {
    s0 += (data[i] as number) * (data[j] as number);
    s1 += (data[i + 1] as number) * (data[j + 1] as number);
    s2 += (data[i + 2] as number) * (data[j + 2] as number);
    s3 += (data[i + 3] as number) * (data[j + 3] as number);
  }
  for (; i < end; i += 1, j += 1) s0 += (data[i] as number) * (data[j] as number);
  return Math.min(1, Math.max(-1, s0 + s1 + (s2 + s3)));
}

/** Cosine of two L2-normalised vectors of equal length, in [-1, 1]. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return Math.min(1, Math.max(-1, sum));
}

/** The vector that is most like `query`; the first of equals, `null` without candidates. */
export function mostSimilar(
  query: Float32Array,
  candidates: readonly Float32Array[],
): { index: number; similarity: number } | null {
  let best: { index: number; similarity: number } | null = null;
  for (const [index, candidate] of candidates.entries()) {
    const similarity = cosine(query, candidate);
    if (!best || similarity > best.similarity) best = { index, similarity };
  }
  return best;
}

/**
 * Divides every row by its L2 norm, in place. A row of zeros (or one that is not finite) cannot be normalised and is reported.
 *
 * @returns index of the first row that could not be normalised, or `null`
 */
export function normaliseRows(data: Float32Array, dim: number): number | null {
  let bad: number | null = null;
  for (let start = 0; start < data.length; start += dim) {
    let sum = 0;
    for (let k = start; k < start + dim; k += 1) sum += (data[k] as number) ** 2;
    const norm = Math.sqrt(sum);
    if (!(norm > 0) || !Number.isFinite(norm)) {
      bad ??= start / dim;
      continue;
    }
    for (let k = start; k < start + dim; k += 1) data[k] = (data[k] as number) / norm;
  }
  return bad;
}

/** Largest absolute difference of two arrays of equal length; 0 for empty ones. */
export function maxAbsDiff(a: Float32Array, b: Float32Array): number {
  let worst = 0;
  for (let i = 0; i < a.length; i += 1)
    worst = Math.max(worst, Math.abs((a[i] as number) - (b[i] as number)));
  return worst;
}

/**
 * Mean cosine over all pairs of the given L2-normalised rows: `(|Σv|² − k) / (k (k − 1))`, so k·dim instead of k²·dim
 * operations. 0 for fewer than two rows.
 */
export function meanPairwiseCosine(
  matrix: { data: Float32Array; dim: number },
  rows: readonly number[],
): number {
  const k = rows.length;
  if (k < 2) return 0;
  const sum = new Float64Array(matrix.dim);
  let own = 0;
  for (const row of rows) {
    const start = row * matrix.dim;
    for (let d = 0; d < matrix.dim; d += 1) {
      const value = matrix.data[start + d] as number;
      sum[d] = (sum[d] as number) + value;
      own += value * value;
    }
  }
  let squared = 0;
  for (const value of sum) squared += value * value;
  return Math.max(-1, Math.min(1, (squared - own) / (k * (k - 1))));
}
