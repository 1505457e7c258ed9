import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExactFrame, FrameSource } from './frame-source.ts';
import { createPlayhead, type Playhead } from './playhead.ts';
import { StillQueue, type StillQueueOptions } from './still-queue.ts';
import { VideoSurface } from './video-surface.ts';

const MAX_RATE = 8;

export interface FramePlayerState {
  /** Playing speed; negative = backwards, 0 = a still is shown. */
  rate: number;
  /** The video element is what is shown. */
  isMoving: boolean;
  isDecoding: boolean;
  /** Whether the browser plays the file; `null` = nobody has tried. */
  canPlay: boolean | null;
  /** Why the last request failed: whatever the source threw. */
  problem: unknown;
}

const AT_REST: FramePlayerState = {
  rate: 0,
  isMoving: false,
  isDecoding: false,
  canPlay: null,
  problem: null,
};

export type FramePlayerOptions<F extends ExactFrame> = Pick<
  StillQueueOptions<F>,
  'prepare' | 'show'
>;

/**
 * Plays a video and shows exact frames of it. What rests on the screen always comes from the decoder, and the playhead names
 * its presentation time: a `<video>` is trusted with moving pictures only. It is also the handle for keys and buttons.
 */
export class FramePlayer<F extends ExactFrame> {
  readonly state: StoreApi<FramePlayerState> = createStore(() => AT_REST);
  readonly playhead: Playhead = createPlayhead();
  readonly #stills: StillQueue<F>;
  readonly #surface = new VideoSurface(this.playhead);
  #source: FrameSource<F> | null = null;
  #opening: Promise<boolean> | null = null;
  /** The picture to rest on was read from the stopped video, whose own may move on by one all the same. */
  #isFrozen = false;
  /** Counts what was asked for: a video that opens later than something else was asked for does not begin to play. */
  #asks = 0;

  constructor({ prepare, show }: FramePlayerOptions<F>) {
    this.#stills = new StillQueue<F>({
      prepare,
      show,
      onDecoding: (isDecoding) =>
        this.state.setState(isDecoding ? { isDecoding, problem: null } : { isDecoding }),
      onRest: (timeSec, isLast) => {
        // Where a drag went on meanwhile, the playhead is ahead of the picture.
        if (isLast) this.playhead.set(timeSec);
        this.state.setState({ isMoving: false });
      },
      onProblem: (problem, timeSec) => {
        this.playhead.set(timeSec);
        this.state.setState({ isMoving: false, problem });
      },
    });
  }

  /** Takes another video, or none. The owner lets go of the old source. */
  load(source: FrameSource<F> | null): void {
    this.#asks += 1;
    this.#source = source;
    this.#stills.load(source);
    this.#opening = null;
    this.#surface.clear();
    this.state.setState(AT_REST);
  }

  /** The address of the same video is another now, e.g. that of a copy which plays. */
  reopen(): void {
    this.rest(this.#stills.restSec);
    this.#opening = null;
    this.#surface.clear();
    this.state.setState({ canPlay: null });
  }

  /** `[startSec, endSec)` of the video; empty without one. */
  get range(): { startSec: number; endSec: number } {
    return { startSec: this.#source?.startSec ?? 0, endSec: this.#source?.endSec ?? 0 };
  }

  attach(element: HTMLVideoElement | null): void {
    this.#surface.attach(element);
  }

  togglePlay(): void {
    if (this.state.getState().rate === 0) void this.#play(1);
    else this.pause();
  }

  /** Faster with every call in the same direction: 1, 2, 4, 8. */
  shuttle(direction: 1 | -1): void {
    const { rate } = this.state.getState();
    const next = rate * direction > 0 ? rate * 2 : direction;
    void this.#play(Math.max(-MAX_RATE, Math.min(MAX_RATE, next)));
  }

  /** Stops at the picture that is on screen, and shows the decoder's version of it. */
  pause(): void {
    this.#asks += 1;
    const { isMoving, rate } = this.state.getState();
    if (isMoving && rate !== 0) void this.#freeze();
  }

  /** @param direction 1 = the next frame of the video, -1 = the one before. Presses that come faster than frames add up. */
  step(direction: 1 | -1): Promise<void> {
    this.pause();
    return this.#stills.step(direction);
  }

  /** The frame on screen at a time, clamped to the video. */
  goTo(timeSec: number): Promise<void> {
    this.#stills.clear();
    return this.#aim(timeSec);
  }

  /** Follows a drag: with the video's own picture where the browser plays it, with decoded frames otherwise. */
  scrub(timeSec: number): void {
    const { canPlay } = this.state.getState();
    if (canPlay === null) void this.checkPlayable();
    this.playhead.set(timeSec);
    if (!canPlay) {
      void this.#aim(timeSec);
      return;
    }
    this.#asks += 1;
    this.#stills.clear();
    this.#surface.halt();
    this.#isFrozen = false;
    this.state.setState({ isMoving: true, rate: 0 });
    void this.#surface.seek(timeSec);
  }

  /** The owner put a still of its own on the screen: the time follows it, and the video rests. */
  rest(timeSec: number): void {
    this.#asks += 1;
    this.#stills.clear();
    this.#stills.restSec = timeSec;
    this.#surface.halt();
    this.playhead.set(timeSec);
    this.state.setState({ rate: 0, isMoving: false, isDecoding: false });
  }

  /** Resolves when the decoder's picture is shown and nothing is on its way. A moving picture is stopped first. */
  async settled(): Promise<void> {
    if (this.state.getState().isMoving && !this.#isFrozen) await this.#freeze();
    await this.#stills.settled();
  }

  /** Opens the video to see whether the browser plays it. */
  checkPlayable(): Promise<boolean> {
    const source = this.#source;
    if (!source) return Promise.resolve(false);
    this.#opening ??= this.#open(source);
    return this.#opening;
  }

  /** The element reported an error while it played. */
  playbackFailed(): void {
    if (!this.state.getState().canPlay) return;
    this.rest(this.#stills.restSec);
    this.state.setState({ canPlay: false });
  }

  async #open(source: FrameSource<F>): Promise<boolean> {
    try {
      const url = await source.open();
      if (source !== this.#source) return false;
      const canPlay = await this.#surface.load(url);
      if (source !== this.#source) return false;
      this.state.setState({ canPlay });
      return canPlay;
    } catch (problem) {
      if (source !== this.#source) return false;
      this.#opening = null;
      this.state.setState({ problem });
      return false;
    }
  }

  async #play(rate: number): Promise<void> {
    this.#asks += 1;
    const asks = this.#asks;
    if (!(await this.checkPlayable()) || asks !== this.#asks) return;
    this.#stills.clear();
    const isMoving = this.state.getState().isMoving;
    // The still stays until the video has a picture of the same time.
    if (!isMoving) await this.#surface.seek(this.playhead.timeSec);
    if (asks !== this.#asks) return;
    this.#isFrozen = false;
    this.state.setState({ rate, isMoving: true, isDecoding: false, problem: null });
    try {
      await this.#surface.play(rate, this.#source?.startSec ?? 0, () => this.pause());
    } catch (thrown) {
      // A pause that comes before playing began is not a failure.
      if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) this.playbackFailed();
    }
  }

  /** Stops the video; its picture stays until the exact frame is decoded, so that nothing flashes. */
  #freeze(): Promise<void> {
    this.#stills.clear();
    this.#surface.halt();
    const mediaSec = this.#surface.shownSec() ?? this.playhead.timeSec;
    this.#isFrozen = true;
    this.playhead.set(mediaSec);
    this.state.setState({ rate: 0 });
    return this.#stills.aim((source) => source.timeOf(mediaSec));
  }

  #aim(timeSec: number): Promise<void> {
    this.#asks += 1;
    this.#surface.halt();
    this.state.setState({ rate: 0 });
    return this.#stills.aim(async ({ startSec, endSec }) =>
      Math.min(endSec, Math.max(startSec, timeSec)),
    );
  }
}
