import { StudioError } from '../core/errors.ts';
import type { EmbeddingMatrix, ProjectId, SampledFrame, VideoFile } from '../core/flow.ts';
import type { ModelPort } from '../core/ports.ts';
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

/** How much every frame has to do with the question that was asked last, so that a slider does not embed it again and again. */
export class RelevanceCache {
  readonly #models: ModelPort;
  #key = '';
  #question: Float32Array | null = null;

  constructor(models: ModelPort) {
    this.#models = models;
  }

  /**
   * Cosine of every frame to the question, by the text side of the model that embedded the frames.
   * @throws `model/no-text-tower` when that model reads no text
   */
  async relevance(matrix: EmbeddingMatrix, question: string): Promise<Float64Array> {
    const key = `${matrix.modelSha256} ${question}`;
    if (!this.#question || key !== this.#key) {
      const { data } = await this.#models.embedTexts(matrix.modelId, [question], {
        provider: 'auto',
      });
      this.#question = data;
      this.#key = key;
    }
    const vector = this.#question;
    if (vector.length !== matrix.dim)
      throw new StudioError(
        'model/no-text-tower',
        `"${matrix.modelId}" embeds texts and pictures into different spaces.`,
        { details: { modelId: matrix.modelId } },
      );
    return Float64Array.from({ length: matrix.rows }, (_, row) => cosineTo(matrix, row, vector));
  }
}

function cosineTo({ data, dim }: EmbeddingMatrix, row: number, vector: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < dim; d += 1) sum += (data[row * dim + d] as number) * (vector[d] as number);
  return sum;
}
