/**
 * The one error class of the studio. `code` is stable and crosses worker boundaries; what it means to a person
 * (what happened, what to do next) is in `locales/<language>/errors.ts`, which the compiler holds complete.
 */
export const ERROR_CODES = [
  'video/empty-file',
  'video/not-a-video',
  'video/no-video-track',
  'video/truncated',
  'video/corrupt',
  'video/zero-size',
  'video/unsupported-codec',
  'video/encrypted',
  'video/no-frames',
  'video/decode-failed',
  'video/decoder-unavailable',
  'video/file-missing',
  'video/file-permission',
  'video/file-changed',
  'model/not-found',
  'model/hash-mismatch',
  'model/bad-card',
  'model/load-failed',
  'model/run-failed',
  'model/gpu-lost',
  'model/no-gpu',
  'model/no-text-tower',
  'model/no-image-tower',
  'model/not-a-model',
  'model/download-failed',
  'llm/no-endpoint',
  'llm/no-key',
  'llm/unauthorized',
  'llm/forbidden',
  'llm/model-not-found',
  'llm/bad-request',
  'llm/rate-limited',
  'llm/quota-exceeded',
  'llm/server-error',
  'llm/timeout',
  'llm/offline',
  'llm/unreachable',
  'llm/connection-lost',
  'llm/not-an-api',
  'llm/refused',
  'llm/content-filter',
  'llm/cut-off',
  'llm/bad-json',
  'llm/bad-schema',
  'llm/context-length',
  'llm/budget-reached',
  'llm/price-unknown',
  'llm/bad-batch',
  'storage/quota',
  'storage/unavailable',
  'storage/locked',
  'storage/read-only',
  'storage/corrupt',
  'storage/newer-version',
  'storage/not-found',
  'import/not-recognised',
  'import/bad-record',
  'import/bad-archive',
  'import/newer-version',
  'export/nothing-to-export',
  'export/missing-picture',
  'export/invalid-record',
  'export/write-failed',
  'job/cancelled',
  'job/interrupted',
  'worker/crashed',
  'input/invalid',
  'internal/unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Values that explain one occurrence: names, numbers. Never secrets, never draft text. */
export type ErrorDetails = Record<string, string | number | boolean | null>;

export class StudioError extends Error {
  override readonly name = 'StudioError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  /**
   * @param message one English sentence for logs and scripts; screens show the localised text of the code
   */
  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** What crosses a `postMessage` and is stored with a job: class identity does not survive structured clone. */
export interface EncodedError {
  code: ErrorCode;
  message: string;
  details: ErrorDetails;
}

const KNOWN: ReadonlySet<string> = new Set(ERROR_CODES);

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && KNOWN.has(value);
}

/** Any thrown value as a StudioError; unknown ones become `fallback` with the original as cause. */
export function toStudioError(
  thrown: unknown,
  fallback: ErrorCode = 'internal/unexpected',
): StudioError {
  if (thrown instanceof StudioError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new StudioError('job/cancelled', 'The work was cancelled.', { cause: thrown });
  }
  return new StudioError(fallback, message, { cause: thrown });
}

export function encodeError(thrown: unknown, fallback?: ErrorCode): EncodedError {
  const { code, message, details } = toStudioError(thrown, fallback);
  return { code, message, details };
}

export function decodeError(encoded: EncodedError): StudioError {
  const code = isErrorCode(encoded.code) ? encoded.code : 'internal/unexpected';
  return new StudioError(code, encoded.message, { details: encoded.details });
}
