import type { Playhead } from './playhead.ts';

/** Between two pictures when playing backwards. */
const REVERSE_TICK_MS = 40;

/** The `<video>` element of a player: plays it at any speed in either direction, and moves the playhead along. */
export class VideoSurface {
  readonly #playhead: Playhead;
  #element: HTMLVideoElement | null = null;
  #url: string | null = null;
  #loading: Promise<boolean> | null = null;
  #waiting: ((element: HTMLVideoElement) => void)[] = [];
  #reverseTimer = 0;
  /** Counts runs: callbacks of an older one do nothing. */
  #run = 0;

  constructor(playhead: Playhead) {
    this.#playhead = playhead;
  }

  attach(element: HTMLVideoElement | null): void {
    this.#element = element;
    if (!element) return;
    // An element that was made anew knows nothing of what the old one had loaded.
    if (this.#url && this.#loading) this.#loading = loadPictures(element, this.#url);
    for (const wake of this.#waiting.splice(0)) wake(element);
  }

  /** Lets go of the video; `load` gives it another. */
  clear(): void {
    this.halt();
    this.#url = null;
    this.#loading = null;
    this.#element?.removeAttribute('src');
    this.#element?.load();
  }

  /** @returns whether the browser shows pictures of it. Some play the sound of a file whose pictures they cannot read. */
  load(url: string): Promise<boolean> {
    if (url !== this.#url) this.#loading = null;
    this.#url = url;
    this.#loading ??= this.#attached().then((element) => loadPictures(element, url));
    return this.#loading;
  }

  #attached(): Promise<HTMLVideoElement> {
    if (this.#element) return Promise.resolve(this.#element);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /**
   * @param timeSec presentation time, which is the clock of the element
   * @returns when the picture of that time is there, or another seek took over
   */
  seek(timeSec: number): Promise<void> {
    const element = this.#element;
    if (!element) return Promise.resolve();
    return new Promise((resolve) => {
      const listening = new AbortController();
      const settle = () => {
        listening.abort();
        resolve();
      };
      for (const event of ['seeked', 'emptied', 'error'])
        element.addEventListener(event, settle, { signal: listening.signal });
      element.currentTime = timeSec;
    });
  }

  /**
   * The media time of the picture that the element shows, to the microsecond; `null` where there is none yet. Read from the
   * picture itself: after a pause, the last call of `requestVideoFrameCallback` can be one picture behind.
   */
  shownSec(): number | null {
    const element = this.#element;
    if (!element || element.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    try {
      const frame = new VideoFrame(element);
      const timeSec = frame.timestamp / 1e6;
      frame.close();
      return timeSec;
    } catch {
      // No WebCodecs here, or nothing painted: the playhead has the last picture that was reported.
      return null;
    }
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

function loadPictures(element: HTMLVideoElement, url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const listening = new AbortController();
    const settle = (isShown: boolean) => {
      listening.abort();
      resolve(isShown);
    };
    const { signal } = listening;
    element.addEventListener('loadeddata', () => settle(element.videoWidth > 0), { signal });
    element.addEventListener('error', () => settle(false), { signal });
    // Another file took its place.
    element.addEventListener('emptied', () => element.src !== url && settle(false), { signal });
    element.src = url;
  });
}
