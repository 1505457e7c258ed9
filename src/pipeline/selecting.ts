import { StudioError } from '../core/errors.ts';
import type {
  CoreFrame,
  Frame,
  ProjectId,
  SampledFrame,
  Selection,
  VideoId,
} from '../core/flow.ts';
import type { FilesPort, MediaPort, ModelPort } from '../core/ports.ts';
import type { ParamSpec } from '../core/selection/method.ts';
import { SELECTION_METHODS, type SelectionOutcome, select } from '../core/selection/select.ts';
import type { StorePort } from '../core/store-port.ts';
import { modelSha256Of } from './embedding-queue.ts';
import type { Resources } from './resource.ts';
import {
  blankness,
  choosableFrames,
  MatrixCache,
  type SamplingChoice,
} from './selection-inputs.ts';

export interface SelectParams {
  method: string;
  params: Record<string, number>;
  /** Left out: as in the saved selection. */
  sampling?: SamplingChoice;
}

/** Pin keeps a frame, drop removes it, `null` gives it back to the method. */
export interface Overrule {
  imageSha256: string;
  verdict: 'pin' | 'drop' | null;
}

/** Re-selects from cached embeddings, and carries what a person overruled. */
export interface SelectionService {
  /** The methods that can be picked, the default first, with their parameters (units in the names). */
  methods(): { id: string; params: readonly ParamSpec[] }[];
  /** At once, from cached embeddings; saved. `null` when the video was not prepared yet. */
  reselect(projectId: ProjectId, videoId: VideoId, how: SelectParams): Promise<Selection | null>;
  /** Re-selects with the person's verdict and saves. @throws `input/invalid` before the video was prepared */
  overrule(projectId: ProjectId, videoId: VideoId, change: Overrule): Promise<Selection>;
  /** Decodes the frame on screen at a time, stores it with its embedding, and pins it. */
  addFrame(
    projectId: ProjectId,
    videoId: VideoId,
    timeSec: number,
  ): Promise<{ selection: Selection; frame: Frame }>;
  /** The frames that the saved selection chose from, by presentation time. */
  sampled(projectId: ProjectId, videoId: VideoId): Promise<SampledFrame[]>;
}

export interface SelectingDeps {
  store: StorePort;
  media: MediaPort;
  models: ModelPort;
  files: FilesPort;
  resources: Resources;
}

export function createSelecting(deps: SelectingDeps): SelectionService {
  return new Selecting(deps);
}

interface Run {
  method: string;
  params: Record<string, number>;
  sampling: SamplingChoice;
  pinned: string[];
  dropped: string[];
}

class Selecting implements SelectionService {
  readonly #deps: SelectingDeps;
  readonly #matrices: MatrixCache;

  constructor(deps: SelectingDeps) {
    this.#deps = deps;
    this.#matrices = new MatrixCache(deps.store);
  }

  methods() {
    return SELECTION_METHODS.map(({ id, params }) => ({ id, params }));
  }

  async reselect(
    projectId: ProjectId,
    videoId: VideoId,
    { method, params, sampling }: SelectParams,
  ): Promise<Selection | null> {
    const before = await this.#deps.store.selections.get(projectId, videoId);
    const on = sampling ?? (before && samplingOf(before));
    if (!on) return null;
    return this.#run(projectId, videoId, {
      method,
      params,
      // A provider is remembered until vectors are computed anew.
      sampling: { ...on, provider: on.provider ?? before?.provider ?? null },
      pinned: before?.pinned ?? [],
      dropped: before?.dropped ?? [],
    });
  }

  async overrule(
    projectId: ProjectId,
    videoId: VideoId,
    { imageSha256, verdict }: Overrule,
  ): Promise<Selection> {
    const before = await this.#saved(projectId, videoId);
    const without = (hashes: string[]) => hashes.filter((hash) => hash !== imageSha256);
    return this.#again(projectId, before, {
      pinned: verdict === 'pin' ? [...without(before.pinned), imageSha256] : without(before.pinned),
      dropped:
        verdict === 'drop' ? [...without(before.dropped), imageSha256] : without(before.dropped),
    });
  }

  async addFrame(
    projectId: ProjectId,
    videoId: VideoId,
    timeSec: number,
  ): Promise<{ selection: Selection; frame: Frame }> {
    const before = await this.#saved(projectId, videoId);
    const frame = await decodeOne(this.#deps, projectId, { selection: before, timeSec });
    const selection = await this.#again(projectId, before, {
      pinned: [...new Set([...before.pinned, frame.imageSha256])],
      dropped: before.dropped.filter((hash) => hash !== frame.imageSha256),
    });
    return { selection, frame };
  }

  async sampled(projectId: ProjectId, videoId: VideoId): Promise<SampledFrame[]> {
    const { store } = this.#deps;
    const [video, selection] = await Promise.all([
      store.videos.get(projectId, videoId),
      store.selections.get(projectId, videoId),
    ]);
    if (!video || !selection) return [];
    return choosableFrames(store, projectId, {
      video,
      sampling: samplingOf(selection),
      pinned: selection.pinned,
    });
  }

  async #saved(projectId: ProjectId, videoId: VideoId): Promise<Selection> {
    const selection = await this.#deps.store.selections.get(projectId, videoId);
    if (!selection)
      throw new StudioError(
        'input/invalid',
        'Prepare the video first: no frame of it was sampled yet.',
      );
    return selection;
  }

  async #again(
    projectId: ProjectId,
    selection: Selection,
    changes: Pick<Run, 'pinned' | 'dropped'>,
  ): Promise<Selection> {
    const { method, params, videoId } = selection;
    const next = await this.#run(projectId, videoId, {
      method,
      params,
      sampling: samplingOf(selection),
      ...changes,
    });
    if (!next)
      throw new StudioError('video/no-frames', 'The sampled frames of this video are gone.');
    return next;
  }

  async #run(projectId: ProjectId, videoId: VideoId, run: Run): Promise<Selection | null> {
    const { store, models } = this.#deps;
    const startedAt = performance.now();
    const video = await store.videos.get(projectId, videoId);
    if (!video) throw new StudioError('storage/not-found', 'The video was removed.');
    const sampled = await choosableFrames(store, projectId, { video, ...run });
    if (sampled.length === 0) return null;
    const { modelId } = run.sampling;
    const modelSha256 = await modelSha256Of(models, modelId);
    const embeddings = await this.#matrices.matrix(projectId, { modelId, modelSha256 }, sampled);
    const outcome = select(run.method, {
      times: sampled.map(({ frame }) => frame.ptsSec),
      hashes: sampled.map(({ frame }) => frame.imageSha256),
      blankness: sampled.map(({ frame }) => blankness(frame.lumaSpread)),
      embeddings,
      params: run.params,
      pinned: run.pinned,
      dropped: run.dropped,
    });
    const selection = toSelection(outcome, sampled, {
      run,
      videoId,
      modelSha256,
      wallMs: performance.now() - startedAt,
    });
    await store.selections.put(projectId, selection);
    return selection;
  }
}

const samplingOf = ({ everySec, longSidePx, modelId, provider }: Selection): SamplingChoice => ({
  everySec,
  longSidePx,
  modelId: modelId ?? '',
  provider,
});

async function decodeOne(
  { store, media, files, models, resources }: SelectingDeps,
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

function toSelection(
  outcome: SelectionOutcome,
  sampled: readonly SampledFrame[],
  {
    run,
    videoId,
    modelSha256,
    wallMs,
  }: { run: Run; videoId: VideoId; modelSha256: string; wallMs: number },
): Selection {
  const core: CoreFrame[] = outcome.core.flatMap(({ index, score, reasons }) => {
    const sample = sampled[index];
    return sample ? [{ frame: sample.frame, score, reasons }] : [];
  });
  const { method, params, representedBy, similarity, metrics } = outcome;
  return {
    videoId,
    method,
    params,
    core,
    representedBy,
    similarity,
    metrics,
    modelSha256,
    wallMs,
    ...run.sampling,
    sampledSec: sampled.map(({ frame }) => frame.ptsSec),
    pinned: run.pinned,
    dropped: run.dropped,
  };
}
