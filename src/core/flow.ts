/**
 * The nouns of the studio, in the order in which data flows:
 * VideoFile → Frame → EmbeddingMatrix → CoreFrame → Draft → Decision → ExportRecord (in `formats/`).
 *
 * Times are seconds of presentation time on the media's own clock. Intervals are half-open `[start, end)`.
 * Boxes are `[x1, y1, x2, y2]` in 0–1 of the displayed picture. Everything here is plain JSON, except matrices.
 */

import type { ShotFacts } from './shots/shot-facts.ts';

export type ProjectId = `project:${string}`;
export type VideoId = `video:${string}`;
export type DraftId = `draft:${string}`;
export type EventId = `event:${string}`;
export type JobId = `job:${string}`;

export interface Project {
  id: ProjectId;
  name: string;
  createdAtMs: number;
}

/** What a probe reads from a file without reading it whole. */
export interface VideoFacts {
  /** Lower-case short name: `mp4`, `mov`, `webm`, `matroska`, `mpegts`, `avi`, `ogg` … */
  container: string;
  /** Lower-case short name: `h264`, `hevc`, `vp8`, `vp9`, `av1`, `mpeg4`, `prores` … */
  codec: string;
  hasAudio: boolean;
  /** First presentation time of the video track; need not be 0. */
  startSec: number;
  /** From the first presentation time to the end of the last frame. */
  durationSec: number;
  /** As displayed: after rotation and pixel aspect ratio. */
  widthPx: number;
  heightPx: number;
  /** Clockwise turn that the container asks for. */
  rotationDeg: 0 | 90 | 180 | 270;
  averageFps: number;
  /** `null` where the probe did not read enough timestamps to know. */
  isVariableFrameRate: boolean | null;
  /** Decoders that can be expected to work, best first. Never empty for an accepted video. */
  decoders: DecoderName[];
  /** What the person should know about this file: stable codes, in the `facts` locale namespace. */
  remarks: string[];
}

export interface VideoFile extends VideoFacts {
  id: VideoId;
  name: string;
  sizeBytes: number;
  /** SHA-256, hex, over the size and up to three 1-MiB samples of the content (`core/fingerprint.ts`). */
  fingerprint: string;
  /** Free text or SPDX id; `null` = not stated. */
  licence: string | null;
  /** Where the clip comes from; `null` = not stated. */
  source: string | null;
  addedAtMs: number;
  /** Shots and motion; missing = nobody has looked yet. An estimate gives way to what every frame says, never the other way round. */
  shots?: ShotFacts;
}

export type DecoderName = 'webcodecs' | 'ffmpeg';

/** A reference to a decoded picture, never its pixels. The stored JPEG is what people see, models get and exports carry. */
export interface Frame {
  videoId: VideoId;
  ptsSec: number;
  /** `ptsSec = ptsTicks / timescale`, in the container's own clock. */
  ptsTicks: number;
  timescale: number;
  /** 0-based in presentation order; `null` where the decoder did not have to count. */
  decodeIndex: number | null;
  widthPx: number;
  heightPx: number;
  /** SHA-256, hex, of the JPEG bytes. */
  imageSha256: string;
  /** 64-bit difference hash, 16 hex digits. */
  perceptualHash: string;
  /** Standard deviation of luma over the picture, 0–1; near 0 = blank. `null` where it was not measured (imports). */
  lumaSpread: number | null;
  /** Share of the picture that is flat (`core/picture/flat-share.ts`), 0–1. Missing where nobody measured it. */
  flatShare?: number | null;
  decoder: DecoderName;
}

/** A frame, and the time that was asked for when it was decoded. */
export interface SampledFrame {
  askedSec: number;
  frame: Frame;
}

/** Rows are L2-normalised; `data` is row-major `[rows, dim]`. */
export interface EmbeddingMatrix {
  modelId: string;
  modelSha256: string;
  rows: number;
  dim: number;
  data: Float32Array;
}

export type ReasonCode =
  | 'first'
  | 'novel'
  | 'shot-start'
  | 'gap'
  | 'last'
  | 'uniform'
  | 'random'
  | 'match'
  | 'shot'
  | 'spare'
  | 'caption-novel'
  | 'chosen'
  | 'pinned';

/** Why a frame was kept. `value` and `of` depend on the code (see `core/selection/reasons.ts`). */
export interface SelectionReason {
  code: ReasonCode;
  value?: number;
  of?: number;
}

export interface CoreFrame {
  frame: Frame;
  /** Higher = kept for a stronger reason; comparable within one selection only. */
  score: number;
  reasons: SelectionReason[];
}

/** The chosen frames of one video, with everything that is needed to choose again. */
export interface Selection {
  videoId: VideoId;
  method: string;
  params: Record<string, number>;
  /** What the frames were chosen for; missing or `null` = no question. */
  question?: string | null;
  /** Under which key the vectors of the frames' captions are stored; missing = no captions were used. */
  captionKey?: string;
  /** `imageSha256` of the frames that a model picked, most relevant first; missing = none did. */
  picked?: string[];
  modelId: string | null;
  modelSha256: string | null;
  provider: 'webgpu' | 'wasm' | null;
  everySec: number;
  longSidePx: number;
  /** Presentation times of all sampled frames, ascending. */
  sampledSec: number[];
  /** In presentation order. */
  core: CoreFrame[];
  /** For every sampled frame: index into `core` of the frame that stands for it, or `null`. */
  representedBy: (number | null)[];
  /** Cosine of every sampled frame to the core frame that stands for it; `null` without one. */
  similarity: (number | null)[];
  metrics: { coverage: number; redundancy: number; maxGapSec: number };
  /** What a person overruled, as `imageSha256`. Survives re-selection. */
  pinned: string[];
  dropped: string[];
  wallMs: number;
}

export type Box = [x1: number, y1: number, x2: number, y2: number];

export interface Evidence {
  frame?: { ptsSec: number; imageSha256: string };
  span?: { startSec: number; endSec: number };
  boxes?: { label: string; xyxy: Box }[];
}

export interface ReasoningStep {
  text: string;
  /** Empty = the step is shown as unlinked. */
  evidence: Evidence[];
}

export type DraftKind = 'caption' | 'qa-open' | 'qa-choice';

/** The fields that a person can change. */
export interface DraftBody {
  kind: DraftKind;
  task: string | null;
  question: string | null;
  answer: string | null;
  options: string[] | null;
  /** Index into `options`. */
  correctOption: number | null;
  caption: string | null;
  steps: ReasoningStep[];
  /** Evidence of the whole draft: the frames that it rests on. */
  evidence: Evidence[];
}

export interface Check {
  code: string;
  verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  detail?: string;
  /** The boxes that it speaks of one by one, the weakest first. */
  boxes?: ScoredBox[];
}

/** How well the content of a box fits its label. */
export interface ScoredBox {
  frame: { ptsSec: number; imageSha256: string };
  label: string;
  xyxy: Box;
  /** Cosine, in -1 to 1. */
  score: number;
  verdict: Check['verdict'];
}

export type Role = 'captioner' | 'selector' | 'drafter' | 'judge' | 'embedder';

export type Provenance =
  | {
      origin: 'model';
      recipe: string;
      recipeVersion: number;
      role: Role;
      model: string;
      endpoint: string;
      promptId: string;
      promptVersion: number;
      promptSha256: string;
      /** Key of the stored raw reply in the memo table. */
      replyKey: string;
      framesSent: string[];
      tokensIn: number;
      tokensOut: number;
      usd: number | null;
      latencyMs: number;
      /** Id of the recipe's step that made it. */
      step?: string;
      /** Parameters of the run, as they were given. */
      params?: Record<string, unknown>;
      /** Earlier drafts that it was made from, as they stood then: another text there makes this one stale. */
      dependsOn?: { draftId: DraftId; bodySha256: string }[];
      /** The draft that this one was drafted again from, after a note. */
      replaces?: DraftId;
    }
  /** `imported`: format and file, for people. `record`: what the file said, to be written again as it was. */
  | { origin: 'import'; imported: string; record?: ImportedRecord }
  /** Written by people, e.g. the sample project: says by whom. */
  | { origin: 'hand'; author: string };

/**
 * A record of a dataset file as it was read, keys that the studio has no place for included. Writing it again in the same format
 * gives back all that nobody changed.
 */
export interface ImportedRecord {
  format: string;
  /** Drafts of one record share it. */
  key: string;
  /** 0-based place of this draft's part among `parts`; a record that became one draft has one part. */
  part: number;
  parts: number;
  /** What all parts of the record share, and this part. */
  json: Record<string, unknown>;
  /** The stored picture behind each path that the record names, where it came along. */
  frames?: Record<string, { ptsSec: number; imageSha256: string }>;
}

/**
 * What was found out about a draft after it was made: by a later step of its recipe, or by a probe. Append-only; of several
 * findings with one code the newest stands, before the check that the draft was made with.
 */
export interface Finding {
  draftId: DraftId;
  check: Check;
  /** The recipe that found it, and its step where it has several. */
  recipe: string;
  step: string | null;
  /** Who gave the answer that it rests on, and where the raw reply is; `null` = computed here. */
  model: string | null;
  replyKey: string | null;
  atMs: number;
}

/** An immutable proposal. What people make of it is in the journal, never here. */
export interface Draft extends DraftBody {
  id: DraftId;
  videoId: VideoId;
  checks: Check[];
  provenance: Provenance;
  createdAtMs: number;
}

export type Verdict = 'accept' | 'edit' | 'reject' | 'skip' | 'flag';
export type DraftStatus = 'pending' | 'accepted' | 'edited' | 'rejected' | 'skipped' | 'flagged';

/** Fields after an edit; only those that changed. */
export type DraftEdit = Partial<Omit<DraftBody, 'kind'>>;

export interface DecisionInput {
  verdict: Verdict;
  edit?: DraftEdit;
  /** Reject codes of `core/reject-reasons.ts`. */
  reasons?: string[];
  note?: string;
}

/** How a decision was made, for audits and for time per item. */
export interface DecisionContext {
  annotator: string;
  atMs: number;
  dwellMs: number | null;
  via: 'key' | 'mouse' | 'script';
}

/** One line of the append-only journal. `undo` and `redo` compensate an earlier event and never erase it. */
export type JournalEvent = { id: EventId; draftId: DraftId } & DecisionContext &
  (
    | ({ type: 'decision'; before: DraftEdit | null } & DecisionInput)
    | { type: 'undo'; undoes: EventId }
    | { type: 'redo'; redoes: EventId }
  );

export type DecisionEvent = Extract<JournalEvent, { type: 'decision' }> & { undoneBy?: EventId };

/** A draft as it stands after its decisions. */
export interface DraftView extends Draft {
  /** Position in the project's order, ascending, stable; used as a page cursor. */
  seq: number;
  status: DraftStatus;
  /** `true` when at least one field differs from the machine's proposal. */
  isEdited: boolean;
}
