import type { Migration } from './migration.ts';

/** What was found out about drafts after they were made, append-only like the journal. `draft` is a key of `drafts`. */
export const findings: Migration = {
  version: 2,
  name: 'findings',
  up: (sql) =>
    sql.script(`
      CREATE TABLE findings (key INTEGER PRIMARY KEY, draft INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
      CREATE INDEX findings_by_draft ON findings (draft);
      CREATE TRIGGER findings_are_append_only BEFORE UPDATE ON findings
        BEGIN SELECT RAISE(ABORT, 'findings are only appended to'); END;
    `),
};
