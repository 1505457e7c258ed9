import type { EmbeddingMatrix } from '../flow.ts';

/** A set of frames that knows how alike its members are: joining, leaving and asking cost O(dim), not O(k · dim). */
export class VectorSum {
  readonly #matrix: EmbeddingMatrix;
  readonly #sum: Float64Array;
  #size = 0;
  /** Squared lengths of the members: near 1 each, but not exactly. */
  #own = 0;

  constructor(matrix: EmbeddingMatrix, members: readonly number[] = []) {
    this.#matrix = matrix;
    this.#sum = new Float64Array(matrix.dim);
    for (const index of members) this.add(index);
  }

  add(index: number): void {
    this.#shift(index, 1);
  }

  remove(index: number): void {
    this.#shift(index, -1);
  }

  /** Sum of the cosines of a frame to all members, itself included where it is one. */
  dot(index: number): number {
    const { data, dim } = this.#matrix;
    const start = index * dim;
    let sum = 0;
    for (let d = 0; d < dim; d += 1) sum += (this.#sum[d] as number) * (data[start + d] as number);
    return sum;
  }

  /** Mean cosine over all pairs; 0 for fewer than two. */
  redundancy(): number {
    if (this.#size < 2) return 0;
    let squared = 0;
    for (const value of this.#sum) squared += value * value;
    return (squared - this.#own) / (this.#size * (this.#size - 1));
  }

  #shift(index: number, sign: 1 | -1): void {
    const { data, dim } = this.#matrix;
    const start = index * dim;
    let own = 0;
    for (let d = 0; d < dim; d += 1) {
      const value = data[start + d] as number;
      this.#sum[d] = (this.#sum[d] as number) + sign * value;
      own += value * value;
    }
    this.#own += sign * own;
    this.#size += sign;
  }
}
