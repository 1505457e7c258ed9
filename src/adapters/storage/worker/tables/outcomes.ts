import { noneByStatus } from '../../../../core/draft-filter.ts';
import type { DraftStatus } from '../../../../core/flow.ts';
import type { DraftFilter, DraftOutcome } from '../../../../core/store-port.ts';
import type { StoreContext } from '../context.ts';
import type { KeyRange } from '../keys.ts';
import { draftQuery } from '../query.ts';

type Row = [
  recipe: string,
  step: string | null,
  promptId: string,
  promptVersion: number,
  model: string,
  status: DraftStatus,
  n: number,
  usd: number | null,
  unpriced: number,
];

const OF_PROVENANCE = ['recipe', 'step', 'promptId', 'promptVersion', 'model'].map(
  (member) => `d.json ->> '$.provenance.${member}'`,
);

/** Drafts of models by how they were made, with where they stand and what they cost. */
export function outcomesOf(
  { sql, terms }: StoreContext,
  range: KeyRange,
  { videoId, recipe }: Pick<DraftFilter, 'videoId' | 'recipe'>,
): DraftOutcome[] {
  const filter = { ...(videoId ? { videoId } : {}), ...(recipe ? { recipe } : {}) };
  const query = draftQuery(terms, filter, range);
  if (!query) return [];
  const rows = sql.rows<Row>(
    `SELECT ${OF_PROVENANCE.join(', ')}, s.status, COUNT(*), SUM(d.json ->> '$.provenance.usd'),
       SUM(d.json ->> '$.provenance.usd' IS NULL)
     FROM ${query.source} CROSS JOIN drafts d ON d.key = s.key
     WHERE ${query.where} AND s.recipe <> 0 GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5`,
    query.bind,
  );
  const outcomes = new Map<string, DraftOutcome>();
  for (const [made, step, promptId, promptVersion, model, status, n, usd, unpriced] of rows) {
    const by = { recipe: made, step, promptId, promptVersion, model };
    const key = JSON.stringify(by);
    const known = outcomes.get(key) ?? { ...by, byStatus: noneByStatus(), usd: 0, unpriced: 0 };
    known.byStatus[status] += n;
    known.usd += usd ?? 0;
    known.unpriced += unpriced;
    outcomes.set(key, known);
  }
  return [...outcomes.values()];
}
