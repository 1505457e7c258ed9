import type { SqlValue } from '@sqlite.org/sqlite-wasm';
import { searchPhrases } from '../../../core/fold-text.ts';
import type { DraftFilter } from '../../../core/store-port.ts';
import type { KeyRange } from './keys.ts';
import type { Terms } from './terms.ts';

/** A filter as SQL over `draft_state s`; `source` and `where` go together. `null` = no draft can match. */
export interface DraftQuery {
  /** What follows FROM. */
  source: string;
  where: string;
  bind: SqlValue[];
}

const TERM_COLUMNS = { videoId: 'video', kind: 'kind', task: 'task', recipe: 'recipe' } as const;
type TermField = keyof typeof TERM_COLUMNS;

/**
 * Every index of `draft_state` ends in the row's key, so each of these reads one range in the order of the list. The most
 * selective is named, so that no statistics are needed to find it.
 */
const INDEXES: readonly { fields: readonly (keyof DraftFilter)[]; index: string }[] = [
  { fields: ['videoId'], index: 'draft_state_by_video' },
  { fields: ['status', 'task'], index: 'draft_state_by_status_task' },
  { fields: ['status', 'recipe'], index: 'draft_state_by_status_recipe' },
  { fields: ['task'], index: 'draft_state_by_task' },
  { fields: ['recipe'], index: 'draft_state_by_recipe' },
  { fields: ['status'], index: 'draft_state_by_status' },
];

/** @param range keys strictly between `low` and `high` */
export function draftQuery(terms: Terms, filter: DraftFilter, range: KeyRange): DraftQuery | null {
  const conditions = termConditions(terms, filter);
  if (!conditions) return null;
  const match = ftsQuery(filter.text ?? '');
  if (match !== null) {
    return {
      source: 'draft_text t CROSS JOIN draft_state s ON s.key = t.rowid',
      where: ['draft_text MATCH ?', 't.rowid > ?', 't.rowid < ?', ...conditions.where].join(
        ' AND ',
      ),
      bind: [match, range.low, range.high, ...conditions.bind],
    };
  }
  const found = INDEXES.find(({ fields }) => fields.every((field) => filter[field] !== undefined));
  return {
    source: `draft_state s ${found ? `INDEXED BY ${found.index}` : 'NOT INDEXED'}`,
    where: ['s.key > ?', 's.key < ?', ...conditions.where].join(' AND '),
    bind: [range.low, range.high, ...conditions.bind],
  };
}

/** A filter without text, over `draft_counts`. */
export function countsQuery(terms: Terms, filter: DraftFilter): Omit<DraftQuery, 'source'> | null {
  const conditions = termConditions(terms, filter, '');
  if (!conditions) return null;
  return { where: ['project = ?', ...conditions.where].join(' AND '), bind: conditions.bind };
}

/** The query of the full-text index; `null` when there is nothing to look for. */
export function ftsQuery(text: string): string | null {
  const phrases = searchPhrases(text).map(
    ({ tokens, isPrefix }) => `"${tokens.join(' ')}"${isPrefix ? '*' : ''}`,
  );
  return phrases.length === 0 ? null : phrases.join(' AND ');
}

export const hasText = (filter: DraftFilter): boolean => ftsQuery(filter.text ?? '') !== null;

function termConditions(
  terms: Terms,
  filter: DraftFilter,
  table = 's.',
): { where: string[]; bind: SqlValue[] } | null {
  const where: string[] = [];
  const bind: SqlValue[] = [];
  for (const field of Object.keys(TERM_COLUMNS) as TermField[]) {
    const asked = filter[field];
    if (asked === undefined) continue;
    const term = terms.find(asked);
    if (term === null) return null;
    where.push(`${table}${TERM_COLUMNS[field]} = ?`);
    bind.push(term);
  }
  if (filter.status !== undefined) {
    where.push(`${table}status = ?`);
    bind.push(filter.status);
  }
  return { where, bind };
}
