import { toStudioError } from '../core/errors.ts';
import type { VideoFile } from '../core/flow.ts';
import type { DecodedFrame, FileLike, MediaPort } from '../core/ports.ts';

const WINDOW_SEC = 8;
/** Frames decoded in one go when stepping: the next key presses find theirs ready. FFmpeg's first run gives four. */
const RUN_LENGTH = { webcodecs: 6, ffmpeg: 4 } as const;
const FRAMES_KEPT = 90;
/** Two presentation times closer than this are the same frame. */
const SAME_SEC = 1e-6;

/** True frame times and exactly decoded frames of one video. Nothing is guessed from a frame rate. */
export interface FrameDecoder {
  /** Time of the frame after (1) or before (-1) a time; `null` at the end of the video. @throws `video/…` */
  neighbourTime(timeSec: number, direction: 1 | -1): Promise<number | null>;
  /** Time of the frame on screen at a time: the last one not later, the first one before the first. */
  timeAt(timeSec: number): Promise<number>;
  /** Time of the frame closest to a time that something else has rounded, earlier or later. */
  nearestTime(timeSec: number): Promise<number>;
  /**
   * The frame on screen at a time, decoded. A newer call for another frame gives up this one with `job/cancelled`.
   * @param options.direction where the person is heading; frames that way are decoded along
   */
  exactAt(timeSec: number, options?: ExactOptions): Promise<DecodedFrame>;
  dispose(): void;
}

interface ExactOptions {
  direction?: 1 | -1 | null;
  signal?: AbortSignal;
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
  const timeline = createTimeline({ media, file, video });
  const decoded = new Map<number, DecodedFrame>();
  let running = new AbortController();

  /** The frame's time and a few beyond it, ascending. */
  const runFrom = async (timeSec: number, direction: 1 | -1 | null): Promise<number[]> => {
    const length = RUN_LENGTH[video.decoders[0] ?? 'ffmpeg'];
    if (!direction) return [timeSec];
    const ahead = (await timeline.timesAround(timeSec)).filter(
      (pts) => (pts - timeSec) * direction > SAME_SEC,
    );
    const run = direction === 1 ? ahead.slice(0, length - 1) : ahead.slice(1 - length);
    return [timeSec, ...run].sort((a, b) => a - b);
  };

  const keep = (asked: number, frame: DecodedFrame): void => {
    decoded.set(asked, frame);
    const oldest = decoded.keys().next().value;
    if (decoded.size > FRAMES_KEPT && oldest !== undefined) decoded.delete(oldest);
  };

  return {
    ...timeline,
    exactAt: async (timeSec, { direction = null, signal: given } = {}) => {
      const known = decoded.get(timeSec);
      if (known) return known;
      running.abort();
      running = new AbortController();
      const signal = given ? AbortSignal.any([running.signal, given]) : running.signal;
      const timesSec = await runFrom(timeSec, direction);
      const query = { timesSec, longSidePx, decoder: 'auto' as const, signal };
      const frames = media.sample(file, video, query).frames;
      return takeFrame(frames, { timeSec, keep });
    },
    dispose: () => running.abort(),
  };
}

/** The container's own frame times, read a few seconds at a time. */
function createTimeline({ media, file, video }: Omit<FrameDecoderOptions, 'longSidePx'>) {
  const windows = new Map<number, Promise<number[]>>();
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

  /** The last frame that is not later than a time; `null` before the first one. */
  const notLater = (timeSec: number) => neighbourTime(timeSec + 2 * SAME_SEC, -1);

  return {
    neighbourTime,
    timesAround: (timeSec: number) => timesIn(indexOf(timeSec)),
    timeAt: async (timeSec: number) =>
      (await notLater(timeSec)) ?? (await neighbourTime(timeSec, 1)) ?? timeSec,
    nearestTime: async (timeSec: number) => {
      const [before, after] = [await notLater(timeSec), await neighbourTime(timeSec, 1)];
      if (before === null || after === null) return before ?? after ?? timeSec;
      return timeSec - before <= after - timeSec ? before : after;
    },
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
      reject(toStudioError(new Error(`No frame came for ${timeSec} s.`), 'video/decode-failed'));
    };
    drain().catch(reject);
  });
}
