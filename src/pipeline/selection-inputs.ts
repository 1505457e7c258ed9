import { StudioError } from '../core/errors.ts';
import type { EmbeddingMatrix, ProjectId, SampledFrame, VideoFile } from '../core/flow.ts';
import { missingTimes, samplingGrid } from '../core/sampling-grid.ts';
import type { StorePort } from '../core/store-port.ts';

/** On which frames and vectors a selection rests. */
export interface SamplingChoice {
  everySec: number;
  longSidePx: number;
  modelId: string;
  /** Which provider computed the vectors; `null` = they were cached. */
  provider: 'webgpu' | 'wasm' | null;
}

/** Luma spreads (standard deviation, 0–1) between which a picture goes from blank to not blank. */
const BLANK_SPREAD = { full: 0.015, none: 0.06 };

/** 1 = one flat colour, 0 = plenty to see, or not measured. */
export function blankness(lumaSpread: number | null): number {
  if (lumaSpread === null) return 0;
  const share = (BLANK_SPREAD.none - lumaSpread) / (BLANK_SPREAD.none - BLANK_SPREAD.full);
  return Math.min(1, Math.max(0, share));
}

/** The frames of the grid and those a person pinned, one for each presentation time, ascending. */
export async function choosableFrames(
  store: StorePort,
  projectId: ProjectId,
  choice: { video: VideoFile; sampling: SamplingChoice; pinned: readonly string[] },
): Promise<SampledFrame[]> {
  const { video, sampling, pinned } = choice;
  const all = await store.frames.sampled(projectId, video.id, sampling.longSidePx);
  const asked = all.map(({ askedSec }) => askedSec);
  const offGrid = new Set(missingTimes(asked, samplingGrid(video, sampling.everySec)));
  const pins = new Set(pinned);
  const kept = all.filter(
    ({ askedSec, frame }) => !offGrid.has(askedSec) || pins.has(frame.imageSha256),
  );
  const byTicks = new Map(
    kept.map((sample) => [`${sample.frame.ptsTicks}/${sample.frame.timescale}`, sample]),
  );
  return [...byTicks.values()].sort((a, b) => a.frame.ptsSec - b.frame.ptsSec);
}

/** The vectors of the video that is being looked at, so that dragging a slider does not read them again and again. */
export class MatrixCache {
  readonly #store: StorePort;
  #key = '';
  #matrix: EmbeddingMatrix | null = null;

  constructor(store: StorePort) {
    this.#store = store;
  }

  /** One row for each frame, in order. @throws `storage/not-found` when a vector is missing */
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
      if (!vector || vector.length !== dim) {
        throw new StudioError(
          'storage/not-found',
          'A frame has no embedding yet: prepare the video again.',
        );
      }
      data.set(vector, row * dim);
    }
    this.#key = key;
    this.#matrix = { ...model, rows: rows.length, dim, data };
    return this.#matrix;
  }
}
