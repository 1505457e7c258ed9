/** Sizes that are tried, in this order. */
const SIZES = [1, 4, 8, 16, 32];
/** A batch may take this long, so that a cancel is heard soon. */
const LONGEST_MS = 400;
/** Numbers in one input tensor; 32 M are 128 MB. */
const MOST_NUMBERS = 32_000_000;
/** A larger batch has to be this much faster, per picture, to be worth its memory. */
const WORTHWHILE = 1.05;

/** Finds by trying how many pictures to run at once: larger while that pays, never longer than a cancel can wait. */
export class BatchSize {
  readonly #sizes: readonly number[];
  #trying = 0;
  #best = { size: 1, framesPerSec: 0 };
  #settled = false;
  #isWarm = false;

  /** @param fixed what the graph demands, or `null` */
  constructor(fixed: number | null, numbersPerPicture: number) {
    const most = Math.max(1, Math.floor(MOST_NUMBERS / numbersPerPicture));
    this.#sizes = fixed === null ? SIZES.filter((size) => size <= most) : [fixed];
    if (fixed !== null) {
      this.#best = { size: fixed, framesPerSec: 0 };
      this.#settled = true;
    }
  }

  /** How many pictures to run next. */
  get current(): number {
    return this.#settled ? this.#best.size : (this.#sizes[this.#trying] ?? this.#best.size);
  }

  /**
   * Tells how a run went. The first run of each size compiles shaders and is not counted; runs of another size than asked (the
   * rest of a list) teach nothing.
   */
  record(size: number, ms: number): void {
    if (this.#settled || size !== this.current) return;
    if (!this.#isWarm) {
      this.#isWarm = true;
      return;
    }
    this.#isWarm = false;
    const framesPerSec = (size * 1000) / Math.max(ms, 0.01);
    const isBetter = framesPerSec > this.#best.framesPerSec * WORTHWHILE;
    if (isBetter) this.#best = { size, framesPerSec };
    this.#trying += 1;
    const next = this.#sizes[this.#trying];
    const wouldTakeMs = ((next ?? 0) * 1000) / this.#best.framesPerSec;
    if (!isBetter || next === undefined || wouldTakeMs > LONGEST_MS) this.#settled = true;
  }
}
