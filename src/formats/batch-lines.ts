import { z } from '../core/zod.ts';

/**
 * Lines of OpenAI's batch files (JSONL): requests go in as `{custom_id, method, url, body}`, results come back as
 * `{custom_id, response: {status_code, body}, error}`, in any order (OpenAI, "Batch API").
 */

/** The service takes at most this much in one file; ours stay below. */
export const BATCH_FILE_LIMIT = { requests: 50_000, bytes: 190_000_000 };

export const formatBatchRequest = (customId: string, body: unknown): string =>
  `${JSON.stringify({ custom_id: customId, method: 'POST', url: '/v1/chat/completions', body })}\n`;

/** What one result says. `body` is `null` where the request failed; `message` says why then. */
export interface BatchResult {
  customId: string;
  body: unknown;
  status: number | null;
  message: string;
}

const ErrorSaid = z.looseObject({ message: z.string().nullish(), code: z.string().nullish() });
const ResultLine = z.object({
  custom_id: z.string().min(1),
  response: z.looseObject({ status_code: z.int().nullish(), body: z.unknown() }).nullish(),
  error: ErrorSaid.nullish(),
});
const ErrorBody = z.object({ error: ErrorSaid });

/** One line of results; `null` when it is none. */
export function parseBatchResult(line: string): BatchResult | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const { data } = ResultLine.safeParse(value);
  if (!data || (!data.response && !data.error)) return null;
  const status = data.response?.status_code ?? null;
  const said = data.error ?? ErrorBody.safeParse(data.response?.body).data?.error;
  const isGood = !data.error && (status === null || (status >= 200 && status < 300)) && !said;
  return {
    customId: data.custom_id,
    body: isGood ? data.response?.body : null,
    status,
    message: said?.message ?? said?.code ?? '',
  };
}
