import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FrameRef } from '../../../core/edit-evidence.ts';
import { type StudioError as Problem, StudioError, toStudioError } from '../../../core/errors.ts';
import type { DecoderName, ProjectId, VideoFile, VideoId } from '../../../core/flow.ts';
import type { DecodedFrame, FileAccess, FilesPort, MediaPort } from '../../../core/ports.ts';
import type { StorePort } from '../../../core/store-port.ts';
import { createFrameDecoder, type FrameDecoder } from './frame-decoder.ts';
import type { PictureCache } from './picture-cache.ts';
import { createPlayhead, type Playhead } from './playhead.ts';
import type { ReviewSession } from './review-session.ts';
import { showFrame } from './session-reducers.ts';
import { VideoSurface } from './video-surface.ts';

const DEFAULT_LONG_SIDE_PX = 448;
const MAX_RATE = 8;

export interface PlayerState {
  /** `null` = the card has no video, or it is being looked up. */
  access: FileAccess | null;
  /** Object URL for the `<video>`; made when it is first wanted. */
  url: string | null;
  /** Playing speed; negative = backwards, 0 = a still is shown. */
  rate: number;
  /** The video element is what the stage shows. */
  isMoving: boolean;
  isDecoding: boolean;
  /** Who decoded the still on the stage; `null` = it is a stored one. */
  decoder: DecoderName | null;
  problem: Problem | null;
}

const AT_REST: PlayerState = {
  access: null,
  url: null,
  rate: 0,
  isMoving: false,
  isDecoding: false,
  decoder: null,
  problem: null,
};

export interface PlayerParts {
  projectId: ProjectId;
  store: Pick<StorePort, 'frames'>;
  media: Pick<MediaPort, 'sample' | 'frameTimes'>;
  files: Pick<FilesPort, 'access' | 'open' | 'grant'>;
  session: ReviewSession;
  pictures: PictureCache;
}

/** Plays the video of the card where its file can be reached, and shows exactly decoded frames. Stills need neither. */
export class Player {
  readonly state: StoreApi<PlayerState> = createStore(() => AT_REST);
  readonly playhead: Playhead = createPlayhead();
  readonly #parts: PlayerParts;
  #video: VideoFile | null = null;
  #decoder: Promise<FrameDecoder> | null = null;
  readonly #surface = new VideoSurface(this.playhead);
  /** The frame on the stage, when it was decoded just now. */
  #exact: DecodedFrame | null = null;
  #opening: Promise<boolean> | null = null;
  /** Counts what was asked for the stage: an answer to an older request changes nothing. */
  #asks = 0;
  /** Counts the files that were let go of: one that opens too late is not used. */
  #closes = 0;

  constructor(parts: PlayerParts) {
    this.#parts = parts;
  }

  /** Called with the video of every card; the file of the same video stays open. */
  loadVideo(video: VideoFile | null): void {
    this.#halt();
    this.state.setState({ decoder: null, problem: null });
    if (video?.id === this.#video?.id) return;
    this.#close();
    this.#video = video;
    if (video) void this.#lookUp(video.id);
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

  /** Stops, and puts the exact frame at that time on the stage. */
  pause(): void {
    if (!this.state.getState().isMoving) return;
    this.#halt({ keepPicture: true });
    void this.goTo(this.playhead.timeSec);
  }

  /** @param direction 1 = the next frame of the video, -1 = the one before */
  async stepFrame(direction: 1 | -1): Promise<void> {
    this.#halt({ keepPicture: true });
    await this.#attempt(async (decoder) => {
      const timeSec = await decoder.neighbourTime(this.playhead.timeSec, direction);
      return timeSec === null ? null : decoder.exactAt(timeSec, direction);
    });
  }

  /** The frame on screen at a time, clamped to the video. */
  async goTo(timeSec: number): Promise<void> {
    this.#halt({ keepPicture: true });
    const video = this.#video;
    if (!video) return;
    const endSec = video.startSec + video.durationSec;
    const clampedSec = Math.min(endSec, Math.max(video.startSec, timeSec));
    await this.#attempt((decoder) => decoder.exactAt(clampedSec));
  }

  /** Follows a drag along the timeline with the video's own picture, where there is one. */
  scrub(timeSec: number): void {
    this.playhead.set(timeSec);
    if (!this.state.getState().url) return;
    this.state.setState({ isMoving: true });
    this.#surface.seek(timeSec);
  }

  /** A stored picture was put on the stage: the time follows it, and the video rests. */
  showStored(ptsSec: number): void {
    this.#halt();
    this.playhead.set(ptsSec);
    this.state.setState({ decoder: null });
  }

  /** The frame on the stage as evidence; a freshly decoded one is stored first. `null` = there is none. */
  async storeShown(): Promise<FrameRef | null> {
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

  /** The browser cannot play this file: exact frames and stills go on. */
  playbackFailed(): void {
    this.#halt();
    const problem = new StudioError(
      'video/unsupported-codec',
      'The browser cannot play this file.',
    );
    this.state.setState({ problem });
  }

  dispose(): void {
    this.#halt();
    this.#close();
  }

  get isReachable(): boolean {
    const { access } = this.state.getState();
    return access === 'ready' || access === 'copied';
  }

  async #lookUp(videoId: VideoId): Promise<void> {
    const access = await this.#parts.files.access(videoId).catch((): FileAccess => 'missing');
    if (this.#video?.id === videoId) this.state.setState({ access });
  }

  async #play(rate: number): Promise<void> {
    if (!this.isReachable || !(await this.#openUrl())) return;
    this.#asks += 1;
    if (!this.state.getState().isMoving) this.#surface.seek(this.playhead.timeSec);
    this.state.setState({ rate, isMoving: true, problem: null });
    const startSec = this.#video?.startSec ?? 0;
    try {
      await this.#surface.play(rate, startSec, () => this.pause());
    } catch (thrown) {
      // A pause that comes before playing began is not a failure.
      if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) this.playbackFailed();
    }
  }

  #halt({ keepPicture = false } = {}): void {
    this.#asks += 1;
    this.#surface.halt();
    // The last picture of the video stays until the exact frame is decoded, so that nothing flashes.
    this.state.setState(({ isMoving }) => ({
      rate: 0,
      isMoving: keepPicture && isMoving,
      isDecoding: false,
    }));
  }

  #openUrl(): Promise<boolean> {
    this.#opening ??= this.#makeUrl();
    return this.#opening;
  }

  async #makeUrl(): Promise<boolean> {
    const closes = this.#closes;
    const video = this.#video;
    if (!video) return false;
    try {
      const file = await this.#parts.files.open(video.id);
      if (!(file instanceof Blob) || closes !== this.#closes) return false;
      const url = URL.createObjectURL(file);
      this.state.setState({ url });
      this.#surface.setSource(url);
      return true;
    } catch (thrown) {
      if (closes !== this.#closes) return false;
      this.#opening = null;
      this.state.setState({ problem: toStudioError(thrown) });
      return false;
    }
  }

  #openDecoder(video: VideoFile): Promise<FrameDecoder> {
    const { media, files, session } = this.#parts;
    this.#decoder ??= files.open(video.id).then((file) => {
      const longSidePx = session.getState().card?.selection?.longSidePx ?? DEFAULT_LONG_SIDE_PX;
      return createFrameDecoder({ media, file, video, longSidePx });
    });
    return this.#decoder;
  }

  /** Puts a frame on the stage, unless something else was asked for meanwhile. */
  async #attempt(find: (decoder: FrameDecoder) => Promise<DecodedFrame | null>): Promise<void> {
    const video = this.#video;
    if (!video || !this.isReachable) return;
    const asks = this.#asks;
    this.state.setState({ isDecoding: true, problem: null });
    const opening = this.#openDecoder(video);
    try {
      const exact = await find(await opening);
      if (exact) await this.#parts.pictures.put(exact.frame.imageSha256, exact.jpeg);
      if (asks !== this.#asks) return;
      this.state.setState({ isDecoding: false });
      if (exact) this.#show(exact);
    } catch (thrown) {
      const problem = toStudioError(thrown, 'video/decode-failed');
      const isCancelled = problem.code === 'job/cancelled';
      if (!isCancelled && this.#decoder === opening) this.#decoder = null;
      // A newer request took over; it reports for itself.
      if (isCancelled || asks !== this.#asks) return;
      this.state.setState({ isDecoding: false, isMoving: false, problem });
    }
  }

  #show(exact: DecodedFrame): void {
    const { imageSha256, ptsSec, decoder } = exact.frame;
    this.#exact = exact;
    this.playhead.set(ptsSec);
    this.#parts.session.setState((state) =>
      showFrame(state, { imageSha256, ptsSec, isStored: false }),
    );
    this.state.setState({ isMoving: false, decoder });
  }

  #close(): void {
    const { url } = this.state.getState();
    if (url) URL.revokeObjectURL(url);
    this.#surface.setSource(null);
    void this.#decoder?.then((decoder) => decoder.dispose()).catch(() => undefined);
    this.#decoder = null;
    this.#exact = null;
    this.#opening = null;
    this.#closes += 1;
    this.state.setState(AT_REST);
  }
}
