import { noneByStatus } from '../../../../core/draft-filter.ts';
import { newFindings } from '../../../../core/findings.ts';
import type {
  Draft,
  DraftId,
  DraftStatus,
  DraftView,
  Finding,
  ProjectId,
} from '../../../../core/flow.ts';
import type { DraftFilter, StorePort } from '../../../../core/store-port.ts';
import { nextKey, projectOf, rangeOfProject, type StoreContext } from '../context.ts';
import { type KeyRange, keyOf, placeOf, rangeOf } from '../keys.ts';
import { findingsOf, projectNew, toView, VIEW_COLUMNS, type ViewRow } from '../projection.ts';
import { countsQuery, draftQuery, hasText } from '../query.ts';
import type { Served } from '../served.ts';
import { outcomesOf } from './outcomes.ts';

interface Slice {
  range: KeyRange;
  direction: 'ASC' | 'DESC';
  limit: number;
}

export function draftsTable(context: StoreContext): Served<StorePort['drafts']> {
  const { sql } = context;
  return {
    insert: (id, drafts) => sql.transaction(() => ({ inserted: insertAll(context, id, drafts) })),
    addFindings: (id, findings) =>
      sql.transaction(() => ({ inserted: addFindings(context, id, findings) })),
    findings: (id, draftId) => {
      const key = keyOfDraft(context, id, draftId);
      return key === null ? [] : findingsOf(context, key);
    },
    count: (id, filter) => {
      const counts = countByStatus(context, id, filter);
      return Object.values(counts).reduce((sum, n) => sum + n, 0);
    },
    countByStatus: (id, filter) => countByStatus(context, id, filter),
    page: (id, filter, { limit, afterSeq }) => {
      const range = rangeOfProject(context, id);
      return views(context, filter, {
        range: { ...range, low: range.low + afterSeq },
        direction: 'ASC',
        limit,
      });
    },
    seqs: (id, filter, order) => {
      const range = rangeOfProject(context, id);
      const query = draftQuery(context.terms, filter, range);
      if (!query) return new Float64Array(0);
      const keys = sql.numbers(
        `SELECT s.key FROM ${query.source} WHERE ${query.where}
         ORDER BY ${order === 'risk' ? 's.risk DESC, s.weakest NULLS LAST, s.key' : orderOf(filter)}`,
        query.bind,
      );
      return keys.map(placeOf);
    },
    bySeqs: (id, seqs) => {
      const project = projectOf(context, id);
      return seqs.flatMap((seq) => viewAt(context, keyOf(project, seq)) ?? []);
    },
    get: (id, draftId) => {
      const key = keyOfDraft(context, id, draftId);
      return key === null ? null : viewAt(context, key);
    },
    next: (id, filter, { seq, direction, limit }) => {
      const range = rangeOfProject(context, id);
      return direction === 'forward'
        ? views(context, filter, {
            range: { ...range, low: range.low + seq },
            direction: 'ASC',
            limit,
          })
        : views(context, filter, {
            range: { ...range, high: range.low + seq },
            direction: 'DESC',
            limit,
          });
    },
    facets: (id) => {
      const project = projectOf(context, id);
      const distinct = (column: 'task' | 'recipe') =>
        sql
          .rows<[string]>(
            `SELECT DISTINCT text FROM draft_counts JOIN terms ON term = ${column} WHERE project = ?`,
            [project],
          )
          .map(([text]) => text)
          .sort();
      return { tasks: distinct('task'), recipes: distinct('recipe') };
    },
    outcomes: (id, filter) => outcomesOf(context, rangeOfProject(context, id), filter),
  };
}

/** The row of a draft in its project; `null` when it is not there. */
export function keyOfDraft(context: StoreContext, id: ProjectId, draftId: DraftId): number | null {
  const { low, high } = rangeOfProject(context, id);
  return context.sql.value<number>('SELECT key FROM drafts WHERE id = ? AND key > ? AND key < ?', [
    draftId,
    low,
    high,
  ]);
}

export function insertDraft(context: StoreContext, key: number, draft: Draft): void {
  context.sql.run('INSERT INTO drafts (key, id, json) VALUES (?, ?, ?)', [
    key,
    draft.id,
    JSON.stringify(draft),
  ]);
  projectNew(context, key, draft);
}

function insertAll(context: StoreContext, id: ProjectId, drafts: readonly Draft[]): number {
  const project = projectOf(context, id);
  const { low, high } = rangeOf(project);
  const first = nextKey(context, 'drafts', project);
  let key = first;
  for (const draft of drafts) {
    const there = context.sql.value('SELECT 1 FROM drafts WHERE id = ? AND key > ? AND key < ?', [
      draft.id,
      low,
      high,
    ]);
    if (there === null) insertDraft(context, key++, draft);
  }
  return key - first;
}

function addFindings(context: StoreContext, id: ProjectId, findings: readonly Finding[]): number {
  const first = nextKey(context, 'findings', projectOf(context, id));
  let key = first;
  for (const finding of findings) {
    const draft = keyOfDraft(context, id, finding.draftId);
    const standing = draft === null ? null : viewAt(context, draft);
    if (draft === null || !standing || newFindings(standing.checks, [finding]).length === 0)
      continue;
    insertFinding(context, { key: key++, draft }, finding);
  }
  return key - first;
}

export function insertFinding(
  { sql }: StoreContext,
  at: { key: number; draft: number },
  finding: Finding,
): void {
  sql.run('INSERT INTO findings (key, draft, json) VALUES (?, ?, ?)', [
    at.key,
    at.draft,
    JSON.stringify(finding),
  ]);
}

function countByStatus(
  context: StoreContext,
  id: ProjectId,
  filter: DraftFilter,
): Record<DraftStatus, number> {
  const counts = noneByStatus();
  for (const [status, n] of statusRows(context, id, filter)) counts[status] = n;
  return counts;
}

function statusRows(
  { sql, terms, ...rest }: StoreContext,
  id: ProjectId,
  filter: DraftFilter,
): [DraftStatus, number][] {
  const project = projectOf({ sql, terms, ...rest }, id);
  if (!hasText(filter)) {
    const query = countsQuery(terms, filter);
    if (!query) return [];
    return sql.rows(
      `SELECT status, SUM(n) FROM draft_counts WHERE ${query.where} GROUP BY status`,
      [project, ...query.bind],
    );
  }
  const query = draftQuery(terms, filter, rangeOf(project));
  if (!query) return [];
  return sql.rows(
    `SELECT s.status, COUNT(*) FROM ${query.source} WHERE ${query.where} GROUP BY s.status`,
    query.bind,
  );
}

function views({ sql, terms }: StoreContext, filter: DraftFilter, slice: Slice): DraftView[] {
  const query = draftQuery(terms, filter, slice.range);
  if (!query) return [];
  return sql
    .rows<ViewRow>(
      `SELECT ${VIEW_COLUMNS} FROM ${query.source} CROSS JOIN drafts d ON d.key = s.key
       WHERE ${query.where} ORDER BY ${orderOf(filter)} ${slice.direction} LIMIT ?`,
      [...query.bind, slice.limit],
    )
    .map(toView);
}

/** The full-text index gives its rows in this order by itself. */
const orderOf = (filter: DraftFilter): string => (hasText(filter) ? 't.rowid' : 's.key');

function viewAt({ sql }: StoreContext, key: number): DraftView | null {
  const row = sql.row<ViewRow>(
    `SELECT ${VIEW_COLUMNS} FROM draft_state s JOIN drafts d ON d.key = s.key WHERE s.key = ?`,
    [key],
  );
  return row && toView(row);
}
