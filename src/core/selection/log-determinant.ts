/** Keeps a logarithm finite where a frame is a copy of one that is kept. */
const LEAST = 1e-10;

/**
 * How much log det K(S) grows when one more item joins S, for all items at once: an incremental Cholesky factorisation (Chen et al. 2018,
 * "Fast greedy MAP inference for determinantal point processes"), O(items · |S|) for each that joins.
 */
export class LogDeterminant {
  /** Squared Cholesky pivot of every item, were it the next. */
  readonly #pivots: Float64Array;
  /** For every member of S, its row of the factor. */
  readonly #factor: Float64Array[] = [];
  readonly #members = new Set<number>();
  readonly #diagonal: number;

  /** @param diagonal K(x, x), the same for all items */
  constructor(items: number, diagonal: number) {
    this.#diagonal = diagonal;
    this.#pivots = new Float64Array(items).fill(diagonal);
  }

  has(item: number): boolean {
    return this.#members.has(item);
  }

  gain(item: number): number {
    return Math.log(Math.max(LEAST, this.#pivots[item] as number));
  }

  /**
   * @param kernels K of the joining item with every item
   * @param item which of the items joins; `null` = one that is not among them (the first to join only)
   */
  add(kernels: Float64Array, item: number | null): void {
    const own = item === null ? this.#diagonal : (this.#pivots[item] as number);
    const root = Math.sqrt(Math.max(LEAST, own));
    const column = new Float64Array(kernels.length);
    for (let k = 0; k < kernels.length; k += 1) {
      let shared = 0;
      if (item !== null)
        for (const row of this.#factor) shared += (row[item] as number) * (row[k] as number);
      const entry = ((kernels[k] as number) - shared) / root;
      column[k] = entry;
      this.#pivots[k] = (this.#pivots[k] as number) - entry * entry;
    }
    this.#factor.push(column);
    if (item !== null) this.#members.add(item);
  }
}
