import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StudioError } from '../../../core/errors.ts';
import type {
  DecisionEvent,
  DraftBody,
  DraftStatus,
  DraftView,
  Verdict,
} from '../../../core/flow.ts';
import type { DraftFilter } from '../../../core/store-port.ts';
import type { ReviewCard } from './card.ts';

/** What the stage shows. `isStored` = its bytes are in the project; else it was decoded just now and is stored when pinned. */
export interface ShownFrame {
  imageSha256: string;
  ptsSec: number;
  isStored: boolean;
}

/** What the pointer or the focus is on: it lights up what belongs to it. */
type Pointed = { kind: 'step'; step: number } | { kind: 'frame'; imageSha256: string };

type ReviewDialog = 'reject' | 'redraft' | 'go-to' | 'history' | 'leave-edit';

type ReviewPhase =
  | 'loading'
  /** A card is on screen. */
  | 'card'
  | 'no-drafts'
  /** Nothing is left in the queue that is being reviewed. */
  | 'queue-done'
  | 'failed';

/** A box is named by its step, its frame and its place among the boxes of both. */
export interface BoxRef {
  step: number;
  imageSha256: string;
  box: number;
}

/** What the live region says. `nth` counts: words that are said again are news all the same. */
export interface Announcement {
  text: string;
  nth: number;
}

export interface ReviewState {
  phase: ReviewPhase;
  /** Which drafts come one after the other. */
  queue: DraftFilter;
  card: ReviewCard | null;
  /** Place of the card in the project, from 1, and the number of drafts; `null` until they are counted. */
  position: { index: number; total: number } | null;
  counts: Record<DraftStatus, number> | null;
  activeStep: number;
  pointed: Pointed | null;
  shown: ShownFrame | null;
  /** The person's version while it is being edited. */
  edit: DraftBody | null;
  /** The edit is what was typed before the card was left or the page went away. */
  isRestored: boolean;
  /** Editing began on purpose: the caret goes into the first field. Pins and boxes begin it too, and leave the hand where it is. */
  caretWanted: boolean;
  isDrawing: boolean;
  selectedBox: BoxRef | null;
  /** In point that waits for its out point, or the other way round. */
  spanMark: { end: 'in' | 'out'; timeSec: number } | null;
  dialog: ReviewDialog | null;
  showDiff: boolean;
  /** The draft that the card on screen was written again from, just now: the two are compared. */
  redraftOf: DraftView | null;
  /** The decision that is being written; keys are ignored until it is on disk. */
  saving: Verdict | 'undo' | 'redo' | 'redraft' | null;
  problem: StudioError | null;
  /** What `undo` would take back. */
  undoable: Pick<DecisionEvent, 'verdict' | 'draftId'> | null;
  announcement: Announcement;
}

export const EMPTY_REVIEW: ReviewState = {
  phase: 'loading',
  queue: { status: 'pending' },
  card: null,
  position: null,
  counts: null,
  activeStep: 0,
  pointed: null,
  shown: null,
  edit: null,
  isRestored: false,
  caretWanted: false,
  isDrawing: false,
  selectedBox: null,
  spanMark: null,
  dialog: null,
  showDiff: false,
  redraftOf: null,
  saving: null,
  problem: null,
  undoable: null,
  announcement: { text: '', nth: 0 },
};

export type ReviewSession = StoreApi<ReviewState>;

/** One per open review screen; nothing in it outlives the screen. */
export const createReviewSession = (): ReviewSession => createStore(() => EMPTY_REVIEW);
