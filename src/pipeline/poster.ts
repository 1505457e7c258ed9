import { StudioError, toStudioError } from '../core/errors.ts';
import type { Frame, ProjectId, VideoFile } from '../core/flow.ts';
import type { DecodedFrame, FileLike, FilesPort, MediaPort } from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';
import type { Resources } from './resource.ts';

export interface PosterDeps {
  store: StorePort;
  media: MediaPort;
  files: FilesPort;
  resources: Resources;
}

export const POSTER_LONG_SIDE_PX = 320;
/** Where a poster is looked for, as shares of the duration: many clips begin black. */
const POSTER_SHARES = [0, 0.1, 0.3];
/** Below this standard deviation of luma (0–1) a picture counts as blank. */
const BLANK_LUMA_SPREAD = 0.03;

/** JPEG of an early frame that is not blank, decoded once and stored; `null` where it cannot be had now. */
export async function findPoster(
  { store, media, files, resources }: PosterDeps,
  projectId: ProjectId,
  video: VideoFile,
): Promise<{ imageSha256: string } | null> {
  const [known] = await store.frames.sampled(projectId, video.id, POSTER_LONG_SIDE_PX);
  if (known) return { imageSha256: known.frame.imageSha256 };
  const access = await files.access(video.id);
  if (access !== 'ready' && access !== 'copied') return null;
  const file = await files.open(video.id);
  const best = await resources.decode.use(() => firstNotBlank(media, file, video));
  if (!best) return null;
  const frame: Frame = { ...best.frame, videoId: video.id };
  const asked = { longSidePx: POSTER_LONG_SIDE_PX, askedSec: best.askedSec };
  await store.frames.put(projectId, [{ frame, jpeg: best.jpeg, asked }]);
  return { imageSha256: frame.imageSha256 };
}

/** The first picture with something on it, else the first that decodes. */
async function firstNotBlank(
  media: MediaPort,
  file: FileLike,
  video: VideoFile,
): Promise<DecodedFrame | null> {
  let fallback: DecodedFrame | null = null;
  const { frames } = media.sample(file, video, {
    timesSec: POSTER_SHARES.map((share) => video.startSec + share * video.durationSec),
    longSidePx: POSTER_LONG_SIDE_PX,
    decoder: 'auto',
    // Any early picture will do, and these cost least.
    only: 'keyframes',
  });
  try {
    for await (const decoded of frames) {
      fallback ??= decoded;
      const { lumaSpread } = decoded.frame;
      if (lumaSpread === null || lumaSpread > BLANK_LUMA_SPREAD) return decoded;
    }
  } catch (thrown) {
    if (!fallback)
      throw thrown instanceof StudioError ? thrown : toStudioError(thrown, 'video/decode-failed');
  }
  return fallback;
}
