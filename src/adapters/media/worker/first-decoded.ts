import { type FfmpegSession, INPUT_PATH } from './ffmpeg-host.ts';
import { parseFfmpegLog, type ShownFrame } from './ffmpeg-log.ts';
import { rethrowIfGone } from './media-error.ts';

/** A file whose beginning does not decode is not searched any further. */
const SEARCHED_SEC = '20';

/**
 * The first picture that FFmpeg gives, decoded from the beginning. Streams whose pictures are reordered but carry decoding times
 * only (AVI), or that begin with pictures that lack what they refer to, begin later than their first packet says.
 * @returns `null` when there is none, or FFmpeg broke down over it
 */
export async function firstDecoded(session: FfmpegSession): Promise<ShownFrame | null> {
  try {
    const lines = await session.run([
      ...['-hide_banner', '-nostats', '-loglevel', 'verbose', '-copyts', '-noautorotate'],
      ...['-t', SEARCHED_SEC, '-i', INPUT_PATH, '-map', '0:V:0', '-vf', 'showinfo=checksum=0'],
      ...['-fps_mode', 'passthrough', '-frames:v', '1', '-f', 'null', '-'],
    ]);
    return parseFfmpegLog(lines).frames.find(({ pts }) => pts !== null) ?? null;
  } catch (thrown) {
    rethrowIfGone(thrown);
    // The instance may be broken; its next user finds out nothing.
    session.isSpent = true;
    return null;
  }
}
