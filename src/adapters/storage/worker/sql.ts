import type { Database, PreparedStatement, SqlValue } from '@sqlite.org/sqlite-wasm';

export type Bind = readonly (SqlValue | undefined)[];

/** A database with its prepared statements kept, rows as tuples, and transactions that never stay half open. */
export class Sql {
  readonly db: Database;
  readonly #statements = new Map<string, PreparedStatement>();
  readonly #onRollback: (() => void)[] = [];

  constructor(db: Database) {
    this.db = db;
  }

  /** Every row, as a tuple of its columns in order. `Row` is what the statement's column list says. */
  rows<Row extends readonly SqlValue[]>(sql: string, bind: Bind = []): Row[] {
    return this.#with(sql, bind, (statement) => {
      const rows: Row[] = [];
      while (statement.step()) rows.push(statement.get([]) as unknown as Row);
      return rows;
    });
  }

  row<Row extends readonly SqlValue[]>(sql: string, bind: Bind = []): Row | null {
    return this.#with(sql, bind, (statement) =>
      statement.step() ? (statement.get([]) as unknown as Row) : null,
    );
  }

  /** The first column of the first row; `null` without a row. */
  value<Value extends SqlValue>(sql: string, bind: Bind = []): Value | null {
    return this.row<[Value]>(sql, bind)?.[0] ?? null;
  }

  /** The first column of all rows, which must be numbers, without building a row for each. */
  numbers(sql: string, bind: Bind = []): Float64Array {
    return this.#with(sql, bind, (statement) => {
      let out = new Float64Array(1024);
      let length = 0;
      while (statement.step()) {
        if (length === out.length) out = growTo(out, length * 2);
        out[length++] = statement.getFloat(0) ?? 0;
      }
      return out.slice(0, length);
    });
  }

  run(sql: string, bind: Bind = []): void {
    this.#with(sql, bind, (statement) => void statement.step());
  }

  /** Several statements without parameters: schemas and pragmas. */
  script(sql: string): void {
    this.db.exec(sql);
  }

  /** All of `work` or nothing of it; durable when this returns. */
  transaction<T>(work: () => T): T {
    this.run('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.run('COMMIT');
      return result;
    } catch (thrown) {
      this.#rollBack();
      throw thrown;
    }
  }

  /** Called when a transaction was undone: what was remembered of it is not there. */
  onRollback(listener: () => void): void {
    this.#onRollback.push(listener);
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#statements.clear();
    this.db.close();
  }

  #rollBack(): void {
    for (const listener of this.#onRollback) listener();
    // A full disk makes SQLite end the transaction by itself; rolling back once more would hide the first error.
    try {
      this.run('ROLLBACK');
    } catch {
      return;
    }
  }

  #with<T>(sql: string, bind: Bind, use: (statement: PreparedStatement) => T): T {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    try {
      if (bind.length > 0) statement.bind([...bind]);
      return use(statement);
    } finally {
      statement.reset(true);
    }
  }
}

function growTo(from: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const to = new Float64Array(length);
  to.set(from);
  return to;
}
