import type { ArchivedSample } from '../core/archive-rows.ts';
import type { PromptTemplate } from '../core/chat.ts';
import { StudioError } from '../core/errors.ts';
import { standingChecks } from '../core/findings.ts';
import type {
  DecisionContext,
  Draft,
  DraftId,
  DraftView,
  EventId,
  Finding,
  Frame,
  JournalEvent,
  Project,
  ProjectId,
  Selection,
  VideoFile,
  VideoId,
} from '../core/flow.ts';
import type { InspectionEvent } from '../core/inspections.ts';
import type { Job } from '../core/job.ts';
import { applyEvents } from '../core/review.ts';
import type { StoredReply, StoreTable } from '../core/store-port.ts';

export interface MemoryEmbedding {
  modelSha256: string;
  imageSha256: string;
  vector: Float32Array;
}

/** All records of one project, each table in the order in which its rows were first put. */
export class MemoryProject {
  project: Project;
  readonly videos = new Map<VideoId, VideoFile>();
  readonly frames = new Map<string, Frame>();
  readonly samples = new Map<string, ArchivedSample>();
  readonly images = new Map<string, Uint8Array>();
  readonly embeddings = new Map<string, MemoryEmbedding>();
  readonly selections = new Map<VideoId, Selection>();
  readonly prompts = new Map<string, PromptTemplate>();
  readonly replies = new Map<string, StoredReply>();
  readonly drafts = new Map<DraftId, Draft & { seq: number }>();
  readonly jobs = new Map<Job['id'], Job>();
  journal: JournalEvent[] = [];
  findings: Finding[] = [];
  inspections: InspectionEvent[] = [];
  #lastSeq = 0;

  constructor(project: Project) {
    this.project = project;
  }

  addDraft(draft: Draft, seq = this.#lastSeq + 1): void {
    this.drafts.set(draft.id, { ...draft, seq });
    this.#lastSeq = Math.max(this.#lastSeq, seq);
  }

  /** @throws `storage/not-found` */
  view(draftId: DraftId): DraftView {
    const found = this.drafts.get(draftId);
    if (!found) throw new StudioError('storage/not-found', 'There is no such draft.');
    const { seq, ...draft } = found;
    const events = this.journal.filter((event) => event.draftId === draftId);
    const findings = this.findings.filter((one) => one.draftId === draftId);
    const checks = standingChecks(
      draft.checks,
      findings.map(({ check }) => check),
    );
    return { ...applyEvents({ ...draft, checks }, events), seq };
  }

  /** Ascending by place. */
  views(): DraftView[] {
    const ids = [...this.drafts.values()].sort((a, b) => a.seq - b.seq).map((draft) => draft.id);
    return ids.map((id) => this.view(id));
  }

  append(
    what: { draftId: DraftId; context: DecisionContext },
    event: { type: 'undo'; undoes: EventId } | { type: 'redo'; redoes: EventId },
  ): { event: JournalEvent; draft: DraftView } {
    const line = { id: newEventId(), draftId: what.draftId, ...what.context, ...event };
    this.journal.push(line);
    return { event: line, draft: this.view(what.draftId) };
  }

  forgetVideo(id: VideoId): void {
    this.videos.delete(id);
    this.selections.delete(id);
    const its = new Set(
      [...this.frames.values()].flatMap((f) => (f.videoId === id ? [f.imageSha256] : [])),
    );
    dropWhere(this.frames, (frame) => frame.videoId === id);
    dropWhere(this.samples, (sample) => sample.videoId === id);
    dropWhere(this.drafts, (draft) => draft.videoId === id);
    const shown = new Set([...this.frames.values()].map((frame) => frame.imageSha256));
    dropWhere(
      this.embeddings,
      ({ imageSha256 }) => its.has(imageSha256) && !shown.has(imageSha256),
    );
    for (const hash of [...this.images.keys()]) if (!shown.has(hash)) this.images.delete(hash);
    this.inspections = this.inspections.filter((event) => event.videoId !== id);
    this.journal = this.journal.filter((event) => this.drafts.has(event.draftId));
    this.findings = this.findings.filter((finding) => this.drafts.has(finding.draftId));
  }
}

type Change = { tables: StoreTable[]; projectId: ProjectId | null };

/** All projects, and who wants to hear of changes. */
export class Shelf {
  readonly projects = new Map<ProjectId, MemoryProject>();
  readonly settings = new Map<string, unknown>();
  readonly #listeners = new Set<(change: Change) => void>();

  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @throws `storage/not-found` */
  of(id: ProjectId): MemoryProject {
    const project = this.projects.get(id);
    if (!project) throw new StudioError('storage/not-found', 'There is no such project.');
    return project;
  }

  tell(projectId: ProjectId | null, ...tables: StoreTable[]): void {
    for (const listener of this.#listeners) listener({ tables, projectId });
  }
}

export const copy = <T>(value: T): T => structuredClone(value);

export const newEventId = (): EventId => `event:${globalThis.crypto.randomUUID()}`;

export const frameKey = (frame: Omit<ArchivedSample, 'longSidePx' | 'askedSec'>): string =>
  [frame.videoId, frame.imageSha256, frame.ptsTicks, frame.timescale].join(' ');

export const sampleKey = (sample: ArchivedSample): string =>
  [sample.videoId, sample.longSidePx, sample.askedSec].join(' ');

function dropWhere<K, V>(map: Map<K, V>, isDropped: (value: V) => boolean): void {
  for (const [key, value] of [...map]) if (isDropped(value)) map.delete(key);
}
