import { type ErrorCode, StudioError } from '../../../core/errors.ts';
import { wasWriteRefused } from './buffered-file.ts';

/** Result codes of SQLite (https://sqlite.org/rescode.html), primary part. */
const SQLITE = {
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CONSTRAINT: 19,
  NOTADB: 26,
} as const;

/** What went wrong in the store, by code; StudioErrors stay as they are. */
export function toStorageError(thrown: unknown): StudioError {
  if (thrown instanceof StudioError) return thrown;
  const code = codeOf(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new StudioError(code, message, { cause: thrown });
}

function codeOf(thrown: unknown): ErrorCode {
  if (isQuota(thrown)) return 'storage/quota';
  const result = resultCodeOf(thrown);
  if (result === null) return 'internal/unexpected';
  switch (result & 0xff) {
    case SQLITE.FULL:
      return 'storage/quota';
    case SQLITE.IOERR:
      return wasWriteRefused() ? 'storage/quota' : 'storage/corrupt';
    case SQLITE.CORRUPT:
    case SQLITE.NOTADB:
      return 'storage/corrupt';
    case SQLITE.READONLY:
      return 'storage/read-only';
    case SQLITE.CONSTRAINT:
      return 'input/invalid';
    default:
      return 'internal/unexpected';
  }
}

function isQuota(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'QuotaExceededError';
}

function resultCodeOf(thrown: unknown): number | null {
  if (typeof thrown !== 'object' || thrown === null || !('resultCode' in thrown)) return null;
  return typeof thrown.resultCode === 'number' ? thrown.resultCode : null;
}
