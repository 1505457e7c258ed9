/**
 * Every effect the studio has. Each port is implemented in one adapter and wired in `app/compose.ts` alone.
 * Pictures travel as JPEG bytes (`Uint8Array`). All methods reject with `StudioError`.
 */
import type { CancelSignal } from './cancel.ts';
import type { ChatEstimate, ChatReply, ChatRequest, RoleBinding } from './chat.ts';
import type { ErrorCode } from './errors.ts';
import type {
  Box,
  DecoderName,
  EmbeddingMatrix,
  Frame,
  Role,
  VideoFacts,
  VideoId,
} from './flow.ts';
import type { GridLayout } from './grid-layout.ts';
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
  /**
   * `keyframes`: each time is answered by the key picture that decoding of the frame on screen begins with, under the time of that
   * key picture. Nothing else is read or decoded: for a first look at many videos.
   */
  only?: 'keyframes' | undefined;
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

/** Several pictures in one. */
export interface DrawnGrid {
  jpeg: Uint8Array;
  imageSha256: string;
  widthPx: number;
  heightPx: number;
}

export interface MediaPort {
  /** Pictures drawn into one. The same pictures and layout give the same bytes on one machine. @throws `video/decode-failed` */
  drawGrid(jpegs: readonly Uint8Array[], layout: GridLayout): Promise<DrawnGrid>;
  /**
   * The squares around boxes of a stored picture (`core/picture/square-cut.ts`) as PNG, in order; what lies outside the picture
   * is of an even grey. The same picture and boxes give the same pixels. @throws `video/decode-failed`
   */
  cutSquares(jpeg: Uint8Array, boxes: readonly Box[], context: number): Promise<Uint8Array[]>;
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

/** Every frame of a video, as far as shots and motion are concerned. Rows are frames in the order in which they are shown. */
export interface FrameScan {
  /** Presentation times, ascending: seconds are `ticks / timescale`. */
  ticks: Float64Array;
  timescale: number;
  /** Change of every frame against the one before, 0–255 (`core/shots/change.ts`); 0 for the first. */
  changes: Float32Array;
  /** Difference hashes of pictures a second apart. */
  hashes: { timeSec: number; perceptualHash: string }[];
  /** The one that was at work in the end. */
  decoder: DecoderName;
  /** Why `auto` left the first decoder, as an error code; `null` = it did not. */
  fellBackBecause: string | null;
  /** Of the time that the pass took: shrinking and comparing pictures, milliseconds. */
  detectorMs: number;
  /** Frames that could not be decoded and are left out. */
  missing: number;
}

/** A pass of its own over every frame: a full decode. */
export interface ScanPort {
  /** @throws `video/…`, `job/cancelled` */
  scanFrames(
    file: FileLike,
    facts: VideoFacts,
    options: {
      decoder: 'auto' | DecoderName;
      signal?: CancelSignal;
      /** Frames so far, of all. */
      onProgress?: (done: number, total: number) => void;
    },
  ): Promise<FrameScan>;
}

/** `not-seen` = could not be tried here. */
export type CodecVerdict = 'yes' | 'no' | 'not-seen';

/** What really came out when a small sample of a codec was decoded on this machine. */
export interface CodecRow {
  /** Stable, e.g. `h264-high10-mp4`. */
  id: string;
  /** As people write it: `H.264 10 bit`. */
  codec: string;
  /** Short name of the sample's container, e.g. `mp4`. */
  container: string;
  /** The right picture came out of the browser's decoder, of FFmpeg, of a `<video>` element. */
  webcodecs: CodecVerdict;
  ffmpeg: CodecVerdict;
  video: CodecVerdict;
}

/** What a person looks at, beyond stored pictures. */
export interface PlaybackPort {
  /**
   * A copy that a `<video>` plays, without sound: every frame at its own presentation time, smaller than `longSidePx`.
   * @throws `video/…`, `job/cancelled`; `video/decoder-unavailable` where the browser encodes no video
   */
  makeProxy(
    file: FileLike,
    facts: VideoFacts,
    options: {
      longSidePx: number;
      signal?: CancelSignal;
      /** Frames so far, of all. */
      onProgress?: (done: number, total: number) => void;
    },
  ): Promise<FileLike>;
  /** Decodes the samples that come with the studio, or some of them by their ids. Nothing is assumed from names. */
  codecMatrix(only?: readonly string[]): Promise<CodecRow[]>;
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

export interface InstallOptions {
  /** What came until then stays on disk, and the next installation goes on from there. */
  signal?: CancelSignal;
  /** `totalBytes` is `null` where the card does not say every size. */
  onProgress?: (progress: { doneBytes: number; totalBytes: number | null; file: string }) => void;
}

export interface ModelSpeeds {
  /** Warm measurements on this machine and adapter; empty = not measured yet. */
  measured: { provider: 'webgpu' | 'wasm'; framesPerSec: number; maxAbsDiff: number }[];
  /** What a person chose; `auto` = the faster one, never a software adapter. */
  choice: 'auto' | 'webgpu' | 'wasm';
  /** What `auto` takes, as far as is known without measuring. */
  fastest: 'webgpu' | 'wasm' | null;
}

export interface ModelPort {
  list(): Promise<ModelCard[]>;
  /**
   * From the registry by id, from the address of a card (`http…`), or from a card and files; files that are not given are fetched
   * from the addresses on the card. A SHA-256 that the card leaves open is pinned to what came.
   *
   * @throws `model/hash-mismatch`, `model/bad-card`, `model/not-a-model`, `model/download-failed`, `model/load-failed`, `storage/…`
   */
  install(
    source: string | { card: ModelCard; files: FileLike[] },
    options?: InstallOptions,
  ): Promise<ModelCard>;
  /** Also forgets an unfinished download. */
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
  /** Measures every provider and remembers it for this machine and adapter. */
  benchmark(modelId: string): Promise<ModelSpeeds['measured']>;
  /** What is known of a model's speed; measures nothing. */
  speeds(modelId: string): Promise<ModelSpeeds>;
  /** Where `auto` runs a model from now on. */
  chooseProvider(modelId: string, provider: ModelSpeeds['choice']): Promise<void>;
  /** The adapter that WebGPU offers, or `null`. */
  gpu(): Promise<{
    vendor: string;
    architecture: string;
    isFallback: boolean;
    shaderF16: boolean;
  } | null>;
}

// ── chat ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface TextEmbeddings {
  vectors: Float32Array[];
  model: string;
  endpoint: string;
  tokensIn: number;
  usd: number | null;
}

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
  /**
   * Sentences to vectors, L2-normalised, one row each in order, by the role `embedder` (`/embeddings`).
   * @throws `llm/…`; nothing is paid for an empty list
   */
  embed(texts: readonly string[], options?: { signal?: CancelSignal }): Promise<TextEmbeddings>;
  /** For batch files (`/v1/batches`): the same words and pictures as a call, sent by somebody else, at half the price. No network. */
  batch: {
    /** The body of the request's line. @throws `llm/no-endpoint` */
    body(
      request: ChatRequest,
      options: { image: (imageSha256: string) => Promise<Uint8Array> },
    ): Promise<unknown>;
    /** What a result's `response.body` says. @throws `llm/bad-batch`, or as `complete` where the reply cannot be used */
    reply(request: ChatRequest, responseBody: unknown): Promise<ChatReply>;
  };
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

// ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** How the bytes of a video can be reached now. */
export type FileAccess = 'ready' | 'needs-permission' | 'missing' | 'copied';

/** A file that a person chose. `handle` outlives the session; `null` where the browser gives none. */
export interface PickedFile {
  file: FileLike;
  handle: unknown;
  /** Path of the folder that it came in, below the one that was chosen; absent for single files. */
  folder?: string;
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
  /** One file of several pieces, one after the other; files among them are not read. */
  join(name: string, parts: readonly (Uint8Array | FileLike)[]): FileLike;
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
