import { StudioError } from '../../../../core/errors.ts';
import type {
  DecisionContext,
  DecisionEvent,
  DraftView,
  JournalEvent,
  ProjectId,
} from '../../../../core/flow.ts';
import { beforeOf, cleanEdit } from '../../../../core/review.ts';
import type { StorePort } from '../../../../core/store-port.ts';
import { nextKey, parse, rangeOfProject, type StoreContext } from '../context.ts';
import { type KeyRange, projectOfKey } from '../keys.ts';
import { eventsOf, fold, reproject } from '../projection.ts';
import type { Served } from '../served.ts';
import { keyOfDraft } from './drafts.ts';

type Line = [key: number, draft: number, json: string];

export function decisionsTable(context: StoreContext): Served<StorePort['decisions']> {
  const { sql } = context;
  return {
    record: (id, draftId, ...[input, by]) =>
      sql.transaction(() => {
        const key = keyOfDraft(context, id, draftId);
        if (key === null) throw new StudioError('storage/not-found', 'There is no such draft.');
        const { edit, ...verdict } = input;
        const before = beforeOf(fold(context, key), edit);
        append(context, key, {
          id: `event:${context.newId()}`,
          draftId,
          ...by,
          type: 'decision',
          before,
          ...verdict,
          ...(before ? { edit: cleanEdit(edit) } : {}),
        });
        return reproject(context, key);
      }),
    undo: (id, by) => sql.transaction(() => undo(context, id, by)),
    redo: (id, by) => sql.transaction(() => redo(context, id, by)),
    peekUndo: (id) => {
      const line = lastDecision(context, rangeOfProject(context, id));
      return line ? parse<DecisionEvent>(line[2]) : null;
    },
    history: (id, draftId) => {
      const key = keyOfDraft(context, id, draftId);
      return key === null ? [] : eventsOf(context, key);
    },
  };
}

interface Done {
  event: JournalEvent;
  draft: DraftView;
}

function undo(context: StoreContext, id: ProjectId, by: DecisionContext): Done | null {
  const line = lastDecision(context, rangeOfProject(context, id));
  if (!line) return null;
  const [key, draft, json] = line;
  const target = parse<DecisionEvent>(json);
  const event: JournalEvent = {
    id: `event:${context.newId()}`,
    draftId: target.draftId,
    ...by,
    type: 'undo',
    undoes: target.id,
  };
  append(context, draft, event);
  setStands(context, key, false);
  return { event, draft: reproject(context, draft) };
}

function redo(context: StoreContext, id: ProjectId, by: DecisionContext): Done | null {
  const range = rangeOfProject(context, id);
  const line = lastUndo(context, range);
  if (!line) return null;
  const [key, draft, json] = line;
  const target = parse<Extract<JournalEvent, { type: 'undo' }>>(json);
  const event: JournalEvent = {
    id: `event:${context.newId()}`,
    draftId: target.draftId,
    ...by,
    type: 'redo',
    redoes: target.id,
  };
  append(context, draft, event);
  setStands(context, key, false);
  const decision = context.sql.value<number>('SELECT key FROM journal WHERE id = ? AND draft = ?', [
    target.undoes,
    draft,
  ]);
  if (decision !== null) setStands(context, decision, true);
  return { event, draft: reproject(context, draft) };
}

function append(context: StoreContext, draft: number, event: JournalEvent): void {
  const key = nextKey(context, 'journal', projectOfKey(draft));
  insertEvent(context, { key, draft }, event);
}

export function insertEvent(
  { sql }: StoreContext,
  at: { key: number; draft: number },
  event: JournalEvent,
): void {
  sql.run('INSERT INTO journal (key, id, draft, type, json) VALUES (?, ?, ?, ?, ?)', [
    at.key,
    event.id,
    at.draft,
    event.type,
    JSON.stringify(event),
  ]);
}

/** The last decision that counts: what an undo takes back. */
function lastDecision({ sql }: StoreContext, { low, high }: KeyRange): Line | null {
  return sql.row<Line>(
    `SELECT key, draft, json FROM journal
     WHERE type = 'decision' AND stands = 1 AND key > ? AND key < ? ORDER BY key DESC LIMIT 1`,
    [low, high],
  );
}

/** The last undo that stands and that no decision followed: what a redo takes back. */
function lastUndo({ sql }: StoreContext, { low, high }: KeyRange): Line | null {
  const latest = (stands: 0 | 1) =>
    sql.value<number>(
      `SELECT key FROM journal
       WHERE type = 'decision' AND stands = ? AND key > ? AND key < ? ORDER BY key DESC LIMIT 1`,
      [stands, low, high],
    ) ?? low;
  return sql.row<Line>(
    `SELECT key, draft, json FROM journal
     WHERE type = 'undo' AND stands = 1 AND key > ? AND key < ? ORDER BY key DESC LIMIT 1`,
    [Math.max(latest(0), latest(1)), high],
  );
}

function setStands({ sql }: StoreContext, key: number, stands: boolean): void {
  sql.run('UPDATE journal SET stands = ? WHERE key = ?', [stands ? 1 : 0, key]);
}
