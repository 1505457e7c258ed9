import type { ModelCardFile } from '../../core/model-card.ts';

export type ProviderName = 'webgpu' | 'wasm';

/** A card, and where the bytes of its files come from. */
export interface ModelSource {
  card: ModelCardFile;
  /** `urls`: addresses of the files in the order of the card. `stored`: this browser's files, checked (`installed`) or not yet. */
  from: { kind: 'urls'; urls: string[] } | { kind: 'stored'; place: 'installed' | 'incoming' };
}

/** Rows of one batch, in order; `ms` is the wall time that they took, decoding included. */
export interface EmbeddedRows {
  rows: number;
  data: Float32Array;
  ms: number;
}

export interface Measurement {
  /** Pictures (or texts) a second, warm, on synthetic input; decoding and resizing are not in it. */
  inputsPerSec: number;
  /** Normalised rows of the same fixed inputs on every provider, to compare. */
  data: Float32Array;
}

/** What was measured and what people chose, kept in this browser. */
export interface SpeedBook {
  measured: Record<string, { provider: ProviderName; framesPerSec: number; maxAbsDiff: number }[]>;
  /** By model id; none = the faster one. */
  chosen: Record<string, ProviderName>;
}

/**
 * One worker runs one provider: a lost graphics device can leave onnxruntime suspended for good, and must take nothing along
 * but its own worker.
 */
export interface ModelOps {
  /** Pictures or texts in, batches of rows out. */
  embed: {
    params: {
      source: ModelSource;
      provider: ProviderName;
      inputs: { kind: 'pictures'; pictures: Uint8Array[] } | { kind: 'texts'; texts: string[] };
    };
    item: EmbeddedRows;
    result: null;
  };
  measure: { params: { source: ModelSource; provider: ProviderName }; result: Measurement };
  installed: {
    params: null;
    /** Bytes of unfinished downloads by model id. */
    result: { cards: ModelCardFile[]; partialBytes: Record<string, number> };
  };
  /** Files that are not given are fetched from their addresses. Tells bytes done and in all. */
  install: {
    params: { card: ModelCardFile; files: { name: string; blob: Blob }[]; shaderF16: boolean };
    result: ModelCardFile;
  };
  /** Also forgets a download that was not finished. */
  uninstall: { params: { modelId: string }; result: null };
  readSpeeds: { params: null; result: SpeedBook };
  writeSpeeds: { params: SpeedBook; result: null };
  /** Destroys the graphics device, as a driver reset would. `false` when there is none. For tests of the fallback. */
  loseGpu: { params: null; result: boolean };
}
