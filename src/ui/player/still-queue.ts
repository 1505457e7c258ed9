import type { ExactFrame, FrameSource } from './frame-source.ts';

type Goal<F extends ExactFrame> = (source: FrameSource<F>) => Promise<number>;

export interface StillQueueOptions<F extends ExactFrame> {
  /** Makes a frame ready to be painted at once; what is asked for meanwhile goes before it. */
  prepare(frame: F): Promise<void>;
  /** Puts a prepared frame where people see it. */
  show(frame: F): void;
  onDecoding(isDecoding: boolean): void;
  /** A request ended. `timeSec` is that of the still that is shown now; `isLast` = no other request is waiting. */
  onRest(timeSec: number, isLast: boolean): void;
  onProblem(problem: unknown, timeSec: number): void;
}

/**
 * Exact stills, one after the other. A new goal replaces the one that waits; steps add up, however fast they come, and count
 * from the goal before them or from the still that is shown.
 */
export class StillQueue<F extends ExactFrame> {
  readonly #options: StillQueueOptions<F>;
  #source: FrameSource<F> | null = null;
  #restSec = 0;
  #goal: Goal<F> | null = null;
  #steps: (1 | -1)[] = [];
  #decoding: AbortController | null = null;
  #pumping: Promise<void> | null = null;

  constructor(options: StillQueueOptions<F>) {
    this.#options = options;
  }

  load(source: FrameSource<F> | null): void {
    this.clear();
    this.#source = source;
  }

  /** Presentation time of the still that is shown. */
  get restSec(): number {
    return this.#restSec;
  }

  /** The owner shows a still of its own. */
  set restSec(timeSec: number) {
    this.#restSec = timeSec;
  }

  /** Nothing that was asked for is shown any more. */
  clear(): void {
    this.#goal = null;
    this.#steps = [];
    this.#decoding?.abort();
  }

  /** Asks for the frame on screen at a time. A frame that is being decoded is still shown on the way there. */
  aim(goal: Goal<F>): Promise<void> {
    this.#steps = [];
    this.#goal = goal;
    return this.#start();
  }

  step(direction: 1 | -1): Promise<void> {
    this.#steps.push(direction);
    return this.#start();
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    await this.#pumping;
  }

  #start(): Promise<void> {
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = null;
    });
    return this.#pumping;
  }

  async #pump(): Promise<void> {
    // Goal and steps that are set in one go are answered together.
    await Promise.resolve();
    while (this.#source && (this.#goal || this.#steps.length > 0)) await this.#answer(this.#source);
    this.#options.onDecoding(false);
  }

  async #answer(source: FrameSource<F>): Promise<void> {
    const goal = this.#goal;
    const steps = this.#steps;
    this.#goal = null;
    this.#steps = [];
    this.#decoding = new AbortController();
    const { signal } = this.#decoding;
    this.#options.onDecoding(true);
    try {
      const timeSec = await destination(source, { goal, steps, restSec: this.#restSec });
      if (signal.aborted) return;
      if (timeSec !== null) {
        const heading = { direction: goal ? null : (steps.at(-1) ?? null), restSec: this.#restSec };
        const frame = await decodedFrame(source, timeSec, { ...heading, signal });
        if (signal.aborted) return;
        await this.#options.prepare(frame);
        if (signal.aborted) return;
        this.#options.show(frame);
        this.#restSec = frame.ptsSec;
      }
      this.#options.onRest(this.#restSec, this.#goal === null);
    } catch (problem) {
      // A newer request took over; it reports for itself.
      if (!signal.aborted) this.#options.onProblem(problem, this.#restSec);
    }
  }
}

/**
 * The frame at a time. One that does not decode is answered by the frame before it: a step forward goes on over such frames,
 * or it would stay where it is for ever.
 */
async function decodedFrame<F extends ExactFrame>(
  source: FrameSource<F>,
  timeSec: number,
  heading: { direction: 1 | -1 | null; restSec: number; signal: AbortSignal },
): Promise<F> {
  const { direction, restSec, signal } = heading;
  const frame = await source.frameAt(timeSec, { direction, signal });
  if (direction !== 1 || frame.ptsSec > restSec || signal.aborted) return frame;
  const next = await source.neighbourTime(timeSec, 1);
  return next === null ? frame : decodedFrame(source, next, heading);
}

/** Where a goal and the steps after it lead; `null` = nowhere: there is no frame beyond the last. */
async function destination<F extends ExactFrame>(
  source: FrameSource<F>,
  from: { goal: Goal<F> | null; steps: readonly (1 | -1)[]; restSec: number },
): Promise<number | null> {
  const { goal, steps, restSec } = from;
  if (goal && steps.length === 0) return goal(source);
  let timeSec = goal ? await source.timeAt(await goal(source)) : restSec;
  for (const direction of steps)
    timeSec = (await source.neighbourTime(timeSec, direction)) ?? timeSec;
  return goal || timeSec !== restSec ? timeSec : null;
}
