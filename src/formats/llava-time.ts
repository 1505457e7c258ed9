import { IMAGE_TOKEN } from './llava-text.ts';

/** How LLaVA's loader chooses frames (`scripts/video/train`: `video_fps`, `frames_upbound`, `force_sample`). */
export interface LoaderSampling {
  fps: number;
  /** At most this many frames; 0 = no limit. */
  limit: number;
  /** Exactly `limit` frames, evenly over the video, whatever its length. */
  isForced: boolean;
}

/**
 * Indices of the frames that the loader takes: every round(native fps / fps)-th, or, when those are too many or it is forced,
 * `limit` of them from the first to the last, cut to whole numbers.
 */
export function loaderFrames(
  { frames, nativeFps }: { frames: number; nativeFps: number },
  { fps, limit, isForced }: LoaderSampling,
): number[] {
  const step = Math.max(1, Math.round(nativeFps / fps));
  const regular = Array.from({ length: Math.ceil(frames / step) }, (_, i) => i * step);
  if (limit <= 0 || (!isForced && regular.length <= limit)) return regular;
  // As `numpy.linspace(0, frames - 1, limit, dtype=int)`: steps are multiplied, then cut; the last one is exact.
  const width = limit > 1 ? (frames - 1) / (limit - 1) : 0;
  return Array.from({ length: limit }, (_, i) =>
    i > 0 && i === limit - 1 ? frames - 1 : Math.floor(i * width),
  );
}

/** The sentence that the loader adds with `add_time_instruction`, word for word, no space behind the list of times included. */
export function timeSentence(durationSec: number, timesSec: readonly number[]): string {
  const times = timesSec.map((timeSec) => `${timeSec.toFixed(2)}s`).join(',');
  return `The video lasts for ${durationSec.toFixed(2)} seconds, and ${timesSec.length} frames are uniformly sampled from it. These frames are located at ${times}.Please answer the following questions related to this video.`;
}

/** A first human turn as the model gets it. The sentence is added once, however often this is done. */
export function withTimeSentence(humanTurn: string, sentence: string): string {
  const words = humanTurn.replaceAll(IMAGE_TOKEN, '').replace(sentence, '').replace(/^\n+/, '\n');
  return `${IMAGE_TOKEN}\n${sentence}\n${words}`;
}
