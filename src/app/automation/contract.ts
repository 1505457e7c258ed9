/**
 * The types of `globalThis.ristretto`, version 1: a contract with people's scripts, described in `docs/automation.md`.
 * It may grow; a change of what is here needs a new version number.
 */

import type {
  DecisionInput,
  DraftKind,
  Evidence,
  ReasoningStep,
  Role,
  VideoFile,
} from '../../core/flow.ts';
import type { ModelCard } from '../../core/model-card.ts';
import type { DraftFilter } from '../../core/store-port.ts';
import type { VerifyReport } from '../../core/verify/report.ts';
import type { BatchReadReport } from '../../pipeline/batch.ts';
import type { ExchangeFile, ExchangeReport } from '../../pipeline/selection-exchange.ts';

export interface AutomationApi {
  readonly version: 1;
  readonly ready: Promise<void>;
  capabilities(): Promise<Capabilities>;
  readonly projects: {
    create(name: string): Promise<string>;
    open(projectId: string): Promise<void>;
    list(): Promise<{ id: string; name: string; drafts: number; videos: number }[]>;
    remove(projectId: string): Promise<void>;
  };
  readonly videos: {
    add(files: File[]): Promise<VideoFile[]>;
    list(): Promise<VideoFile[]>;
    probe(file: File): Promise<VideoFile>;
    /**
     * Shots, motion and the dynamic-video filter. `exact: true` looks at every frame where nobody did yet; else what is known
     * is given, an estimate where the video was only sampled.
     */
    shots(videoId: string, options?: ScriptShotsOptions): Promise<ScriptShots>;
  };
  readonly frames: { sample(source: File | string, options: SampleOptions): Promise<SampleResult> };
  readonly models: {
    list(): Promise<ModelCard[]>;
    install(source: string | { card: ModelCard; files: File[] }): Promise<ModelCard>;
    remove(modelId: string): Promise<void>;
    benchmark(
      modelId: string,
    ): Promise<{ provider: 'webgpu' | 'wasm'; framesPerSec: number; maxAbsDiff: number }[]>;
    embed(
      modelId: string,
      inputs: (Blob | string)[],
      options?: { provider?: 'auto' | 'webgpu' | 'wasm' },
    ): Promise<Embeddings>;
  };
  readonly selection: {
    run(videoId: string, options: SelectionOptions): Promise<SelectionResult>;
    /** Text of a file with all selections, or all verdicts that stand, of the project. */
    export(file: ExchangeFile): Promise<string>;
    /**
     * Other people's selections, or ground truth, as JSON or CSV: they stand beside the methods on the Frames screen.
     * `videoId` is the video that is meant where the file names none.
     */
    import(file: File, videoId?: string): Promise<ExchangeReport>;
  };
  readonly roles: { bind(role: Role, binding: ScriptBinding): Promise<void> };
  readonly recipes: {
    list(): Promise<{ id: string; version: number; params: unknown }[]>;
    run(videoId: string, recipeId: string, options?: RecipeRunOptions): Promise<RunSummary>;
    /** What a run would ask next, as OpenAI Batch files (JSONL); none when nothing waits. */
    writeBatch(
      videoIds: string[],
      recipeId: string,
      options?: { params?: Record<string, unknown> },
    ): Promise<{ requests: number; files: { name: string; bytes: ReadableStream<Uint8Array> }[] }>;
    /** Takes the results of such a file; the next run answers from them. */
    readBatch(file: File): Promise<BatchReadReport>;
  };
  readonly drafts: {
    count(filter?: DraftFilter): Promise<number>;
    page(
      filter: DraftFilter,
      page: { limit: number; after?: string },
    ): Promise<{ drafts: ScriptDraft[]; next: string | null }>;
    get(draftId: string): Promise<ScriptDraft>;
  };
  readonly decisions: {
    record(draftId: string, decision: DecisionInput): Promise<void>;
    undo(): Promise<{ draftId: string } | null>;
    redo(): Promise<{ draftId: string } | null>;
    history(draftId: string): Promise<ScriptDecision[]>;
  };
  readonly datasets: {
    formats(): Promise<{ id: string; reads: boolean; writes: boolean }[]>;
    import(
      file: File,
      options?: { format?: string; onProgress?: (done: number, total: number | null) => void },
    ): Promise<ScriptImportReport>;
    export(
      format: string,
      options?: ScriptExportOptions,
    ): AsyncIterable<{ path: string; bytes: ReadableStream<Uint8Array> }>;
    /**
     * Decodes every frame that a dataset cites again and compares: a dataset file, or the id of a format (the open project as
     * it would be exported). What is wrong is in the report, item by item.
     */
    verify(source: File | string, options?: ScriptVerifyOptions): Promise<VerifyReport>;
  };
}

export interface ScriptShotsOptions {
  exact?: boolean;
  /** Of the pass over every frame. */
  decoder?: 'auto' | 'webcodecs' | 'ffmpeg';
  signal?: AbortSignal;
  onProgress?: NonNullable<RecipeRunOptions['onProgress']>;
}

export interface ScriptShots {
  /** `false` = an estimate from sampled frames. */
  exact: boolean;
  /** First frame of every shot after the first. */
  cuts: { ptsSec: number; ptsTicks: number; timescale: number }[];
  /** Frames that were looked at. */
  frames: number;
  scenesPerSec: number;
  /** Mean share of a difference hash that changes in a second, 0–1, and the frames a second that it asks for. */
  motion: { score: number; threshold: number; fps: number };
  /** LLaVA-Video's filter for dynamic videos, rule by rule. */
  filter: { passes: boolean; rules: { rule: string; value: number; passes: boolean }[] };
  /** The pass that this call made; `null` = what it gives was known. `detectorMs` is the part of it that is not decoding. */
  pass: { decoder: string; wallMs: number; detectorMs: number } | null;
}

export interface Capabilities {
  crossOriginIsolated: boolean;
  webgpu: { vendor: string; architecture: string; isFallback: boolean; shaderF16: boolean } | null;
  webcodecs: { h264: boolean; hevc: boolean; vp8: boolean; vp9: boolean; av1: boolean };
  storage: { persisted: boolean; quotaBytes: number; usedBytes: number };
}

export interface SampleOptions {
  /** Exactly one of `timesSec` and `everySec`. */
  timesSec?: number[];
  everySec?: number;
  /** Long side of the returned pictures, 448 unless told; never upscaled. */
  longSidePx?: number;
  decoder?: 'auto' | 'webcodecs' | 'ffmpeg';
  signal?: AbortSignal;
}

export interface SampleResult {
  decoder: 'webcodecs' | 'ffmpeg';
  frames: {
    askedSec: number;
    ptsSec: number;
    ptsTicks: number;
    timescale: number;
    decodeIndex: number | null;
    widthPx: number;
    heightPx: number;
    image: Blob;
    imageSha256: string;
    /** 0–1: 1 = black, one flat colour or a lone logo on it. */
    blankness: number;
    /** Which decoder made this frame: it can change within one run, when `auto` falls back. */
    decoder: 'webcodecs' | 'ffmpeg';
  }[];
  stats: { wallMs: number; framesDecoded: number; bytesRead: number; missingSec: number[] };
}

export interface Embeddings {
  provider: 'webgpu' | 'wasm';
  rows: number;
  dim: number;
  data: Float32Array;
  modelSha256: string;
}

export interface SelectionOptions {
  method: string;
  budget?: number;
  question?: string;
  params?: Record<string, unknown>;
}

export interface SelectionResult {
  method: string;
  modelId: string | null;
  provider: 'webgpu' | 'wasm' | null;
  sampledSec: number[];
  core: {
    ptsSec: number;
    score: number;
    reasons: { code: string; value?: number; of?: number }[];
  }[];
  representedBy: (number | null)[];
  metrics: { coverage: number; redundancy: number; maxGapSec: number };
  wallMs: number;
}

export interface ScriptBinding {
  baseUrl: string;
  model: string;
  /** Kept in memory only. */
  apiKey?: string;
  usdPerMTokIn?: number;
  usdPerMTokOut?: number;
  /** Limits over any 60 s, and calls at a time (3 unless stated). */
  requestsPerMin?: number;
  tokensPerMin?: number;
  maxParallel?: number;
}

export interface RecipeRunOptions {
  params?: Record<string, unknown>;
  /** No call is made that could exceed it; needs known prices. */
  budgetUsd?: number;
  signal?: AbortSignal;
  onProgress?: (progress: {
    step: string;
    done: number;
    total: number | null;
    unit: string;
  }) => void;
}

export interface RunSummary {
  runId: string;
  drafts: number;
  skipped: number;
  failed: { step: string; code: string; message: string }[];
  requests: { total: number; fromMemo: number };
  tokensIn: number;
  tokensOut: number;
  usd: number | null;
}

export interface ScriptDraft {
  id: string;
  videoId: string;
  kind: DraftKind;
  task: string | null;
  status: string;
  question: string | null;
  answer: string | null;
  options: string[] | null;
  correctOption: number | null;
  caption: string | null;
  steps: ReasoningStep[];
  evidence: Evidence[];
  checks: { code: string; verdict: 'pass' | 'warn' | 'fail' | 'unknown'; detail?: string }[];
  provenance:
    | {
        recipe: string;
        recipeVersion: number;
        role: Role;
        model: string;
        promptId: string;
        promptSha256: string;
        tokensIn: number;
        tokensOut: number;
      }
    | { imported: string };
}

export interface ScriptDecision extends DecisionInput {
  id: string;
  draftId: string;
  annotator: string;
  atMs: number;
  undoneBy?: string;
}

export interface ScriptImportReport {
  format: string;
  records: number;
  drafts: number;
  problems: { line: number; column?: number; path?: string; message: string }[];
}

export interface ScriptExportOptions {
  filter?: DraftFilter;
  split?: { train: number; val: number; test: number; seed: number };
}

export interface ScriptVerifyOptions {
  /** With the id of a format. */
  filter?: DraftFilter;
  /** Pictures beside a record file: image files, or zips of them. */
  pictures?: File[];
  /** Videos that are not in the open project. */
  videos?: File[];
  signal?: AbortSignal;
  onProgress?: (done: number, total: number | null) => void;
}

declare global {
  var ristretto: AutomationApi;
}
