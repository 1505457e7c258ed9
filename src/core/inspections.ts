import type { EventId, VideoId } from './flow.ts';
import type { KeyScene } from './selection/metrics.ts';

/**
 * The journal of the Frames screen: what people judged about selections, and what they brought along to judge by. Append-only, like
 * the journal of decisions: what stands is a fold over the events, and an `undo` names the event that it takes back.
 */

export const SELECTION_VERDICTS = ['good', 'redundant', 'missed', 'wrong-moment'] as const;
export type SelectionVerdict = (typeof SELECTION_VERDICTS)[number];

/** What was judged and what was said of it. */
export interface VerdictInput {
  verdict: SelectionVerdict;
  /** The core frame in question; `null` = the selection as a whole. */
  frame: { ptsSec: number; imageSha256: string } | null;
  /** The moment that the verdict is about, seconds; `null` = none in particular. */
  atSec: number | null;
  note: string | null;
  /** What had chosen the frames. */
  method: string;
  params: Record<string, number>;
  question: string | null;
  /** Presentation times of the core frames that were judged. */
  coreSec: number[];
  /** The spot-check that asked for it; `null` = none. */
  session: EventId | null;
}

/** One selection to be judged in a spot-check. */
export interface CheckItem {
  videoId: VideoId;
  method: string;
}

export interface CheckSession {
  seed: string;
  /** Videos that were drawn. */
  size: number;
  /** Most core frames of each selection. */
  budget: number;
  methods: string[];
  /** In the order in which they are shown. */
  items: CheckItem[];
}

/** Frames that somebody else chose, by any means. */
export interface OutsideSelection {
  /** What to call it beside the methods. */
  name: string;
  timesSec: number[];
}

/** What is known about a video by other means. */
export interface GroundTruth {
  /** Times of the first frames of all shots but the first, ascending. */
  cutsSec: number[];
  /** Stretches that a good selection shows; a single key frame is one of no length. */
  scenes: KeyScene[];
}

export type Inspection =
  | ({ type: 'verdict'; videoId: VideoId } & VerdictInput)
  | ({ type: 'session'; videoId: null } & CheckSession)
  | ({ type: 'outside'; videoId: VideoId } & OutsideSelection)
  | ({ type: 'truth'; videoId: VideoId } & GroundTruth)
  | { type: 'undo'; videoId: VideoId | null; undoes: EventId }
  | { type: 'redo'; videoId: VideoId | null; redoes: EventId };

/** Who wrote an event, when, and by what. */
export interface InspectionContext {
  annotator: string;
  atMs: number;
  via: 'key' | 'mouse' | 'script';
}

export type InspectionEvent = { id: EventId } & InspectionContext & Inspection;

export type EventOf<T extends InspectionEvent['type']> = Extract<InspectionEvent, { type: T }>;
type Undoable = EventOf<'verdict' | 'outside' | 'truth'>;

const isUndoable = (event: InspectionEvent): event is Undoable =>
  event.type === 'verdict' || event.type === 'outside' || event.type === 'truth';

/** Ids of the events that were taken back and not given back since, by the undo that stands. */
function undone(events: readonly InspectionEvent[]): Map<EventId, EventId> {
  const standing = new Map<EventId, EventId>();
  const undoes = new Map<EventId, EventId>();
  for (const event of events) {
    if (event.type === 'undo') {
      standing.set(event.undoes, event.id);
      undoes.set(event.id, event.undoes);
    } else if (event.type === 'redo') {
      const given = undoes.get(event.redoes);
      if (given !== undefined && standing.get(given) === event.redoes) standing.delete(given);
    }
  }
  return standing;
}

/** Events that count, in the order in which they were written; sessions always do. */
export function standingEvents(events: readonly InspectionEvent[]): InspectionEvent[] {
  const taken = undone(events);
  return events.filter(
    (event) => event.type === 'session' || (isUndoable(event) && !taken.has(event.id)),
  );
}

/** What `undo` takes back: the last event that counts; `null` = nothing. */
export function undoTarget(events: readonly InspectionEvent[]): Undoable | null {
  const taken = undone(events);
  return (
    events.findLast((event): event is Undoable => isUndoable(event) && !taken.has(event.id)) ?? null
  );
}

/** What `redo` gives back: the last undo, unless something else was done since; `null` = nothing. */
export function redoTarget(events: readonly InspectionEvent[]): EventOf<'undo'> | null {
  const standing = new Set(undone(events).values());
  const newest = events.findLastIndex(isUndoable);
  return (
    events.findLast(
      (event, place): event is EventOf<'undo'> =>
        event.type === 'undo' && place > newest && standing.has(event.id),
    ) ?? null
  );
}

/** A verdict is about a method's selection of a video, or one frame of it: a later one on the same replaces it. */
const subjectOf = ({ videoId, frame, method, session }: EventOf<'verdict'>): string =>
  [videoId, session ?? '', method, frame?.imageSha256 ?? ''].join(' ');

/** The verdicts that stand, the newest of each subject, in the order in which they were first given. */
export function standingVerdicts(events: readonly InspectionEvent[]): EventOf<'verdict'>[] {
  const bySubject = new Map<string, EventOf<'verdict'>>();
  for (const event of standingEvents(events))
    if (event.type === 'verdict') bySubject.set(subjectOf(event), event);
  return [...bySubject.values()];
}

/** The outside selections of a video; of one name the newest. */
export function outsideSelections(
  events: readonly InspectionEvent[],
  videoId: VideoId,
): OutsideSelection[] {
  const byName = new Map<string, OutsideSelection>();
  for (const event of standingEvents(events))
    if (event.type === 'outside' && event.videoId === videoId)
      byName.set(event.name, { name: event.name, timesSec: event.timesSec });
  return [...byName.values()];
}

/** What was loaded last about a video; `null` = nothing. */
export function groundTruth(
  events: readonly InspectionEvent[],
  videoId: VideoId,
): GroundTruth | null {
  const found = standingEvents(events).findLast(
    (event): event is EventOf<'truth'> => event.type === 'truth' && event.videoId === videoId,
  );
  return found ? { cutsSec: found.cutsSec, scenes: found.scenes } : null;
}
