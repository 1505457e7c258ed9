import type { EmbeddingMatrix } from '../flow.ts';

/** What a selection is made from: the sampled frames of one video, and what a person or another model said about them. */
export interface SelectionInput {
  /** Presentation times of the sampled frames, seconds, ascending. */
  times: ArrayLike<number>;
  /** `imageSha256` of each sampled frame. Two frames may have the same picture. */
  hashes: readonly string[];
  /** One L2-normalised row for each sampled frame. */
  embeddings: EmbeddingMatrix;
  /** 0–1 for each sampled frame, 1 = one flat colour. Left out: nothing is taken for blank. */
  blankness?: ArrayLike<number> | undefined;
  /** Cosine of each sampled frame to the question. Left out: there is no question. */
  relevance?: ArrayLike<number> | undefined;
  /** One L2-normalised row for each sampled frame: the embedding of its caption. */
  captions?: EmbeddingMatrix | undefined;
  /** Places of the frames that a model picked, most relevant first. */
  picked?: readonly number[] | undefined;
  /** Of the method; what is left out takes its default. */
  params: Readonly<Record<string, number>>;
  /** At most this many core frames; goes before `params.budget`. */
  budget?: number | undefined;
  /** `imageSha256` of frames that must be kept: the first frame with that picture is. Wins over `dropped`. */
  pinned: readonly string[];
  /** `imageSha256` of frames that must not be kept. */
  dropped: readonly string[];
}
