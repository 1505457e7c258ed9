import type { Sql } from './sql.ts';

/** Numbers for words that repeat in many rows. 0 is no word. */
export class Terms {
  readonly #sql: Sql;
  readonly #known = new Map<string, number>();

  constructor(sql: Sql) {
    this.#sql = sql;
    sql.onRollback(() => this.#known.clear());
  }

  /** The number of a word, a new one if need be; inside a transaction. */
  make(text: string | null): number {
    if (text === null) return 0;
    const found = this.find(text);
    if (found !== null) return found;
    this.#sql.run('INSERT INTO terms (text) VALUES (?)', [text]);
    return this.find(text) ?? 0;
  }

  /** `null` when no row can have this word. */
  find(text: string): number | null {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const term = this.#sql.value<number>('SELECT term FROM terms WHERE text = ?', [text]);
    if (term !== null) this.#known.set(text, term);
    return term;
  }

  text(term: number): string | null {
    return term === 0
      ? null
      : this.#sql.value<string>('SELECT text FROM terms WHERE term = ?', [term]);
  }
}
