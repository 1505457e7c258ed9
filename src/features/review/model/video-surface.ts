import type { Playhead } from './playhead.ts';

/** Between two pictures when playing backwards. */
const REVERSE_TICK_MS = 40;

/** The `<video>` element of the stage: plays it at any speed in either direction, and moves the playhead along. */
export class VideoSurface {
  readonly #playhead: Playhead;
  #element: HTMLVideoElement | null = null;
  #reverseTimer = 0;
  /** Counts runs: callbacks of an older one do nothing. */
  #run = 0;

  constructor(playhead: Playhead) {
    this.#playhead = playhead;
  }

  attach(element: HTMLVideoElement | null): void {
    this.#element = element;
  }

  setSource(url: string | null): void {
    if (url === null) this.#element?.removeAttribute('src');
    else if (this.#element) this.#element.src = url;
  }

  seek(timeSec: number): void {
    if (this.#element) this.#element.currentTime = timeSec;
  }

  /**
   * @param rate 1 = normal speed, negative = backwards
   * @param onStart called when a backwards run reaches `startSec`
   * @throws what `HTMLMediaElement.play` throws
   */
  async play(rate: number, startSec: number, onStart: () => void): Promise<void> {
    this.halt();
    const element = this.#element;
    if (!element) return;
    if (rate < 0) return this.#playBackwards(element, { rate, startSec, onStart });
    element.playbackRate = rate;
    this.#follow(element, this.#run);
    await element.play();
  }

  halt(): void {
    this.#run += 1;
    window.clearInterval(this.#reverseTimer);
    this.#element?.pause();
  }

  #follow(element: HTMLVideoElement, run: number): void {
    element.requestVideoFrameCallback((_now, { mediaTime }) => {
      if (run !== this.#run) return;
      this.#playhead.set(mediaTime);
      this.#follow(element, run);
    });
  }

  /** Browsers play forwards only: backwards is a seek for every picture that is shown. */
  #playBackwards(
    element: HTMLVideoElement,
    { rate, startSec, onStart }: { rate: number; startSec: number; onStart: () => void },
  ): void {
    let lastMs = performance.now();
    this.#reverseTimer = window.setInterval(() => {
      const nowMs = performance.now();
      const goneSec = (rate * (nowMs - lastMs)) / 1000;
      lastMs = nowMs;
      const timeSec = Math.max(startSec, this.#playhead.timeSec + goneSec);
      this.#playhead.set(timeSec);
      if (!element.seeking) element.currentTime = timeSec;
      if (timeSec <= startSec) onStart();
    }, REVERSE_TICK_MS);
  }
}
