import { StudioError, toStudioError } from '../../../core/errors.ts';
import type { ProjectId } from '../../../core/flow.ts';
import { type KeyRange, keyOf, placeOf, rangeOf } from './keys.ts';
import type { Packs } from './pack.ts';
import type { Sql } from './sql.ts';
import type { Terms } from './terms.ts';

/** What the tables work with. */
export interface StoreContext {
  sql: Sql;
  terms: Terms;
  packs: Packs;
  nowMs: () => number;
  newId: () => string;
}

export type KeyedTable =
  | 'videos'
  | 'frames'
  | 'samples'
  | 'embeddings'
  | 'selections'
  | 'prompts'
  | 'replies'
  | 'jobs'
  | 'drafts'
  | 'journal'
  | 'findings'
  | 'inspections';

/** The project's number. @throws `storage/not-found` */
export function projectOf({ sql }: StoreContext, id: ProjectId): number {
  const project = sql.value<number>('SELECT project FROM projects WHERE id = ?', [id]);
  if (project === null) throw new StudioError('storage/not-found', 'There is no such project.');
  return project;
}

export function rangeOfProject(context: StoreContext, id: ProjectId): KeyRange {
  return rangeOf(projectOf(context, id));
}

/** The key for the next row of a project. */
export function nextKey({ sql }: StoreContext, table: KeyedTable, project: number): number {
  const { low, high } = rangeOf(project);
  const last = sql.value<number>(
    `SELECT key FROM ${table} WHERE key > ? AND key < ? ORDER BY key DESC LIMIT 1`,
    [low, high],
  );
  return last === null ? keyOf(project, 1) : keyOf(project, placeOf(last) + 1);
}

/** Key of the row with this id; a fresh one when the project has none. */
export function keyFor(
  context: StoreContext,
  table: 'videos' | 'replies' | 'jobs',
  { project, id }: { project: number; id: string },
): number {
  const { low, high } = rangeOf(project);
  const there = context.sql.value<number>(
    `SELECT key FROM ${table} WHERE id = ? AND key > ? AND key < ?`,
    [id, low, high],
  );
  return there ?? nextKey(context, table, project);
}

/** All rows of a project in their order, each parsed from its `json`. */
export function allJson<T>(context: StoreContext, table: KeyedTable, id: ProjectId): T[] {
  const { low, high } = rangeOfProject(context, id);
  return context.sql
    .rows<[string]>(`SELECT json FROM ${table} WHERE key > ? AND key < ? ORDER BY key`, [low, high])
    .map(([json]) => parse<T>(json));
}

/** @throws `storage/corrupt` */
export function parse<T>(json: string): T {
  try {
    return JSON.parse(json) as T;
  } catch (thrown) {
    throw toStudioError(thrown, 'storage/corrupt');
  }
}
