import { StudioError } from '../core/errors.ts';
import type { Frame, ProjectId, VideoFile } from '../core/flow.ts';
import type { JobSpec } from '../core/job.ts';
import type { DecodedFrame, FilesPort, MediaPort, ModelPort, SampleStats } from '../core/ports.ts';
import { missingTimes, samplingGrid } from '../core/sampling-grid.ts';
import type { StorePort } from '../core/store-port.ts';
import { EmbeddingQueue } from './embedding-queue.ts';
import type { JobContext, JobSummary } from './job-run.ts';
import type { Resources } from './resource.ts';
import type { SelectionService } from './selecting.ts';

export interface PrepareDeps {
  store: StorePort;
  media: MediaPort;
  models: ModelPort;
  files: FilesPort;
  resources: Resources;
  selecting: SelectionService;
}

type PrepareSpec = Extract<JobSpec, { kind: 'prepare' }>;

/** Frames are made durable in groups of this many: what a killed tab has to decode again at most. */
const STORE_BATCH = 8;

/**
 * Video → frames → embeddings → core frames. Frames that are stored already are not decoded again, vectors that are cached are
 * not computed again; decoding and embedding overlap.
 */
export async function prepareVideo(
  deps: PrepareDeps,
  spec: PrepareSpec,
  context: JobContext,
): Promise<JobSummary> {
  const { store, resources } = deps;
  const video = await store.videos.get(context.projectId, spec.videoId);
  if (!video) throw new StudioError('storage/not-found', 'The video of this job was removed.');
  const embedding = new EmbeddingQueue(deps, spec, context);
  const stored = await store.frames.sampled(context.projectId, video.id, spec.longSidePx);
  const gridSec = samplingGrid(video, spec.everySec);
  const wantedSec = missingTimes(
    gridSec,
    stored.map((sample) => sample.askedSec),
  );
  embedding.addStored(uniqueImages(stored.map((sample) => sample.frame)));

  let stats: SampleStats | null = null;
  const failure = { thrown: null as unknown };
  if (wantedSec.length > 0) {
    const finished = gridSec.length - wantedSec.length;
    await resources.decode
      .use(async () => {
        stats = await decodeMissing(deps, { video, spec, context, wantedSec, finished, embedding });
      }, context.signal)
      .catch((thrown: unknown) => {
        failure.thrown = thrown;
      });
  }
  if (failure.thrown) {
    await embedding.stop();
    throw failure.thrown;
  }
  const embedded = await embedding.finish();
  context.report({ step: 'select', done: 0, total: 1, unit: 'video' });
  const selection = await deps.selecting.reselect(context.projectId, video.id, {
    method: spec.method,
    params: spec.selectionParams,
    sampling: {
      everySec: spec.everySec,
      longSidePx: spec.longSidePx,
      modelId: spec.modelId,
      provider: embedded.provider,
    },
  });
  const seen: SampleStats | null = stats;
  return summarise(seen, {
    frames: gridSec.length,
    decodedNow: wantedSec.length,
    core: selection?.core.length ?? 0,
    provider: embedded.provider,
    framesPerSec: Math.round(embedded.framesPerSec * 10) / 10,
    embedFellBack: embedded.fellBackBecause,
  });
}

function summarise(stats: SampleStats | null, rest: JobSummary): JobSummary {
  if (!stats) return rest;
  return {
    ...rest,
    decoder: stats.decoder,
    framesDecoded: stats.framesDecoded,
    bytesRead: stats.bytesRead,
    decodeFellBack: stats.fellBackBecause,
    missing: stats.missingSec.length,
  };
}

interface DecodeTask {
  video: VideoFile;
  spec: PrepareSpec;
  context: JobContext;
  wantedSec: number[];
  finished: number;
  embedding: EmbeddingQueue;
}

async function decodeMissing(deps: PrepareDeps, task: DecodeTask): Promise<SampleStats> {
  const { video, spec, context, wantedSec, finished, embedding } = task;
  const file = await deps.files.open(video.id);
  const { frames, stats } = deps.media.sample(file, video, {
    timesSec: wantedSec,
    longSidePx: spec.longSidePx,
    decoder: spec.decoder,
    signal: context.signal,
  });
  const total = finished + wantedSec.length;
  const groups = new GroupKeeper(async (decoded: DecodedFrame[]) => {
    await storeFrames(deps.store, context.projectId, {
      video,
      longSidePx: spec.longSidePx,
      decoded,
    });
    await embedding.add(
      decoded.map(({ frame, jpeg }) => ({ imageSha256: frame.imageSha256, jpeg })),
    );
  });
  let done = finished;
  context.report({ step: 'decode', done, total, unit: 'frames' }, stats.decoder);
  try {
    for await (const decoded of frames) {
      done += 1;
      context.report(
        { step: 'decode', done, total, unit: 'frames' },
        `${stats.decoder}${embedding.note()}`,
      );
      await groups.add(decoded);
    }
    await groups.finish();
  } finally {
    await groups.settled();
  }
  if (done === 0)
    throw new StudioError('video/no-frames', 'No frame of this video could be decoded.');
  return stats;
}

/** Keeps frames group by group while the next ones are decoded; at most one group is on its way. */
class GroupKeeper {
  readonly #keep: (group: DecodedFrame[]) => Promise<void>;
  #group: DecodedFrame[] = [];
  #onItsWay: Promise<void> = Promise.resolve();

  constructor(keep: (group: DecodedFrame[]) => Promise<void>) {
    this.#keep = keep;
  }

  /** Waits only while the group before is not kept yet. @throws what keeping it threw */
  async add(frame: DecodedFrame): Promise<void> {
    this.#group.push(frame);
    if (this.#group.length >= STORE_BATCH) await this.#handOver();
  }

  async finish(): Promise<void> {
    if (this.#group.length > 0) await this.#handOver();
    await this.#onItsWay;
  }

  /** Resolves when nothing is on its way any more, however that ended. */
  async settled(): Promise<void> {
    await this.#onItsWay.catch(() => {});
  }

  async #handOver(): Promise<void> {
    const group = this.#group;
    this.#group = [];
    await this.#onItsWay;
    this.#onItsWay = this.#keep(group);
    // The failure is reported by the next group or by `finish`.
    this.#onItsWay.catch(() => {});
  }
}

function storeFrames(
  store: StorePort,
  projectId: ProjectId,
  { video, longSidePx, decoded }: { video: VideoFile; longSidePx: number; decoded: DecodedFrame[] },
): Promise<void> {
  return store.frames.put(
    projectId,
    decoded.map(({ frame, jpeg, askedSec }) => ({
      frame: { ...frame, videoId: video.id },
      jpeg,
      asked: { longSidePx, askedSec },
    })),
  );
}

function uniqueImages(frames: readonly Frame[]): string[] {
  return [...new Set(frames.map((frame) => frame.imageSha256))];
}
