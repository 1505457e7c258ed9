import type { Migration } from './migration.ts';

/**
 * How much a draft's checks have against it, beside where it stands, so that the queue can begin with what needs eyes most:
 * a thousand for each failed check, one for each warning. Of several results of one code the newest stands, as in
 * `core/findings.ts`. Kept by triggers: whatever writes drafts or findings, the number follows.
 */
export const risk: Migration = {
  version: 4,
  name: 'risk',
  up: (sql) =>
    sql.script(`
      ALTER TABLE draft_state ADD COLUMN risk INTEGER NOT NULL DEFAULT 0;
      UPDATE draft_state SET risk = ${riskOf('draft_state.key')};
      CREATE TRIGGER draft_state_weighed AFTER INSERT ON draft_state BEGIN
        UPDATE draft_state SET risk = ${riskOf('NEW.key')} WHERE key = NEW.key;
      END;
      CREATE TRIGGER findings_weighed AFTER INSERT ON findings BEGIN
        UPDATE draft_state SET risk = ${riskOf('NEW.draft')} WHERE key = NEW.draft;
      END;
    `),
};

/** Of a group the row with the largest `place` gives the verdict (SQLite, "bare columns in an aggregate query"). */
function riskOf(key: string): string {
  return `(
    SELECT COALESCE(SUM(CASE verdict WHEN 'fail' THEN 1000 WHEN 'warn' THEN 1 ELSE 0 END), 0) FROM (
      SELECT verdict, MAX(place) FROM (
        SELECT value ->> 'code' AS code, value ->> 'verdict' AS verdict, c.key AS place
          FROM drafts d, json_each(d.json, '$.checks') c WHERE d.key = ${key}
        UNION ALL
        SELECT json ->> '$.check.code', json ->> '$.check.verdict', 1000000 + f.key
          FROM findings f WHERE f.draft = ${key}
      ) GROUP BY code
    )
  )`;
}
