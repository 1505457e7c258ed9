import type { ChatReply, ChatRequest, PromptTemplate } from './chat.ts';
import type {
  DecisionContext,
  DecisionEvent,
  DecisionInput,
  Draft,
  DraftId,
  DraftStatus,
  DraftView,
  Finding,
  Frame,
  JournalEvent,
  Project,
  ProjectId,
  SampledFrame,
  Selection,
  VideoFile,
  VideoId,
} from './flow.ts';
import type { InspectionEvent } from './inspections.ts';
import type { Job } from './job.ts';

/**
 * What the studio remembers: records, the journal of decisions, pictures, vectors, replies and jobs. One implementation in
 * `adapters/storage`, one in memory for tests; `testing/contracts/store-contract.ts` holds both to the same rules.
 */

export interface DraftFilter {
  videoId?: string;
  kind?: string;
  task?: string;
  status?: DraftStatus;
  /** Full-text over question, answer, caption and steps. */
  text?: string;
  recipe?: string;
}

export type DraftOrder = 'place' | 'risk';

/** Drafts that were made alike, by where they stand, and what they cost. */
export interface DraftOutcome {
  recipe: string;
  /** `null` where the recipe has only one. */
  step: string | null;
  promptId: string;
  promptVersion: number;
  model: string;
  byStatus: Record<DraftStatus, number>;
  /** US dollars, of the drafts whose price is known. */
  usd: number;
  /** Drafts whose price is not known. */
  unpriced: number;
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
  | 'inspections'
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
  'findings',
  'inspections',
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
    /** With its frames, embeddings, selection, drafts and their decisions, and what was judged about it. */
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
    /**
     * Adds to the checks of drafts; what stands already is not written again, and drafts that are not there are passed over.
     */
    addFindings(projectId: ProjectId, findings: readonly Finding[]): Promise<{ inserted: number }>;
    /** Every finding about a draft, in the order in which they came. */
    findings(projectId: ProjectId, draftId: DraftId): Promise<Finding[]>;
    count(projectId: ProjectId, filter: DraftFilter): Promise<number>;
    countByStatus(projectId: ProjectId, filter: DraftFilter): Promise<Record<DraftStatus, number>>;
    /** Keyset page, ascending by `seq`. */
    page(
      projectId: ProjectId,
      filter: DraftFilter,
      page: { limit: number; afterSeq: number },
    ): Promise<DraftView[]>;
    /**
     * All matching positions: what a virtual table scrolls over. Ascending, or with `risk` those first whose checks have most
     * against them (failed ones before warnings, then the weakest box, `core/findings.ts`), and ascending among equals.
     */
    seqs(projectId: ProjectId, filter: DraftFilter, order?: DraftOrder): Promise<Float64Array>;
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
    /**
     * What became of the drafts of models: one row for each recipe, step, version of a prompt and model that made any, in
     * this order. Only `videoId` and `recipe` of a filter count here.
     */
    outcomes(
      projectId: ProjectId,
      filter: Pick<DraftFilter, 'videoId' | 'recipe'>,
    ): Promise<DraftOutcome[]>;
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
  /** The journal of the Frames screen (`core/inspections.ts`): verdicts on selections, and what they are judged by. */
  inspections: {
    /** Durable when it resolves; an event whose id is there already is left alone. @throws `storage/quota`, `storage/locked` */
    append(projectId: ProjectId, events: readonly InspectionEvent[]): Promise<void>;
    /** All events in the order in which they were written. */
    list(projectId: ProjectId): Promise<InspectionEvent[]>;
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
