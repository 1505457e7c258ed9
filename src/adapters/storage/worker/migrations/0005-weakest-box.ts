import type { Migration } from './migration.ts';

/**
 * The lowest score that a box of the draft has against its label, beside its risk, so that of drafts that have as much against them
 * the weakest comes first; `NULL` without one that can be judged. A check carries its boxes with the weakest first and those that
 * cannot be judged (`unknown`) last, and of several results of one code the newest stands, as in `core/findings.ts`. Kept by triggers.
 */
export const weakestBox: Migration = {
  version: 5,
  name: 'weakest-box',
  up: (sql) =>
    sql.script(`
      ALTER TABLE draft_state ADD COLUMN weakest REAL;
      UPDATE draft_state SET weakest = ${weakestOf('draft_state.key')};
      CREATE TRIGGER draft_state_scored AFTER INSERT ON draft_state BEGIN
        UPDATE draft_state SET weakest = ${weakestOf('NEW.key')} WHERE key = NEW.key;
      END;
      CREATE TRIGGER findings_scored AFTER INSERT ON findings BEGIN
        UPDATE draft_state SET weakest = ${weakestOf('NEW.draft')} WHERE key = NEW.draft;
      END;
    `),
};

/** Of a group the row with the largest `place` gives the score (SQLite, "bare columns in an aggregate query"). */
function weakestOf(key: string): string {
  return `(
    SELECT MIN(score) FROM (
      SELECT score, MAX(place) FROM (
        SELECT value ->> 'code' AS code, ${judged('value', '$.boxes[0]')} AS score, c.key AS place
          FROM drafts d, json_each(d.json, '$.checks') c WHERE d.key = ${key}
        UNION ALL
        SELECT json ->> '$.check.code', ${judged('json', '$.check.boxes[0]')}, 1000000 + f.key
          FROM findings f WHERE f.draft = ${key}
      ) GROUP BY code
    )
  )`;
}

const judged = (json: string, box: string): string =>
  `IIF(${json} ->> '${box}.verdict' = 'unknown', NULL, ${json} ->> '${box}.score')`;
