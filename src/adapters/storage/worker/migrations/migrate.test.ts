import { describe, expect, it } from 'vitest';
import { openEmptyDatabase } from '../open-memory.fixture.ts';
import type { Sql } from '../sql.ts';
import { MIGRATIONS, migrate, SCHEMA_VERSION } from './migrate.ts';

/** Frozen when a migration is released: a database as the version before left it, and what the step must make of it. */
interface Frozen {
  version: number;
  before: string[];
  after: { schema: string[]; rows: Record<string, unknown[][]> };
}

const FIXTURES = import.meta.glob<Frozen>('./fixtures/*.json', { eager: true, import: 'default' });

function fixtureOf(version: number): Frozen {
  const found = Object.values(FIXTURES).find((fixture) => fixture.version === version);
  if (!found)
    throw new Error(`Migration ${version} has no frozen fixture: nothing would exercise it.`);
  return found;
}

const schemaOf = (sql: Sql): string[] =>
  sql
    .rows<[string]>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .map(([text]) => text.replaceAll(/\s+/g, ' '));

describe('migrations', () => {
  it('are numbered without a gap', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });

  it.each(MIGRATIONS.map(({ version, name }) => [version, name] as const))(
    'step %d (%s) makes of the frozen database what it made when it was released',
    async (version) => {
      const { before, after } = fixtureOf(version);
      const sql = await openEmptyDatabase();
      for (const statement of before) sql.script(statement);
      sql.script(`PRAGMA user_version = ${version - 1}`);
      const step = MIGRATIONS[version - 1];
      sql.transaction(() => step?.up(sql));
      expect(schemaOf(sql)).toEqual(after.schema);
      for (const [table, rows] of Object.entries(after.rows)) {
        expect(sql.rows(`SELECT * FROM ${table}`), table).toEqual(rows);
      }
      sql.close();
    },
  );

  it('run once, and leave the version behind', async () => {
    const sql = await openEmptyDatabase();
    expect(migrate(sql)).toBe('current');
    expect(sql.value('PRAGMA user_version')).toBe(SCHEMA_VERSION);
    const schema = schemaOf(sql);
    expect(migrate(sql)).toBe('current');
    expect(schemaOf(sql)).toEqual(schema);
    sql.close();
  });

  it('leave data of a newer version as it is', async () => {
    const sql = await openEmptyDatabase();
    sql.script(`CREATE TABLE later (x); PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    expect(migrate(sql)).toBe('newer');
    expect(schemaOf(sql)).toEqual(['CREATE TABLE later (x)']);
    sql.close();
  });
});
