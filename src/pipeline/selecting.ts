import { StudioError } from '../core/errors.ts';
import type {
  CoreFrame,
  EmbeddingMatrix,
  Frame,
  ProjectId,
  SampledFrame,
  Selection,
  VideoFile,
  VideoId,
} from '../core/flow.ts';
import type { FilesPort, MediaPort, ModelPort, StorePort } from '../core/ports.ts';
import { missingTimes, samplingGrid } from '../core/sampling-grid.ts';
import type { ParamSpec } from '../core/selection/method.ts';
import { SELECTION_METHODS, type SelectionOutcome, select } from '../core/selection/select.ts';
import { modelSha256Of } from './embedding-queue.ts';
import type { Resources } from './resource.ts';

/** On which frames and vectors a selection rests. */
export interface SamplingChoice {
  everySec: number;
  longSidePx: number;
  modelId: string;
  /** Which provider computed the vectors; `null` = they were cached. */
  provider: 'webgpu' | 'wasm' | null;
}

export interface SelectParams {
  method: string;
  params: Record<string, number>;
  /** Left out: as in the saved selection. */
  sampling?: SamplingChoice;
}

/** Re-selects from cached embeddings, and carries what a person overruled. */
export interface SelectionService {
  /** The methods that can be picked, the default first, with their parameters (units in the names). */
  methods(): { id: string; params: readonly ParamSpec[] }[];
  /** At once, from cached embeddings; saved. `null` when the video was not prepared yet. */
  reselect(projectId: ProjectId, videoId: VideoId, how: SelectParams): Promise<Selection | null>;
  /** Pin keeps a frame, drop removes it, `null` gives it back to the method. Re-selects and saves. */
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

export interface Overrule {
  imageSha256: string;
  verdict: 'pin' | 'drop' | null;
}

export interface SelectingDeps {
  store: StorePort;
  media: MediaPort;
  models: ModelPort;
  files: FilesPort;
  resources: Resources;
}

/** Luma spreads (standard deviation, 0–1) between which a picture goes from blank to not blank. */
const BLANK_SPREAD = { full: 0.015, none: 0.06 };

export function createSelecting(deps: SelectingDeps): SelectionService {
  const { store } = deps;
  const cache = new MatrixCache(store);

  async function saved(projectId: ProjectId, videoId: VideoId): Promise<Selection> {
    const selection = await store.selections.get(projectId, videoId);
    if (!selection)
      throw new StudioError(
        'input/invalid',
        'Prepare the video first: no frame of it was sampled yet.',
      );
    return selection;
  }

  async function run(
    projectId: ProjectId,
    videoId: VideoId,
    request: RunRequest,
  ): Promise<Selection | null> {
    const startedAt = performance.now();
    const { sampling, method, params, pinned, dropped } = request;
    const video = await store.videos.get(projectId, videoId);
    if (!video) throw new StudioError('storage/not-found', 'The video was removed.');
    const sampled = await choosable(store, projectId, { video, sampling, pinned });
    if (sampled.length === 0) return null;
    const modelSha256 = await modelSha256Of(deps.models, sampling.modelId);
    const embeddings = await cache.matrix(
      projectId,
      { modelId: sampling.modelId, modelSha256 },
      sampled,
    );
    const outcome = select(method, {
      times: sampled.map(({ frame }) => frame.ptsSec),
      hashes: sampled.map(({ frame }) => frame.imageSha256),
      blankness: sampled.map(({ frame }) => blankness(frame.lumaSpread)),
      embeddings,
      params,
      pinned,
      dropped,
    });
    const selection = toSelection({
      outcome,
      sampled,
      request,
      videoId,
      modelSha256,
      wallMs: performance.now() - startedAt,
    });
    await store.selections.put(projectId, selection);
    return selection;
  }

  async function again(
    projectId: ProjectId,
    selection: Selection,
    changes: { pinned: string[]; dropped: string[] },
  ): Promise<Selection> {
    const { method, params, videoId } = selection;
    const next = await run(projectId, videoId, {
      method,
      params,
      sampling: samplingOf(selection),
      ...changes,
    });
    if (!next)
      throw new StudioError('video/no-frames', 'The sampled frames of this video are gone.');
    return next;
  }

  return {
    methods: () => SELECTION_METHODS.map(({ id, params }) => ({ id, params })),
    async reselect(projectId, videoId, { method, params, sampling }) {
      const before = await store.selections.get(projectId, videoId);
      const on = sampling ?? (before && samplingOf(before));
      if (!on) return null;
      return run(projectId, videoId, {
        method,
        params,
        // A provider is remembered until vectors are computed anew.
        sampling: { ...on, provider: on.provider ?? before?.provider ?? null },
        pinned: before?.pinned ?? [],
        dropped: before?.dropped ?? [],
      });
    },
    async overrule(projectId, videoId, { imageSha256, verdict }) {
      const before = await saved(projectId, videoId);
      const without = (hashes: string[]) => hashes.filter((hash) => hash !== imageSha256);
      return again(projectId, before, {
        pinned:
          verdict === 'pin' ? [...without(before.pinned), imageSha256] : without(before.pinned),
        dropped:
          verdict === 'drop' ? [...without(before.dropped), imageSha256] : without(before.dropped),
      });
    },
    async addFrame(projectId, videoId, timeSec) {
      const before = await saved(projectId, videoId);
      const frame = await decodeOne(deps, projectId, { videoId, timeSec, selection: before });
      const selection = await again(projectId, before, {
        pinned: [...new Set([...before.pinned, frame.imageSha256])],
        dropped: before.dropped.filter((hash) => hash !== frame.imageSha256),
      });
      return { selection, frame };
    },
    async sampled(projectId, videoId) {
      const [video, selection] = await Promise.all([
        store.videos.get(projectId, videoId),
        store.selections.get(projectId, videoId),
      ]);
      if (!video || !selection) return [];
      return choosable(store, projectId, {
        video,
        sampling: samplingOf(selection),
        pinned: selection.pinned,
      });
    },
  };
}

interface RunRequest {
  method: string;
  params: Record<string, number>;
  sampling: SamplingChoice;
  pinned: string[];
  dropped: string[];
}

const samplingOf = ({ everySec, longSidePx, modelId, provider }: Selection): SamplingChoice => ({
  everySec,
  longSidePx,
  modelId: modelId ?? '',
  provider,
});

function blankness(lumaSpread: number | null): number {
  if (lumaSpread === null) return 0;
  const share = (BLANK_SPREAD.none - lumaSpread) / (BLANK_SPREAD.none - BLANK_SPREAD.full);
  return Math.min(1, Math.max(0, share));
}

/** The frames of the grid and those a person pinned, one row per presentation time, ascending. */
async function choosable(
  store: StorePort,
  projectId: ProjectId,
  {
    video,
    sampling,
    pinned,
  }: { video: VideoFile; sampling: SamplingChoice; pinned: readonly string[] },
): Promise<SampledFrame[]> {
  const all = await store.frames.sampled(projectId, video.id, sampling.longSidePx);
  const offGrid = new Set(
    missingTimes(
      all.map(({ askedSec }) => askedSec),
      samplingGrid(video, sampling.everySec),
    ),
  );
  const pins = new Set(pinned);
  const kept = all.filter(
    ({ askedSec, frame }) => !offGrid.has(askedSec) || pins.has(frame.imageSha256),
  );
  const byTicks = new Map(
    kept.map((sample) => [`${sample.frame.ptsTicks}/${sample.frame.timescale}`, sample]),
  );
  return [...byTicks.values()].sort((a, b) => a.frame.ptsSec - b.frame.ptsSec);
}

async function decodeOne(
  { store, media, files, models, resources }: SelectingDeps,
  projectId: ProjectId,
  { videoId, timeSec, selection }: { videoId: VideoId; timeSec: number; selection: Selection },
): Promise<Frame> {
  const video = await store.videos.get(projectId, videoId);
  if (!video) throw new StudioError('storage/not-found', 'The video was removed.');
  const file = await files.open(videoId);
  const decoded = await resources.decode.use(async () => {
    const { frames } = media.sample(file, video, {
      timesSec: [timeSec],
      longSidePx: selection.longSidePx,
      decoder: 'auto',
    });
    for await (const one of frames) return one;
    throw new StudioError('video/no-frames', 'No frame could be decoded at this time.');
  });
  const frame: Frame = { ...decoded.frame, videoId };
  const asked = { longSidePx: selection.longSidePx, askedSec: timeSec };
  await store.frames.put(projectId, [{ frame, jpeg: decoded.jpeg, asked }]);
  const modelId = selection.modelId ?? '';
  const result = await resources.gpu.use(() =>
    models.embedImages(modelId, [decoded.jpeg], { provider: 'auto' }),
  );
  await store.embeddings.put(projectId, result.modelSha256, [
    { imageSha256: frame.imageSha256, vector: result.data },
  ]);
  return frame;
}

interface OutcomeParts {
  outcome: SelectionOutcome;
  sampled: SampledFrame[];
  request: RunRequest;
  videoId: VideoId;
  modelSha256: string;
  wallMs: number;
}

function toSelection({
  outcome,
  sampled,
  request,
  videoId,
  modelSha256,
  wallMs,
}: OutcomeParts): Selection {
  const { sampling, pinned, dropped } = request;
  const core: CoreFrame[] = outcome.core.flatMap(({ index, score, reasons }) => {
    const sample = sampled[index];
    return sample ? [{ frame: sample.frame, score, reasons }] : [];
  });
  return {
    videoId,
    core,
    pinned,
    dropped,
    modelSha256,
    wallMs,
    method: outcome.method,
    params: outcome.params,
    modelId: sampling.modelId,
    provider: sampling.provider,
    everySec: sampling.everySec,
    longSidePx: sampling.longSidePx,
    sampledSec: sampled.map(({ frame }) => frame.ptsSec),
    representedBy: outcome.representedBy,
    similarity: outcome.similarity,
    metrics: outcome.metrics,
  };
}

/** The matrix of the video that is being looked at, so that dragging a slider does not read it again and again. */
class MatrixCache {
  readonly #store: StorePort;
  #key = '';
  #matrix: EmbeddingMatrix | null = null;

  constructor(store: StorePort) {
    this.#store = store;
  }

  /** @throws `storage/not-found` when a vector is missing */
  async matrix(
    projectId: ProjectId,
    model: { modelId: string; modelSha256: string },
    sampled: readonly SampledFrame[],
  ): Promise<EmbeddingMatrix> {
    const hashes = sampled.map(({ frame }) => frame.imageSha256);
    const key = [projectId, model.modelSha256, ...hashes].join(' ');
    if (this.#matrix && key === this.#key) return this.#matrix;
    const rows = await this.#store.embeddings.get(projectId, model.modelSha256, hashes);
    const dim = rows[0]?.length ?? 0;
    const data = new Float32Array(rows.length * dim);
    for (const [row, vector] of rows.entries()) {
      if (!vector || vector.length !== dim)
        throw new StudioError(
          'storage/not-found',
          'A frame has no embedding yet: prepare the video again.',
        );
      data.set(vector, row * dim);
    }
    this.#key = key;
    this.#matrix = { ...model, rows: rows.length, dim, data };
    return this.#matrix;
  }
}
