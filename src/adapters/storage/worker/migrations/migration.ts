import type { Sql } from '../sql.ts';

/** One step of the schema, named; never changed once it was released. */
export interface Migration {
  /** The version of the schema that this step leads to. */
  version: number;
  name: string;
  up(sql: Sql): void;
}
