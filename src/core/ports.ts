/**
 * Every effect the studio has. Each port is implemented in one adapter and wired in `app/compose.ts` alone.
 * Pictures travel as JPEG bytes (`Uint8Array`). All methods reject with `StudioError`.
 */
import type { CancelSignal } from './cancel.ts';
import type { ChatEstimate, ChatReply, ChatRequest, PromptTemplate, RoleBinding } from './chat.ts';
import type { ErrorCode } from './errors.ts';
import type {
  DecisionContext,
  DecisionEvent,
  DecisionInput,
  DecoderName,
  Draft,
  DraftId,
  DraftStatus,
  DraftView,
  EmbeddingMatrix,
  Frame,
  JournalEvent,
  Project,
  ProjectId,
  Role,
  SampledFrame,
  Selection,
  VideoFacts,
  VideoFile,
  VideoId,
} from './flow.ts';
import type { Job } from './job.ts';
import type { ModelCard } from './model-card.ts';

/** The part of `File` that crosses ports; every File is one. */
export interface FileLike {
  readonly name: string;
  readonly size: number;
  slice(start?: number, end?: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

// ── media ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface DecodedFrame {
  askedSec: number;
  frame: Omit<Frame, 'videoId'>;
  jpeg: Uint8Array;
}

export interface SampleQuery {
  /** Ascending. Each asks for the frame on screen: the last with pts ≤ t, the first before the first pts, the last after the end. */
  timesSec: readonly number[];
  /** Of the long side of the picture; never upscaled. */
  longSidePx: number;
  decoder: 'auto' | DecoderName;
  signal?: CancelSignal;
}

/** Filled while the stream runs; complete when it ends. */
export interface SampleStats {
  decoder: DecoderName;
  framesDecoded: number;
  bytesRead: number;
  /** Why `auto` left the first decoder, as an error code; `null` = it did not. */
  fellBackBecause: string | null;
  /** Asked times that could not be answered (corrupt stretches); the rest goes on. */
  missingSec: number[];
}

export interface MediaPort {
  /** Ranged reads only. @throws `video/…` on what is not a decodable video. */
  probe(file: FileLike): Promise<VideoFacts>;
  /**
   * Streams frames in the order asked, with back pressure: nothing is decoded far ahead of the reader.
   * Leaving the iterator stops the work. Fields of `stats` are updated as frames arrive.
   */
  sample(
    file: FileLike,
    facts: VideoFacts,
    query: SampleQuery,
  ): { frames: AsyncIterable<DecodedFrame>; stats: SampleStats };
  /** Presentation times of the frames in `[startSec, endSec)`, ascending, from the container where it can tell. */
  frameTimes(
    file: FileLike,
    facts: VideoFacts,
    range: { startSec: number; endSec: number },
  ): Promise<{ ptsSec: number; ptsTicks: number; timescale: number }[]>;
  capabilities(): Promise<{
    h264: boolean;
    hevc: boolean;
    vp8: boolean;
    vp9: boolean;
    av1: boolean;
  }>;
}

// ── models ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface EmbedOptions {
  provider: 'auto' | 'webgpu' | 'wasm';
  signal?: CancelSignal;
  onProgress?: (progress: {
    done: number;
    total: number;
    provider: 'webgpu' | 'wasm';
    framesPerSec: number;
  }) => void;
}

export interface EmbedResult extends EmbeddingMatrix {
  provider: 'webgpu' | 'wasm';
  framesPerSec: number;
  /** Set when the run began on another provider, with the reason as an error code. */
  fellBackBecause: string | null;
}

export interface ModelPort {
  list(): Promise<ModelCard[]>;
  /** @throws `model/hash-mismatch`, `model/bad-card`, `model/download-failed` */
  install(source: string | { card: ModelCard; files: FileLike[] }): Promise<ModelCard>;
  remove(modelId: string): Promise<void>;
  /** JPEG pictures in, one L2-normalised row each, in order. */
  embedImages(
    modelId: string,
    jpegs: readonly Uint8Array[],
    options: EmbedOptions,
  ): Promise<EmbedResult>;
  /** @throws `model/no-text-tower` */
  embedTexts(
    modelId: string,
    texts: readonly string[],
    options: EmbedOptions,
  ): Promise<EmbedResult>;
  benchmark(
    modelId: string,
  ): Promise<{ provider: 'webgpu' | 'wasm'; framesPerSec: number; maxAbsDiff: number }[]>;
  /** The adapter that WebGPU offers, or `null`. */
  gpu(): Promise<{
    vendor: string;
    architecture: string;
    isFallback: boolean;
    shaderF16: boolean;
  } | null>;
}

// ── chat ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ChatPort {
  /** Sends, retries with backoff, reads (streamed or not), parses. @throws `llm/…` */
  complete(
    request: ChatRequest,
    options: {
      /** Bytes of the pictures that the request names. */
      image: (imageSha256: string) => Promise<Uint8Array>;
      signal?: CancelSignal;
      /** Characters of the reply so far. */
      onText?: (characters: number) => void;
      /** A reply that came and was paid for, but could not be used; the call rejects with this code afterwards. */
      onUnusable?: (reply: ChatReply, code: ErrorCode) => void;
    },
  ): Promise<ChatReply>;
  /** No network. Picture sizes in pixels by hash. Prices are those of the last `bindings()` or `bind()`. */
  estimate(
    request: ChatRequest,
    sizes: Record<string, { widthPx: number; heightPx: number }>,
  ): ChatEstimate;
  bindings(): Promise<
    Partial<Record<Role, RoleBinding & { hasKey: boolean; keyKept: 'memory' | 'device' | null }>>
  >;
  /** `apiKey: undefined` leaves the key as it is, `''` forgets it. `keep: 'device'` stores it in this browser. */
  bind(
    role: Role,
    binding: RoleBinding,
    key?: { apiKey: string; keep: 'memory' | 'device' },
  ): Promise<void>;
  /** One small call: what came back, whether pictures and JSON schema work, latency. */
  test(role: Role): Promise<{
    ok: boolean;
    latencyMs: number;
    text: string;
    pictures: boolean;
    jsonSchema: boolean;
    error: { code: string; message: string } | null;
  }>;
}

// ── store ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface DraftFilter {
  videoId?: string;
  kind?: string;
  task?: string;
  status?: DraftStatus;
  /** Full-text over question, answer, caption and steps. */
  text?: string;
  recipe?: string;
}

/** What the store remembers of one model call, for the audit trail, the cost ledger and resuming. */
export interface StoredReply {
  key: string;
  label: string;
  request: ChatRequest;
  prompt: { id: string; version: number; sha256: string };
  reply: ChatReply;
  atMs: number;
}

export type StoreStatus =
  | { mode: 'writer'; persisted: boolean }
  /** Another tab writes; `takeOver` asks it to let go. */
  | { mode: 'blocked' }
  /** The data is from a newer version: readable, never written. */
  | { mode: 'read-only'; reason: 'newer-version' };

export type StoreTable =
  | 'projects'
  | 'videos'
  | 'frames'
  | 'selections'
  | 'drafts'
  | 'decisions'
  | 'jobs'
  | 'replies'
  | 'prompts'
  | 'settings';

/** Tables of the archive, in the order in which they are written and restored. */
export const ARCHIVE_TABLES = [
  'project',
  'videos',
  'frames',
  'samples',
  'embeddings',
  'selections',
  'prompts',
  'replies',
  'drafts',
  'journal',
  'jobs',
] as const;
export type ArchiveTable = (typeof ARCHIVE_TABLES)[number];

export interface StorePort {
  status(): StoreStatus;
  takeOver(): Promise<void>;
  /** Called after a durable change, and with `status` changes. Returns the way to stop listening. */
  onChange(
    listener: (change: { tables: StoreTable[]; projectId: ProjectId | null }) => void,
  ): () => void;
  onStatus(listener: (status: StoreStatus) => void): () => void;
  usage(): Promise<{ persisted: boolean; quotaBytes: number; usedBytes: number }>;
  /** Asks the browser never to evict what is stored. `false` = it may, when space gets short. */
  requestPersistence(): Promise<boolean>;

  projects: {
    create(name: string): Promise<Project>;
    rename(id: ProjectId, name: string): Promise<void>;
    list(): Promise<
      (Project & { videos: number; drafts: number; byStatus: Record<DraftStatus, number> })[]
    >;
    remove(id: ProjectId): Promise<void>;
  };
  videos: {
    put(projectId: ProjectId, video: VideoFile): Promise<void>;
    list(projectId: ProjectId): Promise<VideoFile[]>;
    get(projectId: ProjectId, id: VideoId): Promise<VideoFile | null>;
    /** With its frames, embeddings, selection, drafts and their decisions. */
    remove(projectId: ProjectId, id: VideoId): Promise<void>;
  };
  frames: {
    /** Durable when it resolves: picture bytes, facts and the asked time. Putting the same frame again is harmless. */
    put(
      projectId: ProjectId,
      frames: {
        frame: Frame;
        jpeg: Uint8Array;
        asked: { longSidePx: number; askedSec: number } | null;
      }[],
    ): Promise<void>;
    /** What was asked for at this size, ascending by asked time. */
    sampled(projectId: ProjectId, videoId: VideoId, longSidePx: number): Promise<SampledFrame[]>;
    list(projectId: ProjectId, videoId: VideoId): Promise<Frame[]>;
    byHash(projectId: ProjectId, imageSha256: string): Promise<Frame | null>;
    /** @throws `storage/not-found` */
    image(projectId: ProjectId, imageSha256: string): Promise<Uint8Array>;
  };
  embeddings: {
    put(
      projectId: ProjectId,
      modelSha256: string,
      rows: { imageSha256: string; vector: Float32Array }[],
    ): Promise<void>;
    get(
      projectId: ProjectId,
      modelSha256: string,
      imageSha256: readonly string[],
    ): Promise<(Float32Array | null)[]>;
  };
  selections: {
    put(projectId: ProjectId, selection: Selection): Promise<void>;
    get(projectId: ProjectId, videoId: VideoId): Promise<Selection | null>;
  };
  drafts: {
    /** One transaction; ids that exist already are left alone. */
    insert(projectId: ProjectId, drafts: readonly Draft[]): Promise<{ inserted: number }>;
    count(projectId: ProjectId, filter: DraftFilter): Promise<number>;
    countByStatus(projectId: ProjectId, filter: DraftFilter): Promise<Record<DraftStatus, number>>;
    /** Keyset page, ascending by `seq`. */
    page(
      projectId: ProjectId,
      filter: DraftFilter,
      page: { limit: number; afterSeq: number },
    ): Promise<DraftView[]>;
    /** All matching positions, ascending: what a virtual table scrolls over. */
    seqs(projectId: ProjectId, filter: DraftFilter): Promise<Float64Array>;
    bySeqs(projectId: ProjectId, seqs: readonly number[]): Promise<DraftView[]>;
    get(projectId: ProjectId, id: DraftId): Promise<DraftView | null>;
    /** The next match after (or before) a position; `null` at the end. */
    next(
      projectId: ProjectId,
      filter: DraftFilter,
      from: { seq: number; direction: 'forward' | 'backward'; limit: number },
    ): Promise<DraftView[]>;
    /** Distinct tasks and recipes, for filter menus. */
    facets(projectId: ProjectId): Promise<{ tasks: string[]; recipes: string[] }>;
  };
  decisions: {
    /** Durable when it resolves. @throws `storage/not-found`, `storage/quota`, `storage/locked` */
    record(
      projectId: ProjectId,
      draftId: DraftId,
      input: DecisionInput,
      context: DecisionContext,
    ): Promise<DraftView>;
    /** Takes back the last effective decision of the project; `null` when there is none. */
    undo(
      projectId: ProjectId,
      context: DecisionContext,
    ): Promise<{ event: JournalEvent; draft: DraftView } | null>;
    redo(
      projectId: ProjectId,
      context: DecisionContext,
    ): Promise<{ event: JournalEvent; draft: DraftView } | null>;
    /** What `undo` would take back. */
    peekUndo(projectId: ProjectId): Promise<DecisionEvent | null>;
    history(projectId: ProjectId, draftId: DraftId): Promise<JournalEvent[]>;
  };
  replies: {
    get(projectId: ProjectId, key: string): Promise<StoredReply | null>;
    put(projectId: ProjectId, reply: StoredReply): Promise<void>;
    /** `usd` adds up the known prices; `null` when there were calls and none had a known price. */
    totals(
      projectId: ProjectId,
    ): Promise<{ calls: number; tokensIn: number; tokensOut: number; usd: number | null }>;
  };
  jobs: {
    put(job: Job): Promise<void>;
    list(projectId: ProjectId): Promise<Job[]>;
    remove(projectId: ProjectId, id: Job['id']): Promise<void>;
  };
  prompts: {
    list(projectId: ProjectId): Promise<PromptTemplate[]>;
    /** @throws `input/invalid` when that version exists with another text */
    put(projectId: ProjectId, prompt: PromptTemplate): Promise<void>;
  };
  settings: {
    /** `undefined` when it was never set. */
    get(key: string): Promise<unknown>;
    set(key: string, value: unknown): Promise<void>;
  };
  archive: {
    /**
     * Rows of one table (`ArchiveRowOf` in `core/archive-rows.ts`) in a fixed order, a page at a time. `after: 0` begins;
     * `next` is where the following page begins, `null` at the end.
     */
    rows(
      projectId: ProjectId,
      table: ArchiveTable,
      page: { after: number; limit: number },
    ): Promise<{ rows: unknown[]; next: number | null }>;
    /** Puts rows back, validated by the caller. Tables come in the order of `ARCHIVE_TABLES`. */
    restore(projectId: ProjectId, table: ArchiveTable, rows: readonly unknown[]): Promise<void>;
    /** Puts pictures back in one durable write: many small ones cost as much as few. */
    restoreImages(
      projectId: ProjectId,
      pictures: readonly { imageSha256: string; jpeg: Uint8Array }[],
    ): Promise<void>;
    images(projectId: ProjectId): Promise<{ imageSha256: string; sizeBytes: number }[]>;
  };
}

// ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** How the bytes of a video can be reached now. */
export type FileAccess = 'ready' | 'needs-permission' | 'missing' | 'copied';

/** A file that a person chose. `handle` outlives the session; `null` where the browser gives none. */
export interface PickedFile {
  file: FileLike;
  handle: unknown;
}

export interface FilesPort {
  /** The browser's dialog; a folder is read with its folders, without hidden files. Empty when dismissed; needs a user gesture. */
  pick(kind: 'files' | 'folder'): Promise<PickedFile[]>;
  /** Files and folders of a drop event's `DataTransfer`. Call it within the event, before any `await`. */
  fromDrop(transfer: unknown): Promise<PickedFile[]>;
  /** SHA-256 hex of the size and up to three 1-MiB samples. Ranged reads. */
  fingerprint(file: FileLike): Promise<string>;
  /** Keeps the file for this session and, with a handle, for the next. */
  remember(videoId: VideoId, file: FileLike, handle: unknown): Promise<void>;
  access(videoId: VideoId): Promise<FileAccess>;
  /** @throws `video/file-missing`, `video/file-permission`, `video/file-changed` */
  open(videoId: VideoId): Promise<FileLike>;
  /** Asks for permission again (one click for all of them); needs a user gesture. Returns those that are ready now. */
  grant(videoIds: readonly VideoId[]): Promise<VideoId[]>;
  /** Copies the bytes into the browser's storage. @throws `storage/quota` */
  copyIn(videoId: VideoId, onProgress: (done: number, total: number) => void): Promise<void>;
  forget(videoId: VideoId): Promise<void>;
  /** Streams to disk: the save picker where there is one, a download otherwise. Resolves when written. */
  save(suggestedName: string, bytes: AsyncIterable<Uint8Array>): Promise<{ writtenBytes: number }>;
  /** Streams a zip of stored entries, fixed dates, in the order given: same entries, same bytes. */
  zip(
    entries: AsyncIterable<{ path: string; bytes: AsyncIterable<Uint8Array> }>,
  ): AsyncIterable<Uint8Array>;
  /** Entries of a zip by random access. @throws `import/bad-archive` */
  unzip(file: FileLike): Promise<
    {
      path: string;
      sizeBytes: number;
      read(): Promise<Uint8Array>;
      stream(): AsyncIterable<Uint8Array>;
    }[]
  >;
}

export interface Clock {
  nowMs(): number;
}
