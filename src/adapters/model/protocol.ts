import type { ModelCard, ModelCardFile } from '../../core/model-card.ts';

export type ProviderName = 'webgpu' | 'wasm';

/** A card, and where the bytes of its files come from. */
export interface ModelSource {
  card: ModelCardFile;
  /** Addresses of the files, in the order of the card; `null` = they were installed in this browser. */
  urls: string[] | null;
}

/** Rows of one batch, in order; `ms` is the wall time that they took, decoding included. */
export interface EmbeddedRows {
  rows: number;
  data: Float32Array;
  ms: number;
}

export interface Measurement {
  /** Warm inference on synthetic pictures; decoding and resizing are not in it. */
  framesPerSec: number;
  /** Normalised rows of the same fixed pictures on every provider, to compare. */
  data: Float32Array;
}

/**
 * One worker runs one provider: a lost graphics device can leave onnxruntime suspended for good, and must take nothing along
 * but its own worker.
 */
export interface ModelOps {
  /** Pictures in, batches of rows out. */
  embed: {
    params: { source: ModelSource; provider: ProviderName; pictures: Uint8Array[] };
    item: EmbeddedRows;
    result: null;
  };
  measure: { params: { source: ModelSource; provider: ProviderName }; result: Measurement };
  /** Loads once on wasm and runs one picture: does the graph do what the card says? */
  verify: { params: { source: ModelSource }; result: null };
  installedCards: { params: null; result: ModelCardFile[] };
  installFiles: {
    params: { card: unknown; files: { name: string; bytes: Uint8Array }[] };
    result: ModelCard;
  };
  /** Fetches the files from the addresses on the card. */
  download: { params: { card: ModelCardFile }; result: ModelCard };
  uninstall: { params: { modelId: string }; result: null };
  /** Destroys the graphics device, as a driver reset would. `false` when there is none. For tests of the fallback. */
  loseGpu: { params: null; result: boolean };
}
