import { StudioError } from '../../../core/errors.ts';
import type { Sql } from './sql.ts';

const PAGE_BYTES = 8192;

/** A limit below the browser's own, so that a full disk can be had in a test. Database and each pack are held to it alone. */
export class Budget {
  readonly #maxBytes: number | null;

  constructor(maxBytes: number | null) {
    this.#maxBytes = maxBytes;
  }

  /** @throws `storage/quota` */
  checkPack(sizeBytes: number): void {
    if (this.#maxBytes !== null && sizeBytes > this.#maxBytes) {
      throw new StudioError('storage/quota', 'The disk is full: the pictures need more room.');
    }
  }

  limit(sql: Sql): void {
    if (this.#maxBytes === null) return;
    sql.script(`PRAGMA max_page_count = ${Math.max(1, Math.floor(this.#maxBytes / PAGE_BYTES))}`);
  }
}
