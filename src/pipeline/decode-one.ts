import { StudioError } from '../core/errors.ts';
import type { Frame, ProjectId, Selection } from '../core/flow.ts';
import type { FilesPort, MediaPort, ModelPort } from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';
import type { Resources } from './resource.ts';

export interface DecodeOneDeps {
  store: StorePort;
  media: MediaPort;
  models: ModelPort;
  files: FilesPort;
  resources: Resources;
}

/** The frame on screen at a time, decoded, stored and embedded as the frames of the selection were. @throws `video/no-frames` */
export async function decodeOne(
  { store, media, files, models, resources }: DecodeOneDeps,
  projectId: ProjectId,
  { selection, timeSec }: { selection: Selection; timeSec: number },
): Promise<Frame> {
  const { videoId, longSidePx, modelId } = selection;
  const video = await store.videos.get(projectId, videoId);
  if (!video) throw new StudioError('storage/not-found', 'The video was removed.');
  const file = await files.open(videoId);
  const decoded = await resources.decode.use(async () => {
    const { frames } = media.sample(file, video, {
      timesSec: [timeSec],
      longSidePx,
      decoder: 'auto',
    });
    for await (const one of frames) return one;
    throw new StudioError('video/no-frames', 'No frame could be decoded at this time.');
  });
  const frame: Frame = { ...decoded.frame, videoId };
  await store.frames.put(projectId, [
    { frame, jpeg: decoded.jpeg, asked: { longSidePx, askedSec: timeSec } },
  ]);
  const result = await resources.gpu.use(() =>
    models.embedImages(modelId ?? '', [decoded.jpeg], { provider: 'auto' }),
  );
  await store.embeddings.put(projectId, result.modelSha256, [
    { imageSha256: frame.imageSha256, vector: result.data },
  ]);
  return frame;
}
