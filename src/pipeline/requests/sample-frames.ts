import { StudioError } from '../../core/errors.ts';
import type { SampledFrame } from '../../core/flow.ts';
import type { RecipeRequest } from '../../core/requests.ts';
import { missingTimes } from '../../core/sampling-grid.ts';
import type { RequestDeps, RequestRun } from './context.ts';

/** Frames that are stored are taken from there; only the missing times are decoded. */
export async function sampleFrames(
  deps: RequestDeps,
  request: Extract<RecipeRequest, { kind: 'sampleFrames' }>,
  run: RequestRun,
): Promise<SampledFrame[]> {
  const { store, media, files, resources } = deps;
  const { projectId } = run;
  const stored = await store.frames.sampled(projectId, request.videoId, request.longSidePx);
  const missing = missingTimes(
    request.timesSec,
    stored.map((sample) => sample.askedSec),
  ).sort((a, b) => a - b);
  if (missing.length > 0) {
    const video = await store.videos.get(projectId, request.videoId);
    if (!video) throw new StudioError('storage/not-found', 'The video was removed.');
    const file = await files.open(video.id);
    await resources.decode.use(async () => {
      const { frames } = media.sample(file, video, {
        timesSec: missing,
        longSidePx: request.longSidePx,
        decoder: 'auto',
        ...(run.signal ? { signal: run.signal } : {}),
      });
      let done = 0;
      for await (const { askedSec, frame, jpeg } of frames) {
        const asked = { longSidePx: request.longSidePx, askedSec };
        await store.frames.put(projectId, [
          { frame: { ...frame, videoId: video.id }, jpeg, asked },
        ]);
        done += 1;
        const step = request.step ?? 'sample';
        run.onProgress?.({ step, done, total: missing.length, unit: 'frames' });
      }
    }, run.signal);
  }
  run.ledger.answered(request, missing.length > 0 ? 'work' : 'memo');
  const all = await store.frames.sampled(projectId, request.videoId, request.longSidePx);
  return request.timesSec.flatMap(
    (timeSec) => all.find((sample) => Math.abs(sample.askedSec - timeSec) < 1e-6) ?? [],
  );
}
