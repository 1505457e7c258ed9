import type { Migration } from './migration.ts';

/** The journal of the Frames screen, append-only. `video` is a key of `terms`, `NULL` for what concerns no video in particular. */
export const inspections: Migration = {
  version: 3,
  name: 'inspections',
  up: (sql) =>
    sql.script(`
      CREATE TABLE inspections (key INTEGER PRIMARY KEY, id TEXT NOT NULL, video INTEGER, json TEXT NOT NULL) STRICT;
      CREATE INDEX inspections_by_id ON inspections (id);
      CREATE TRIGGER inspections_are_append_only BEFORE UPDATE ON inspections
        BEGIN SELECT RAISE(ABORT, 'inspections are only appended to'); END;
    `),
};
