import type { Frame, VideoFile, VideoId } from '../core/flow.ts';

/** A path segment that every file system takes: no separators, control characters or leading dots. */
function safeSegment(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return cleaned === '' ? '_' : cleaned;
}

const withSuffix = (name: string, suffix: string): string => {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name}-${suffix}` : `${name.slice(0, dot)}-${suffix}${name.slice(dot)}`;
};

/** `videos/<name>` for each video; where two share a name, both get a piece of their fingerprint. */
export function videoPaths(videos: readonly VideoFile[]): Map<VideoId, string> {
  const uses = new Map<string, number>();
  const key = (name: string) => name.toLowerCase();
  const names = videos.map((video) => safeSegment(video.name));
  for (const name of names) uses.set(key(name), (uses.get(key(name)) ?? 0) + 1);
  return new Map(
    videos.map((video, i) => {
      const name = names[i] ?? '_';
      const unique =
        uses.get(key(name)) === 1 ? name : withSuffix(name, video.fingerprint.slice(0, 8));
      return [video.id, `videos/${unique}`];
    }),
  );
}

/**
 * `frames/<video>-<fingerprint>/<seconds>s-<hash>.jpg`. The seconds are the presentation time, to the millisecond; the exact
 * ticks are in `frames.jsonl`.
 */
export function framePath(frame: Frame, video: VideoFile): string {
  const stem = safeSegment(video.name.replace(/\.[^.]+$/, '')).slice(0, 60);
  const sign = frame.ptsSec < 0 ? '-' : '';
  const seconds = Math.abs(frame.ptsSec).toFixed(3).padStart(8, '0');
  const folder = `${stem}-${video.fingerprint.slice(0, 8)}`;
  return `frames/${folder}/${sign}${seconds}s-${frame.imageSha256.slice(0, 12)}.jpg`;
}
