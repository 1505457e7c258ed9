import { StudioError } from '../core/errors.ts';
import type {
  EmbeddingMatrix,
  Frame,
  ProjectId,
  SampledFrame,
  Selection,
  VideoId,
} from '../core/flow.ts';
import { blankness } from '../core/selection/blankness.ts';
import type { ParamSpec, SelectionNeed } from '../core/selection/method.ts';
import { SELECTION_METHODS, select } from '../core/selection/select.ts';
import type { SelectionInput } from '../core/selection/selection-input.ts';
import { type DecodeOneDeps, decodeOne } from './decode-one.ts';
import { modelSha256Of } from './embedding-queue.ts';
import {
  choosableFrames,
  MatrixCache,
  RelevanceCache,
  type SamplingChoice,
} from './selection-inputs.ts';
import { type Run, type SelectHow, samplingOf, toSelection } from './selection-record.ts';

export interface SelectParams extends SelectHow {
  /** Left out: as in the saved selection. */
  sampling?: SamplingChoice;
}

export interface MethodInfo {
  id: string;
  params: readonly ParamSpec[];
  /** What it cannot run without. */
  needs: SelectionNeed | null;
  /** Whether a question changes what it chooses. */
  takesQuestion: boolean;
}

/** Pin keeps a frame, drop removes it, `null` gives it back to the method. */
export interface Overrule {
  imageSha256: string;
  verdict: 'pin' | 'drop' | null;
}

/** Re-selects from cached embeddings, and carries what a person overruled. */
export interface SelectionService {
  /** The methods that can be picked, the default first, with their parameters (units in the names) and what they need. */
  methods(): MethodInfo[];
  /**
   * At once, from cached embeddings; saved. `null` when the video was not prepared yet.
   * @throws `input/invalid` when the method needs a question, captions or picked frames and has none; `model/no-text-tower`
   * when there is a question and the model that embedded the frames reads no text
   */
  reselect(projectId: ProjectId, videoId: VideoId, how: SelectParams): Promise<Selection | null>;
  /** The same without saving: for looking at several methods side by side. */
  preview(projectId: ProjectId, videoId: VideoId, how: SelectParams): Promise<Selection | null>;
  /** Re-selects with the person's verdict and saves. @throws `input/invalid` before the video was prepared */
  overrule(projectId: ProjectId, videoId: VideoId, change: Overrule): Promise<Selection>;
  /** Decodes the frame on screen at a time, stores it with its embedding, and pins it. */
  addFrame(
    projectId: ProjectId,
    videoId: VideoId,
    timeSec: number,
  ): Promise<{ selection: Selection; frame: Frame }>;
  /**
   * What the saved selection chose from: frames, vectors, and with a question how much each frame has to do with it. `null` before the
   * video was prepared. @throws `model/no-text-tower`, `storage/not-found`
   */
  signals(
    projectId: ProjectId,
    videoId: VideoId,
    question: string | null,
  ): Promise<SelectionSignals | null>;
  /** The frames that the saved selection chose from, by presentation time. */
  sampled(projectId: ProjectId, videoId: VideoId): Promise<SampledFrame[]>;
}

/** One entry or row for each sampled frame, by presentation time. */
export interface SelectionSignals {
  sampled: SampledFrame[];
  embeddings: EmbeddingMatrix;
  /** Cosine to the question; `null` without one. */
  relevance: Float64Array | null;
}

export function createSelecting(deps: DecodeOneDeps): SelectionService {
  return new Selecting(deps);
}

class Selecting implements SelectionService {
  readonly #deps: DecodeOneDeps;
  readonly #matrices: MatrixCache;
  readonly #captions: MatrixCache;
  readonly #relevance: RelevanceCache;

  constructor(deps: DecodeOneDeps) {
    this.#deps = deps;
    this.#matrices = new MatrixCache(deps.store);
    this.#captions = new MatrixCache(deps.store);
    this.#relevance = new RelevanceCache(deps.models);
  }

  methods() {
    return SELECTION_METHODS.map(({ id, params, needs, takesQuestion }) => ({
      id,
      params,
      needs: needs ?? null,
      takesQuestion: needs === 'question' || takesQuestion === true,
    }));
  }

  async reselect(
    projectId: ProjectId,
    videoId: VideoId,
    how: SelectParams,
  ): Promise<Selection | null> {
    const selection = await this.preview(projectId, videoId, how);
    if (selection) await this.#deps.store.selections.put(projectId, selection);
    return selection;
  }

  async preview(
    projectId: ProjectId,
    videoId: VideoId,
    { sampling, ...how }: SelectParams,
  ): Promise<Selection | null> {
    const before = await this.#deps.store.selections.get(projectId, videoId);
    const on = sampling ?? (before && samplingOf(before));
    if (!on) return null;
    return this.#run(projectId, videoId, {
      ...how,
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

  async signals(
    projectId: ProjectId,
    videoId: VideoId,
    question: string | null,
  ): Promise<SelectionSignals | null> {
    const selection = await this.#deps.store.selections.get(projectId, videoId);
    const sampled = await this.sampled(projectId, videoId);
    if (!selection || sampled.length === 0) return null;
    const { modelId, modelSha256 } = selection;
    const model = { modelId: modelId ?? '', modelSha256: modelSha256 ?? '' };
    const embeddings = await this.#matrices.matrix(projectId, model, sampled);
    const asked = question?.trim();
    const relevance = asked ? await this.#relevance.relevance(embeddings, asked) : null;
    return { sampled, embeddings, relevance };
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
    const { method, params, question, captionKey, picked, videoId } = selection;
    const next = await this.#run(projectId, videoId, {
      method,
      params,
      question,
      captionKey,
      picked,
      sampling: samplingOf(selection),
      ...changes,
    });
    if (!next)
      throw new StudioError('video/no-frames', 'The sampled frames of this video are gone.');
    await this.#deps.store.selections.put(projectId, next);
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
      blankness: sampled.map(({ frame }) => blankness(frame)),
      embeddings,
      ...(await this.#extras(projectId, run, { sampled, embeddings })),
      params: run.params,
      pinned: run.pinned,
      dropped: run.dropped,
    });
    return toSelection(outcome, sampled, {
      run,
      videoId,
      modelSha256,
      wallMs: performance.now() - startedAt,
    });
  }

  /** What only some methods make use of; it is fetched for those alone. */
  async #extras(
    projectId: ProjectId,
    run: Run,
    { sampled, embeddings }: { sampled: readonly SampledFrame[]; embeddings: EmbeddingMatrix },
  ): Promise<Pick<SelectionInput, 'relevance' | 'captions' | 'picked'>> {
    const method = this.methods().find(({ id }) => id === run.method);
    const question = run.question?.trim();
    if (method?.takesQuestion && question)
      return { relevance: await this.#relevance.relevance(embeddings, question) };
    if (method?.needs === 'captions' && run.captionKey)
      return {
        captions: await this.#captions.matrix(projectId, captionModel(run.captionKey), sampled),
      };
    if (method?.needs === 'picked' && run.picked) {
      const places = new Map(sampled.map(({ frame }, place) => [frame.imageSha256, place]));
      return { picked: run.picked.flatMap((hash) => places.get(hash) ?? []) };
    }
    return {};
  }
}

const captionModel = (captionKey: string) => ({ modelId: 'captions', modelSha256: captionKey });
