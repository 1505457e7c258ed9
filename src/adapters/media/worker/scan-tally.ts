import { dHash } from '../../../core/dhash.ts';
import type { FrameScan } from '../../../core/ports.ts';
import {
  type ColourPlanes,
  changeBetween,
  colourPlanes,
  SHOT_PICTURE,
} from '../../../core/shots/change.ts';

/** One hash in this time: motion is stated per second. */
const HASH_EVERY_SEC = 1;

/** A picture that was shrunken to `SHOT_PICTURE`, and how many asked times it answers. */
export interface SmallPicture {
  answers: number;
  tick: number;
  timescale: number;
  rgba: Uint8ClampedArray;
}

/** What remains of the pictures, in the order in which they are shown. */
export class ScanTally {
  /** Asked times that have their picture. */
  answered = 0;
  length = 0;
  #detectorMs = 0;
  readonly #ticks: Float64Array<ArrayBuffer>;
  readonly #changes: Float32Array<ArrayBuffer>;
  readonly #hashes: { timeSec: number; perceptualHash: string }[] = [];
  /** That of the first picture: another decoder may count in other ticks. */
  #timescale: number | null = null;
  #before: ColourPlanes | null = null;

  constructor(most: number) {
    this.#ticks = new Float64Array(most);
    this.#changes = new Float32Array(most);
  }

  /** Adds what `work` takes to the time that is not decoding. */
  timed<T>(work: () => T): T {
    const startedMs = performance.now();
    const result = work();
    this.#detectorMs += performance.now() - startedMs;
    return result;
  }

  add({ answers, tick: counted, timescale, rgba }: SmallPicture): void {
    this.answered += answers;
    this.#timescale ??= timescale;
    const tick =
      timescale === this.#timescale ? counted : Math.round((counted / timescale) * this.#timescale);
    const last = this.#ticks[this.length - 1];
    // A picture that does not decode is answered by the one before it, which was counted.
    if (this.length > 0 && last !== undefined && tick <= last) return;
    const planes = colourPlanes(rgba);
    this.#ticks[this.length] = tick;
    this.#changes[this.length] = this.#before ? changeBetween(this.#before, planes) : 0;
    this.#before = planes;
    this.length += 1;
    const timeSec = tick / this.#timescale;
    const hashed = this.#hashes.at(-1);
    if (hashed && timeSec - hashed.timeSec < HASH_EVERY_SEC) return;
    const { widthPx, heightPx } = SHOT_PICTURE;
    this.#hashes.push({ timeSec, perceptualHash: dHash(rgba, widthPx, heightPx) });
  }

  result(): Pick<FrameScan, 'timescale' | 'hashes' | 'detectorMs'> & {
    ticks: Float64Array<ArrayBuffer>;
    changes: Float32Array<ArrayBuffer>;
  } {
    return {
      ticks: this.#ticks.slice(0, this.length),
      changes: this.#changes.slice(0, this.length),
      timescale: this.#timescale ?? 1,
      hashes: this.#hashes,
      detectorMs: this.#detectorMs,
    };
  }
}
