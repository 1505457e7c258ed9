import type {
  DecisionEvent,
  Draft,
  DraftBody,
  DraftEdit,
  DraftStatus,
  DraftView,
  EventId,
  JournalEvent,
  Verdict,
} from './flow.ts';

/**
 * The journal's meaning. What people decided is an append-only list of events; where a draft stands is a fold over it and is
 * never stored in its place. An `undo` names the decision that it takes back, a `redo` names the undo that it takes back. A
 * decision counts ("is effective") as long as no undo that still stands names it.
 */

export const EDITABLE_FIELDS = [
  'task',
  'question',
  'answer',
  'options',
  'correctOption',
  'caption',
  'steps',
  'evidence',
] as const satisfies readonly (keyof DraftEdit)[];

const STATUS_OF: Record<Verdict, DraftStatus> = {
  accept: 'accepted',
  edit: 'edited',
  reject: 'rejected',
  skip: 'skipped',
  flag: 'flagged',
};

type Decision = Extract<JournalEvent, { type: 'decision' }>;
type Undo = Extract<JournalEvent, { type: 'undo' }>;

/** A draft after its decisions, without its place in the project. */
export type ReviewedDraft = Omit<DraftView, 'seq'>;

/**
 * All decisions in the order in which they were recorded; those taken back say by which undo.
 * Events of one draft or of a whole project, in journal order.
 */
export function decisionsOf(events: readonly JournalEvent[]): DecisionEvent[] {
  const undoOf = new Map<EventId, EventId>();
  const decisionUndoneBy = new Map<EventId, EventId>();
  for (const event of events) {
    if (event.type === 'undo') {
      undoOf.set(event.undoes, event.id);
      decisionUndoneBy.set(event.id, event.undoes);
    } else if (event.type === 'redo') {
      const decision = decisionUndoneBy.get(event.redoes);
      if (decision !== undefined && undoOf.get(decision) === event.redoes) undoOf.delete(decision);
    }
  }
  return events.filter(isDecision).map((decision) => {
    const undoneBy = undoOf.get(decision.id);
    return undoneBy === undefined ? decision : { ...decision, undoneBy };
  });
}

/** The decisions that count, in the order in which they were recorded. */
export function effectiveDecisions(events: readonly JournalEvent[]): DecisionEvent[] {
  return decisionsOf(events).filter((decision) => decision.undoneBy === undefined);
}

/**
 * The draft as people left it: the machine's body under all effective edits in order, and the status of the last effective
 * decision (`pending` without one). The draft itself is not touched.
 *
 * @param events of this draft alone, in journal order
 */
export function applyEvents(draft: Draft, events: readonly JournalEvent[]): ReviewedDraft {
  const effective = effectiveDecisions(events);
  const edits: DraftEdit = Object.assign({}, ...effective.map(({ edit }) => cleanEdit(edit)));
  const last = effective.at(-1);
  return {
    ...draft,
    ...edits,
    status: last ? STATUS_OF[last.verdict] : 'pending',
    isEdited: differs(draft, edits),
  };
}

/** The edit without what is not a field that people can change; `{}` for no edit. */
export function cleanEdit(edit: DraftEdit | null | undefined): DraftEdit {
  const known = EDITABLE_FIELDS.filter((field) => edit?.[field] !== undefined);
  return Object.fromEntries(known.map((field) => [field, edit?.[field]]));
}

/** What an edit is about to replace: the same fields as they are now; `null` when it replaces nothing. */
export function beforeOf(view: DraftBody, edit: DraftEdit | null | undefined): DraftEdit | null {
  const fields = EDITABLE_FIELDS.filter((field) => edit?.[field] !== undefined);
  if (fields.length === 0) return null;
  return Object.fromEntries(fields.map((field) => [field, view[field]]));
}

/** What an undo would take back: the last decision that counts; `null` when there is none. */
export function undoTarget(events: readonly JournalEvent[]): DecisionEvent | null {
  return effectiveDecisions(events).at(-1) ?? null;
}

/**
 * The undo that a redo would take back; `null` when there is none. Undos are redone last first, and a new decision ends
 * what can be redone.
 */
export function redoTarget(events: readonly JournalEvent[]): Undo | null {
  const stack: Undo[] = [];
  for (const event of events) {
    if (event.type === 'decision') stack.length = 0;
    else if (event.type === 'undo') stack.push(event);
    else stack.pop();
  }
  return stack.at(-1) ?? null;
}

function isDecision(event: JournalEvent): event is Decision {
  return event.type === 'decision';
}

function differs(draft: DraftBody, edits: DraftEdit): boolean {
  return EDITABLE_FIELDS.some(
    (field) => edits[field] !== undefined && !isSameJson(edits[field], draft[field]),
  );
}

/** Structural equality of plain JSON; the order of keys does not matter, a missing key equals an undefined one. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const key of keys) if (!isSameJson(left[key], right[key])) return false;
  return true;
}
