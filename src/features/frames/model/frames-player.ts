import { createStore, type StoreApi } from 'zustand/vanilla';
import type { VideoFile } from '../../../core/flow.ts';
import type { DecodedFrame, FileAccess } from '../../../core/ports.ts';
import type { ProxyState } from '../../../pipeline/proxies.ts';
import type { Studio } from '../../../state/studio.ts';
import {
  createVideoSource,
  type SourceFrame,
  type VideoSource,
} from '../../../state/video-source.ts';
import { FramePlayer } from '../../../ui/player/frame-player.ts';

export interface FramesPlayerState {
  /** `null` = it is being looked up. */
  access: FileAccess | null;
  /** The frame that was decoded just now; `null` = a stored picture is shown. */
  exact: { ptsSec: number; url: string; decoder: DecodedFrame['frame']['decoder'] } | null;
  /** The copy that plays in place of the file. */
  proxy: ProxyState | null;
}

type Parts = Pick<Studio, 'media' | 'files' | 'proxies'>;

/**
 * The player of the Frames screen. It rests on stored pictures of sampled frames, which need no file, and on exact frames between
 * them where the file can be reached. Its playhead is the one clock of the screen: curves and filmstrip follow it.
 */
export class FramesPlayer {
  readonly frames: FramePlayer<SourceFrame>;
  readonly state: StoreApi<FramesPlayerState> = createStore(() => ({
    access: null,
    exact: null,
    proxy: null,
  }));
  readonly #parts: Parts;
  readonly #video: VideoFile;
  readonly #longSidePx: number;
  readonly #prepared = new WeakMap<DecodedFrame, string>();
  #source: VideoSource | null = null;
  #stopListening: (() => void) | null = null;

  constructor(parts: Parts, video: VideoFile, longSidePx: number) {
    this.#parts = parts;
    this.#video = video;
    this.#longSidePx = longSidePx;
    this.frames = new FramePlayer<SourceFrame>({
      prepare: ({ decoded }) => this.#prepare(decoded),
      show: ({ decoded }) => this.#show(decoded),
    });
  }

  /** Looks up the file. Returns the way to let go of it. */
  open(): () => void {
    this.#stopListening = this.#parts.proxies.subscribe(() => this.#readProxy());
    this.#readProxy();
    void this.#lookUp();
    return () => this.#close();
  }

  get isReachable(): boolean {
    return this.#source !== null;
  }

  /** Puts the stored picture of a sampled frame on screen. */
  restOn(ptsSec: number): void {
    this.#forget();
    this.frames.rest(ptsSec);
  }

  /** Follows a drag; without the file the stored pictures do. */
  scrub(timeSec: number): void {
    if (this.#source) {
      this.#forget();
      this.frames.scrub(timeSec);
    } else this.restOn(timeSec);
  }

  /** The exact frame on screen at a time. */
  goTo(timeSec: number): void {
    if (this.#source) void this.frames.goTo(timeSec);
    else this.restOn(timeSec);
  }

  togglePlay(): void {
    if (!this.#source) return;
    this.#forget();
    this.frames.togglePlay();
  }

  shuttle(direction: 1 | -1): void {
    if (!this.#source) return;
    this.#forget();
    this.frames.shuttle(direction);
  }

  makeProxy(): void {
    void this.#parts.proxies.make(this.#video);
  }

  cancelProxy(): void {
    this.#parts.proxies.cancel(this.#video.id);
  }

  /** Asks the browser for the file again; needs a click. */
  async grant(): Promise<void> {
    await this.#parts.files.grant([this.#video.id]);
    await this.#lookUp();
  }

  async #lookUp(): Promise<void> {
    const access = await this.#parts.files
      .access(this.#video.id)
      .catch((): FileAccess => 'missing');
    if (!this.#stopListening) return;
    this.state.setState({ access });
    if (this.#source || (access !== 'ready' && access !== 'copied')) return;
    this.#source = createVideoSource(this.#parts, this.#video, this.#longSidePx);
    const { timeSec } = this.frames.playhead;
    this.frames.load(this.#source);
    this.frames.rest(timeSec);
    // What WebCodecs reads, a `<video>` nearly always plays; the rest is tried early, so that a copy can be offered.
    if (this.#video.decoders[0] !== 'webcodecs') void this.frames.checkPlayable();
  }

  #readProxy(): void {
    const before = this.state.getState().proxy;
    const proxy = this.#parts.proxies.stateOf(this.#video.id);
    if (proxy === before) return;
    this.state.setState({ proxy });
    const isOther = (proxy?.status === 'ready') !== (before?.status === 'ready');
    if (!isOther || !this.#source) return;
    this.frames.reopen();
    void this.frames.checkPlayable();
  }

  async #prepare(decoded: DecodedFrame): Promise<void> {
    const blob = new Blob([decoded.jpeg.slice()], { type: 'image/jpeg' });
    const url = URL.createObjectURL(blob);
    this.#prepared.set(decoded, url);
    const picture = new Image();
    picture.src = url;
    // Decoded ahead, so that nothing flashes; a picture that cannot be decoded is shown as broken.
    await picture.decode().catch(() => undefined);
  }

  #show(decoded: DecodedFrame): void {
    const url = this.#prepared.get(decoded);
    if (!url) return;
    this.#forget();
    const { ptsSec, decoder } = decoded.frame;
    this.state.setState({ exact: { ptsSec, url, decoder } });
  }

  /** The stored picture of the frame in focus takes the stage again. */
  #forget(): void {
    const { exact } = this.state.getState();
    if (!exact) return;
    URL.revokeObjectURL(exact.url);
    this.state.setState({ exact: null });
  }

  #close(): void {
    this.#stopListening?.();
    this.#stopListening = null;
    this.frames.load(null);
    this.#source?.dispose();
    this.#source = null;
    this.#forget();
  }
}
