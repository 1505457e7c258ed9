import type { VideoFile } from '../../../core/flow.ts';
import type { DecodedFrame, FileLike, MediaPort } from '../../../core/ports.ts';

const WINDOW_SEC = 8;
/** Frames decoded in one go when stepping: the next key presses find theirs ready. */
const RUN_LENGTH = 6;
const FRAMES_KEPT = 90;
/** Two presentation times closer than this are the same frame. */
const SAME_SEC = 1e-6;

/** True frame times and exactly decoded frames of one video. Nothing is guessed from a frame rate. */
export interface FrameDecoder {
  /** Time of the frame after (1) or before (-1) a time; `null` at the end of the video. @throws `video/…` */
  neighbourTime(timeSec: number, direction: 1 | -1): Promise<number | null>;
  /**
   * The frame on screen at a time, decoded. A newer call for another frame gives up this one with `job/cancelled`.
   * @param direction where the person is heading; frames that way are decoded along
   */
  exactAt(timeSec: number, direction?: 1 | -1): Promise<DecodedFrame>;
  dispose(): void;
}

export interface FrameDecoderOptions {
  media: Pick<MediaPort, 'sample' | 'frameTimes'>;
  file: FileLike;
  video: VideoFile;
  /** As the project's other pictures of this video, so that a pinned frame is like them. */
  longSidePx: number;
}

export function createFrameDecoder({
  media,
  file,
  video,
  longSidePx,
}: FrameDecoderOptions): FrameDecoder {
  const windows = new Map<number, Promise<number[]>>();
  const decoded = new Map<number, DecodedFrame>();
  let running = new AbortController();

  const first = Math.floor(video.startSec / WINDOW_SEC);
  const last = Math.floor((video.startSec + video.durationSec) / WINDOW_SEC);
  const indexOf = (timeSec: number): number =>
    Math.min(last, Math.max(first, Math.floor(timeSec / WINDOW_SEC)));

  const timesIn = (index: number): Promise<number[]> => {
    const known = windows.get(index);
    if (known) return known;
    const range = { startSec: index * WINDOW_SEC, endSec: (index + 1) * WINDOW_SEC };
    const read = media
      .frameTimes(file, video, range)
      .then((times) => times.map((time) => time.ptsSec))
      .catch((error: unknown) => {
        windows.delete(index);
        throw error;
      });
    windows.set(index, read);
    return read;
  };

  const neighbourTime = async (timeSec: number, direction: 1 | -1): Promise<number | null> => {
    for (let index = indexOf(timeSec); index >= first && index <= last; index += direction) {
      const beyond = (await timesIn(index)).filter((pts) => (pts - timeSec) * direction > SAME_SEC);
      const nearest = direction === 1 ? beyond.at(0) : beyond.at(-1);
      if (nearest !== undefined) return nearest;
    }
    return null;
  };

  /** The frame's time and a few beyond it, ascending; alone where every frame costs a seek of its own. */
  const runFrom = async (timeSec: number, direction: 1 | -1 | undefined): Promise<number[]> => {
    if (!direction || video.decoders[0] !== 'webcodecs') return [timeSec];
    const ahead = (await timesIn(indexOf(timeSec))).filter(
      (pts) => (pts - timeSec) * direction > SAME_SEC,
    );
    const run = direction === 1 ? ahead.slice(0, RUN_LENGTH - 1) : ahead.slice(1 - RUN_LENGTH);
    return [timeSec, ...run].sort((a, b) => a - b);
  };

  const keep = (asked: number, frame: DecodedFrame): void => {
    decoded.set(asked, frame);
    const oldest = decoded.keys().next().value;
    if (decoded.size > FRAMES_KEPT && oldest !== undefined) decoded.delete(oldest);
  };

  return {
    neighbourTime,
    exactAt: async (timeSec, direction) => {
      const known = decoded.get(timeSec);
      if (known) return known;
      running.abort();
      running = new AbortController();
      const { signal } = running;
      const timesSec = await runFrom(timeSec, direction);
      const query = { timesSec, longSidePx, decoder: 'auto' as const, signal };
      const frames = media.sample(file, video, query).frames;
      return takeFrame(frames, { timeSec, keep });
    },
    dispose: () => running.abort(),
  };
}

/** The asked frame as soon as it is there; the rest of the run is kept as it arrives. */
function takeFrame(
  frames: AsyncIterable<DecodedFrame>,
  { timeSec, keep }: { timeSec: number; keep: (asked: number, frame: DecodedFrame) => void },
): Promise<DecodedFrame> {
  return new Promise((resolve, reject) => {
    const drain = async (): Promise<void> => {
      for await (const frame of frames) {
        keep(frame.askedSec, frame);
        if (frame.askedSec === timeSec) resolve(frame);
      }
      reject(new Error(`No frame came for ${timeSec} s.`));
    };
    drain().catch(reject);
  });
}
