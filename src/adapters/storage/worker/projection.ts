import { recipeOf } from '../../../core/draft-filter.ts';
import { standingChecks } from '../../../core/findings.ts';
import type {
  Draft,
  DraftEdit,
  DraftStatus,
  DraftView,
  Finding,
  JournalEvent,
} from '../../../core/flow.ts';
import { searchableText } from '../../../core/fold-text.ts';
import {
  applyEvents,
  decisionsOf,
  EDITABLE_FIELDS,
  type ReviewedDraft,
} from '../../../core/review.ts';
import { parse, type StoreContext } from './context.ts';
import { type KeyRange, placeOf, projectOfKey } from './keys.ts';

/**
 * Where each draft stands, kept beside the facts so that filters, counts and search need not fold the journal. Everything here
 * can be made anew from `drafts` and `journal`; `rebuild` does, and a test holds both ways equal.
 */

const PUT_STATE = `INSERT INTO draft_state (key, project, video, kind, task, recipe, status, is_edited, edits)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
  ON CONFLICT (key) DO UPDATE SET task = ?5, status = ?7, is_edited = ?8, edits = ?9`;

/** Columns that `toView` reads, of `draft_state s JOIN drafts d`. */
export const VIEW_COLUMNS = `s.key, s.status, s.is_edited, s.edits, d.json,
  (SELECT json_group_array(json(f.json)) FROM (SELECT json FROM findings WHERE draft = s.key ORDER BY key) f)`;
export type ViewRow = [
  key: number,
  status: DraftStatus,
  isEdited: number,
  edits: string | null,
  json: string,
  findings: string,
];

export function toView([key, status, isEdited, edits, json, found]: ViewRow): DraftView {
  const draft = withFindings(parse<Draft>(json), parse<Finding[]>(found));
  const changed = edits === null ? {} : parse<DraftEdit>(edits);
  return { ...draft, ...changed, seq: placeOf(key), status, isEdited: isEdited === 1 };
}

/** The first state of a new draft; inside the transaction that inserts it. */
export function projectNew(context: StoreContext, key: number, draft: Draft): void {
  putState(context, { key, edits: null }, applyEvents(draft, []));
  putText(context, key, draft);
}

/** A draft as its events leave it. */
export function fold(context: StoreContext, key: number): ReviewedDraft {
  return applyEvents(draftAt(context, key), eventsOf(context, key));
}

/** Folds one draft's events again and writes where it stands now; inside the transaction that changed them. */
export function reproject(context: StoreContext, key: number): DraftView {
  const draft = draftAt(context, key);
  const view = applyEvents(draft, eventsOf(context, key));
  const changed = EDITABLE_FIELDS.filter((field) => view[field] !== draft[field]);
  const edits = Object.fromEntries(changed.map((field) => [field, view[field]]));
  const previous = context.sql.value<string>('SELECT edits FROM draft_state WHERE key = ?', [key]);
  const stored = view.isEdited ? JSON.stringify(edits) : null;
  putState(context, { key, edits: stored }, view);
  if (previous !== stored) {
    context.sql.run('DELETE FROM draft_text WHERE rowid = ?', [key]);
    putText(context, key, view);
  }
  return { ...view, seq: placeOf(key) };
}

/** Throws away what is derived and makes it anew from the facts. */
export function rebuild(context: StoreContext, { low, high }: KeyRange): void {
  const { sql } = context;
  sql.transaction(() => {
    sql.run('DELETE FROM draft_state WHERE key > ? AND key < ?', [low, high]);
    sql.run('DELETE FROM draft_text WHERE rowid > ? AND rowid < ?', [low, high]);
    const keys = sql.numbers('SELECT key FROM drafts WHERE key > ? AND key < ? ORDER BY key', [
      low,
      high,
    ]);
    for (const key of keys) {
      projectNew(context, key, draftAt(context, key));
      refreshStands(context, key);
      reproject(context, key);
    }
  });
}

/** Derives from a draft's events which of them stand. */
export function refreshStands(context: StoreContext, draft: number): void {
  const { sql } = context;
  const events = eventsOf(context, draft);
  const undoneBy = new Set(decisionsOf(events).map((decision) => decision.undoneBy));
  const undone = new Set(decisionsOf(events).flatMap(({ id, undoneBy: by }) => (by ? [id] : [])));
  for (const event of events) {
    const stands = event.type === 'undo' ? undoneBy.has(event.id) : !undone.has(event.id);
    sql.run('UPDATE journal SET stands = ? WHERE draft = ? AND id = ?', [
      stands ? 1 : 0,
      draft,
      event.id,
    ]);
  }
}

/** The events of one draft, in journal order. */
export function eventsOf({ sql }: StoreContext, draft: number): JournalEvent[] {
  return sql
    .rows<[string]>('SELECT json FROM journal WHERE draft = ? ORDER BY key', [draft])
    .map(([json]) => parse<JournalEvent>(json));
}

function draftAt(context: StoreContext, key: number): Draft {
  const json = context.sql.value<string>('SELECT json FROM drafts WHERE key = ?', [key]) ?? '';
  return withFindings(parse<Draft>(json), findingsOf(context, key));
}

/** Findings about one draft, in the order in which they came. */
export function findingsOf({ sql }: StoreContext, draft: number): Finding[] {
  return sql
    .rows<[string]>('SELECT json FROM findings WHERE draft = ? ORDER BY key', [draft])
    .map(([json]) => parse<Finding>(json));
}

const withFindings = (draft: Draft, found: readonly Finding[]): Draft =>
  found.length === 0
    ? draft
    : {
        ...draft,
        checks: standingChecks(
          draft.checks,
          found.map(({ check }) => check),
        ),
      };

function putState(
  { sql, terms }: StoreContext,
  at: { key: number; edits: string | null },
  view: ReviewedDraft,
): void {
  sql.run(PUT_STATE, [
    at.key,
    projectOfKey(at.key),
    terms.make(view.videoId),
    terms.make(view.kind),
    terms.make(view.task),
    terms.make(recipeOf(view)),
    view.status,
    view.isEdited ? 1 : 0,
    at.edits,
  ]);
}

function putText({ sql }: StoreContext, key: number, body: Draft): void {
  sql.run('INSERT INTO draft_text (rowid, tokens) VALUES (?, ?)', [key, searchableText(body)]);
}
