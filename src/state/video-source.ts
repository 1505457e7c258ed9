import { StudioError } from '../core/errors.ts';
import type { VideoFile } from '../core/flow.ts';
import type { DecodedFrame, FilesPort, MediaPort } from '../core/ports.ts';
import type { ProxyService } from '../pipeline/proxies.ts';
import { createFrameDecoder, type FrameDecoder } from './frame-decoder.ts';

/** A frame of a video as a player takes it. */
export interface SourceFrame {
  ptsSec: number;
  decoded: DecodedFrame;
}

export interface VideoSourceParts {
  media: Pick<MediaPort, 'sample' | 'frameTimes'>;
  files: Pick<FilesPort, 'open'>;
  proxies: Pick<ProxyService, 'stateOf'>;
}

/** What `ui/player` plays: one video of the library with its exact frames. */
export interface VideoSource {
  readonly startSec: number;
  readonly endSec: number;
  /** Object URL of the playable copy where there is one, else of the file. Released by `dispose`. */
  open(): Promise<string>;
  timeOf(mediaSec: number): Promise<number>;
  timeAt(timeSec: number): Promise<number>;
  neighbourTime(timeSec: number, direction: 1 | -1): Promise<number | null>;
  frameAt(
    timeSec: number,
    request: { direction: 1 | -1 | null; signal: AbortSignal },
  ): Promise<SourceFrame>;
  dispose(): void;
}

/**
 * Opens the file when it is first needed. Nothing is guessed from a frame rate.
 * @param longSidePx of decoded frames: as the project's other pictures of the video
 */
export function createVideoSource(
  { media, files, proxies }: VideoSourceParts,
  video: VideoFile,
  longSidePx: number,
): VideoSource {
  const urls: string[] = [];
  let isDisposed = false;
  let decoder: Promise<FrameDecoder> | null = null;

  const openDecoder = (): Promise<FrameDecoder> => {
    decoder ??= files
      .open(video.id)
      .then((file) => createFrameDecoder({ media, file, video, longSidePx }));
    // A file that could not be opened may be opened later: access can be granted.
    decoder.catch(() => {
      decoder = null;
    });
    return decoder;
  };

  return {
    startSec: video.startSec,
    endSec: video.startSec + video.durationSec,
    open: async () => {
      const proxy = proxies.stateOf(video.id);
      const file = proxy?.status === 'ready' ? proxy.file : await files.open(video.id);
      if (isDisposed) throw new StudioError('job/cancelled', 'The player has another video now.');
      if (!(file instanceof Blob))
        throw new StudioError('video/unsupported-codec', 'This file cannot be played.');
      const url = URL.createObjectURL(file);
      urls.push(url);
      return url;
    },
    timeOf: async (mediaSec) => (await openDecoder()).nearestTime(mediaSec),
    timeAt: async (timeSec) => (await openDecoder()).timeAt(timeSec),
    neighbourTime: async (timeSec, direction) =>
      (await openDecoder()).neighbourTime(timeSec, direction),
    frameAt: async (timeSec, { direction, signal }) => {
      const frames = await openDecoder();
      try {
        const decoded = await frames.exactAt(timeSec, { direction, signal });
        return { ptsSec: decoded.frame.ptsSec, decoded };
      } catch (thrown) {
        // The file may be another one by now: it is opened again by the next request.
        if (!signal.aborted) decoder = null;
        throw thrown;
      }
    },
    dispose: () => {
      isDisposed = true;
      for (const url of urls.splice(0)) URL.revokeObjectURL(url);
      void decoder?.then((frames) => frames.dispose()).catch(() => undefined);
    },
  };
}
