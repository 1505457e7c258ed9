import type { Sql } from '../sql.ts';
import { firstSchema } from './0001-first-schema.ts';
import { findings } from './0002-findings.ts';
import { inspections } from './0003-inspections.ts';
import { risk } from './0004-risk.ts';
import { weakestBox } from './0005-weakest-box.ts';
import type { Migration } from './migration.ts';

/** In order, without a gap. Each has a frozen fixture in `migrations/fixtures`. */
export const MIGRATIONS: readonly Migration[] = [
  firstSchema,
  findings,
  inspections,
  risk,
  weakestBox,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the database to the newest schema, one transaction a step.
 *
 * @returns whether it may be written: `newer` data is from a later version of the studio and is left as it is
 */
export function migrate(sql: Sql): 'current' | 'newer' {
  const found = sql.value<number>('PRAGMA user_version') ?? 0;
  if (found > SCHEMA_VERSION) return 'newer';
  for (const migration of MIGRATIONS.slice(found)) {
    sql.transaction(() => {
      migration.up(sql);
      sql.script(`PRAGMA user_version = ${migration.version}`);
    });
  }
  return 'current';
}
