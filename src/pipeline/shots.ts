import { StudioError } from '../core/errors.ts';
import type { ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import type { JobSpec } from '../core/job.ts';
import { meanMotion } from '../core/motion.ts';
import type { FilesPort, FrameScan, ModelPort, ScanPort } from '../core/ports.ts';
import { findCuts } from '../core/shots/adaptive.ts';
import { estimateShots } from '../core/shots/estimate.ts';
import type { ShotFacts } from '../core/shots/shot-facts.ts';
import type { StorePort } from '../core/store-port.ts';
import { modelSha256Of } from './embedding-queue.ts';
import type { JobContext, JobSummary } from './job-run.ts';
import type { Resources } from './resource.ts';
import { choosableFrames, MatrixCache } from './selection-inputs.ts';
import { samplingOf } from './selection-record.ts';

export interface FindShotsDeps {
  store: StorePort;
  scan: ScanPort;
  files: FilesPort;
  resources: Resources;
}

type ShotsSpec = Extract<JobSpec, { kind: 'shots' }>;

/** The job `shots`: every frame decoded once, the cuts and the motion kept with the video. */
export async function findShots(
  { store, scan, files, resources }: FindShotsDeps,
  spec: ShotsSpec,
  { projectId, signal, report }: JobContext,
): Promise<JobSummary> {
  const video = await storedVideo(store, projectId, spec.videoId);
  const file = await files.open(video.id);
  const startedMs = performance.now();
  const found = await resources.decode.use(() => {
    report({ step: 'shots', done: 0, total: null, unit: 'frames' });
    return scan.scanFrames(file, video, {
      decoder: spec.decoder,
      signal,
      onProgress: (done, total) => report({ step: 'shots', done, total, unit: 'frames' }),
    });
  }, signal);
  const shots = shotsOf(found);
  await keepShots(store, projectId, { videoId: video.id, shots });
  return {
    cuts: shots.cuts.length,
    frames: shots.frames,
    missing: found.missing,
    wallMs: performance.now() - startedMs,
    detectorMs: found.detectorMs,
    decoder: found.decoder,
    decodeFellBack: found.fellBackBecause,
  };
}

/** What a look at every frame says about shots and motion. */
export function shotsOf({ ticks, timescale, changes, hashes }: FrameScan): ShotFacts {
  const timesSec = ticks.map((tick) => tick / timescale);
  const cuts = findCuts({ timesSec, changes }).map((index) => ({
    ptsSec: timesSec[index] as number,
    ptsTicks: ticks[index] as number,
    timescale,
  }));
  return { from: 'frames', cuts, frames: ticks.length, motion: meanMotion(hashes) };
}

/**
 * The estimate from the frames of a prepared video, kept until somebody looks at every frame. It comes with preparing, where all it
 * needs is at hand, and costs nothing but a comparison of neighbours.
 */
export async function noteEstimate(
  { store, models }: { store: StorePort; models: ModelPort },
  { videoId }: { videoId: VideoId },
  projectId: ProjectId,
): Promise<void> {
  const [video, selection] = await Promise.all([
    store.videos.get(projectId, videoId),
    store.selections.get(projectId, videoId),
  ]);
  if (!video || !selection || video.shots?.from === 'frames') return;
  const sampling = samplingOf(selection);
  const samples = await choosableFrames(store, projectId, { video, sampling, pinned: [] });
  const model = {
    modelId: sampling.modelId,
    modelSha256: await modelSha256Of(models, sampling.modelId),
  };
  const embeddings = await new MatrixCache(store).matrix(projectId, model, samples);
  await keepShots(store, projectId, { videoId, shots: estimateShots(samples, embeddings) });
}

async function storedVideo(
  store: StorePort,
  projectId: ProjectId,
  videoId: VideoId,
): Promise<VideoFile> {
  const video = await store.videos.get(projectId, videoId);
  if (!video) throw new StudioError('storage/not-found', 'The video of this job was removed.');
  return video;
}

/** Read again before it is written: the video may have got a licence, or better shots, in the meantime. */
async function keepShots(
  store: StorePort,
  projectId: ProjectId,
  { videoId, shots }: { videoId: VideoId; shots: ShotFacts },
): Promise<void> {
  const video = await storedVideo(store, projectId, videoId);
  if (video.shots?.from === 'frames' && shots.from === 'samples') return;
  await store.videos.put(projectId, { ...video, shots });
}
