import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FrameRef } from '../../../core/edit-evidence.ts';
import { type StudioError as Problem, toStudioError } from '../../../core/errors.ts';
import type { DecoderName, ProjectId, VideoFile, VideoId } from '../../../core/flow.ts';
import type { DecodedFrame, FileAccess, FilesPort, MediaPort } from '../../../core/ports.ts';
import type { StorePort } from '../../../core/store-port.ts';
import type { ProxyService, ProxyState } from '../../../pipeline/proxies.ts';
import {
  createVideoSource,
  type SourceFrame,
  type VideoSource,
} from '../../../state/video-source.ts';
import { FramePlayer, type FramePlayerState } from '../../../ui/player/frame-player.ts';
import type { PictureCache } from './picture-cache.ts';
import type { ReviewSession } from './review-session.ts';
import { showFrame } from './session-reducers.ts';

const DEFAULT_LONG_SIDE_PX = 448;

export interface PlayerState extends Omit<FramePlayerState, 'problem'> {
  /** `null` = the card has no video, or it is being looked up. */
  access: FileAccess | null;
  /** Who decoded the still on the stage; `null` = it is a stored one. */
  decoder: DecoderName | null;
  /** The copy that plays in place of the file. */
  proxy: ProxyState | null;
  problem: Problem | null;
}

export interface PlayerParts {
  projectId: ProjectId;
  store: Pick<StorePort, 'frames'>;
  media: Pick<MediaPort, 'sample' | 'frameTimes'>;
  files: Pick<FilesPort, 'access' | 'open' | 'grant'>;
  proxies: Pick<ProxyService, 'stateOf' | 'make' | 'cancel' | 'subscribe'>;
  session: ReviewSession;
  pictures: PictureCache;
}

/** The player of the card's video, where its file can be reached. What it rests on is the frame that is shown and pinned. */
export class Player {
  readonly state: StoreApi<PlayerState>;
  readonly frames: FramePlayer<SourceFrame>;
  readonly #parts: PlayerParts;
  readonly #stopListening: () => void;
  #video: VideoFile | null = null;
  #source: VideoSource | null = null;
  /** The frame on the stage, when it was decoded just now. */
  #exact: DecodedFrame | null = null;

  constructor(parts: PlayerParts) {
    this.#parts = parts;
    this.frames = new FramePlayer<SourceFrame>({
      prepare: async ({ decoded }) => {
        await parts.pictures.put(decoded.frame.imageSha256, decoded.jpeg);
      },
      show: ({ decoded }) => this.#show(decoded),
    });
    const rest = { access: null, decoder: null, proxy: null, problem: null };
    this.state = createStore(() => ({ ...this.frames.state.getState(), ...rest }));
    this.frames.state.subscribe(({ problem, ...moving }) =>
      this.state.setState({
        ...moving,
        problem: problem === null ? null : toStudioError(problem, 'video/decode-failed'),
      }),
    );
    this.#stopListening = parts.proxies.subscribe(() => this.#readProxy());
  }

  get playhead(): FramePlayer<SourceFrame>['playhead'] {
    return this.frames.playhead;
  }

  /** Called with the video of every card; the file of the same video stays open. */
  loadVideo(video: VideoFile | null): void {
    this.frames.rest(this.playhead.timeSec);
    this.state.setState({ decoder: null, problem: null });
    if (video?.id === this.#video?.id) return;
    this.#close();
    this.#video = video;
    if (video) void this.#lookUp(video.id);
  }

  togglePlay(): void {
    if (this.isReachable) this.frames.togglePlay();
  }

  /** Faster with every call in the same direction: 1, 2, 4, 8. */
  shuttle(direction: 1 | -1): void {
    if (this.isReachable) this.frames.shuttle(direction);
  }

  /** Stops, and puts the exact frame that was on screen on the stage. */
  pause(): void {
    this.frames.pause();
  }

  /** @param direction 1 = the next frame of the video, -1 = the one before */
  stepFrame(direction: 1 | -1): Promise<void> {
    return this.#openSource() ? this.frames.step(direction) : Promise.resolve();
  }

  /** The frame on screen at a time, clamped to the video. */
  goTo(timeSec: number): Promise<void> {
    return this.#openSource() ? this.frames.goTo(timeSec) : Promise.resolve();
  }

  /** Follows a drag along the timeline. */
  scrub(timeSec: number): void {
    if (this.#openSource()) this.frames.scrub(timeSec);
    else this.playhead.set(timeSec);
  }

  /** A stored picture was put on the stage: the time follows it, and the video rests. */
  showStored(ptsSec: number): void {
    this.frames.rest(ptsSec);
    this.state.setState({ decoder: null });
  }

  /**
   * The frame on the stage as evidence; a freshly decoded one is stored first. A playing video is stopped, and what is being
   * decoded is waited for: the frame is the one that the person sees then. `null` = there is none.
   */
  async storeShown(): Promise<FrameRef | null> {
    await this.frames.settled();
    const { session, store, projectId } = this.#parts;
    const { shown, card } = session.getState();
    if (!shown || !card) return null;
    const { imageSha256 } = shown;
    if (!shown.isStored) {
      const fresh = this.#exact;
      if (fresh?.frame.imageSha256 !== imageSha256) return null;
      const frame = { ...fresh.frame, videoId: card.view.videoId };
      await store.frames.put(projectId, [{ frame, jpeg: fresh.jpeg, asked: null }]);
      session.setState((state) =>
        state.shown?.imageSha256 === imageSha256 ? { shown: { ...shown, isStored: true } } : state,
      );
    }
    return { ptsSec: shown.ptsSec, imageSha256 };
  }

  /** Begins a copy that plays, of a video that does not. */
  makeProxy(): void {
    if (this.#video) void this.#parts.proxies.make(this.#video);
  }

  cancelProxy(): void {
    if (this.#video) this.#parts.proxies.cancel(this.#video.id);
  }

  /** Asks the browser for the file again; needs a click. */
  async grant(): Promise<void> {
    const video = this.#video;
    if (!video) return;
    await this.#parts.files.grant([video.id]);
    await this.refreshAccess();
  }

  /** Looks again whether the file can be reached, e.g. after it was linked. */
  async refreshAccess(): Promise<void> {
    const video = this.#video;
    if (!video) return;
    this.#close();
    await this.#lookUp(video.id);
  }

  dispose(): void {
    this.#close();
    this.#stopListening();
  }

  get isReachable(): boolean {
    const { access } = this.state.getState();
    return access === 'ready' || access === 'copied';
  }

  async #lookUp(videoId: VideoId): Promise<void> {
    const access = await this.#parts.files.access(videoId).catch((): FileAccess => 'missing');
    if (this.#video?.id !== videoId) return;
    this.state.setState({ access });
    this.#readProxy();
    if (!this.#openSource()) return;
    // What WebCodecs reads, a `<video>` nearly always plays; the rest is tried early, so that a copy can be offered.
    if (this.#video.decoders[0] !== 'webcodecs') void this.frames.checkPlayable();
  }

  /** Gives the frame player its video where the file can be reached. */
  #openSource(): boolean {
    const video = this.#video;
    if (!video || !this.isReachable) return false;
    if (this.#source) return true;
    const longSidePx =
      this.#parts.session.getState().card?.selection?.longSidePx ?? DEFAULT_LONG_SIDE_PX;
    this.#source = createVideoSource(this.#parts, video, longSidePx);
    const timeSec = this.playhead.timeSec;
    this.frames.load(this.#source);
    this.frames.rest(timeSec);
    return true;
  }

  #readProxy(): void {
    const before = this.state.getState().proxy;
    const proxy = this.#video ? this.#parts.proxies.stateOf(this.#video.id) : null;
    if (proxy === before) return;
    this.state.setState({ proxy });
    const isNew = (proxy?.status === 'ready') !== (before?.status === 'ready');
    if (!isNew || !this.#source) return;
    this.frames.reopen();
    void this.frames.checkPlayable();
  }

  #show(exact: DecodedFrame): void {
    const { imageSha256, ptsSec, decoder } = exact.frame;
    this.#exact = exact;
    this.#parts.session.setState((state) =>
      showFrame(state, { imageSha256, ptsSec, isStored: false }),
    );
    this.state.setState({ decoder });
  }

  #close(): void {
    this.frames.load(null);
    this.#source?.dispose();
    this.#source = null;
    this.#exact = null;
    this.state.setState({ access: null, decoder: null, proxy: null });
  }
}
