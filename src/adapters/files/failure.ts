import { type ErrorCode, type ErrorDetails, StudioError } from '../../core/errors.ts';

/** Names a browser's exception by the studio's code; an error that has a code already keeps it. */
export function failure(
  code: ErrorCode,
  message: string,
  { cause, details }: { cause: unknown; details?: ErrorDetails },
): StudioError {
  if (cause instanceof StudioError) return cause;
  return new StudioError(code, message, details ? { details, cause } : { cause });
}

export const isNamed = (thrown: unknown, ...names: string[]): boolean =>
  thrown instanceof DOMException && names.includes(thrown.name);
