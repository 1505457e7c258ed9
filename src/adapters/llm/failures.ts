import { APIConnectionError, APIError } from 'openai';
import { type ErrorCode, type ErrorDetails, StudioError } from '../../core/errors.ts';
import { scrub } from './key-store.ts';
import { readRetryAfter } from './retry.ts';

/** Why one exchange with the server failed, and whether another try makes sense. */
export interface Failure {
  error: StudioError;
  isRetryable: boolean;
  /** What the server asked for; `null` = nothing. */
  retryAfterMs: number | null;
  /** HTTP status; `null` when there was no answer. */
  status: number | null;
  /** The server's message, code and parameter in one text, without keys. */
  said: string;
}

export interface FailureContext {
  apiKey: string | null;
  model: string;
  /** Why the exchange was ended from our side. */
  ended: 'cancelled' | 'timeout' | null;
  timeoutMs: number;
  /** Whether the server had begun to answer. */
  hadAnswer: boolean;
}

interface Kind {
  code: ErrorCode;
  message: string;
  isRetryable?: boolean;
}

/** What the server answered is not the chat API. */
export class NotTheApi extends Error {}

const kind = (code: ErrorCode, message: string, isRetryable = false): Kind => ({
  code,
  message,
  isRetryable,
});

const SERVER_ERROR = kind('llm/server-error', 'The endpoint reported a fault of its own.', true);
const QUOTA = kind('llm/quota-exceeded', 'The account at the endpoint has no credit left.');
const RATE = kind('llm/rate-limited', 'The endpoint asks to slow down.', true);
const NOT_API = kind(
  'llm/not-an-api',
  'What answered at this address is not an OpenAI-compatible chat API.',
);

const says = {
  quota: /insufficient_quota|billing|exceeded your current quota|credit balance/i,
  context:
    /context_length_exceeded|context length|maximum context|context window|too many tokens|prompt is too long/i,
  filter: /content_filter|content_policy|content management policy|safety system/i,
  model:
    /model_not_found|model\b.{0,80}\b(?:not found|not exist|unknown|unavailable)|(?:no such|invalid|unknown) model/i,
  rate: /rate_limit|too many requests/i,
};

/** 400, 413 and 422: the request was understood and not accepted. */
function ofBadRequest(said: string): Kind {
  if (says.context.test(said))
    return kind('llm/context-length', 'The request is longer than the model can read.');
  if (says.filter.test(said))
    return kind('llm/content-filter', 'The endpoint filtered the request.');
  if (says.model.test(said))
    return kind('llm/model-not-found', 'The endpoint does not have this model.');
  if (says.quota.test(said)) return QUOTA;
  return kind('llm/bad-request', 'The endpoint did not accept the request.');
}

function ofStatus(status: number, said: string, isHtml: boolean): Kind {
  switch (status) {
    case 401:
      return kind('llm/unauthorized', 'The endpoint did not accept the key.');
    case 402:
      return QUOTA;
    case 403:
      return kind('llm/forbidden', 'The endpoint refused access.');
    case 404:
      return !isHtml && /model/i.test(said)
        ? kind('llm/model-not-found', 'The endpoint does not have this model.')
        : NOT_API;
    case 408:
      return kind('llm/timeout', 'The endpoint gave up waiting.', true);
    case 409:
      return SERVER_ERROR;
    case 429:
      return says.quota.test(said) ? QUOTA : RATE;
    case 400:
    case 413:
    case 422:
      return isHtml ? NOT_API : ofBadRequest(said);
    default:
      return status >= 500 ? SERVER_ERROR : NOT_API;
  }
}

/** An error that the server sent inside a stream or a 200: there is no status to go by. */
function ofErrorObject(said: string): Kind {
  if (says.quota.test(said)) return QUOTA;
  if (says.rate.test(said)) return RATE;
  const badRequest = ofBadRequest(said);
  return badRequest.code === 'llm/bad-request' ? SERVER_ERROR : badRequest;
}

/** Message and system code of an error and of its causes; the telling ones sit one or two causes deep. */
function causes(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  const code = 'code' in thrown ? String(thrown.code) : '';
  return `${thrown.message} ${code} ${causes(thrown.cause)}`;
}

function ofNoAnswer(thrown: unknown, hadAnswer: boolean): Kind {
  if (
    hadAnswer ||
    /ECONNRESET|EPIPE|socket hang up|other side closed|terminated/i.test(causes(thrown))
  ) {
    return kind('llm/connection-lost', 'The connection broke before the reply was complete.', true);
  }
  if (globalThis.navigator?.onLine === false)
    return kind('llm/offline', 'This computer is offline.');
  return kind(
    'llm/unreachable',
    'The endpoint could not be reached: wrong address, not running, or it does not allow calls from web pages (CORS).',
    true,
  );
}

function kindOf(thrown: unknown, said: string, context: FailureContext): Kind {
  if (context.ended === 'cancelled') return kind('job/cancelled', 'The work was cancelled.');
  if (context.ended === 'timeout')
    return kind('llm/timeout', 'The endpoint did not finish its reply in time.');
  if (thrown instanceof NotTheApi || thrown instanceof SyntaxError) return NOT_API;
  if (thrown instanceof APIError && !(thrown instanceof APIConnectionError)) {
    const isHtml = /^\s*(?:\d{3}\s*)?<(?:!doctype|html|head|body)/i.test(thrown.message);
    return thrown.status ? ofStatus(thrown.status, said, isHtml) : ofErrorObject(said);
  }
  return ofNoAnswer(thrown, context.hadAnswer);
}

/** Everything that the official client, the network or we can throw, as one of the studio's codes. Never carries a key. */
export function toFailure(thrown: unknown, context: FailureContext): Failure {
  const api = thrown instanceof APIError ? thrown : null;
  const status = api?.status ?? null;
  const raw = api ? [api.message, api.code, api.param, api.type].filter(Boolean).join(' · ') : '';
  const said = scrub(raw, context.apiKey).slice(0, 2000);
  const { code, message, isRetryable = false } = kindOf(thrown, said, context);
  const details: ErrorDetails = { model: context.model };
  if (status !== null) details.status = status;
  if (code === 'llm/timeout') details.timeoutSec = Math.round(context.timeoutMs / 1000);
  // Error pages are noise to a person; messages of an API help.
  if (api && !said.includes('<')) details.said = said.slice(0, 300);
  const retryAfterMs = isRetryable ? readRetryAfter(api?.headers, said, Date.now()) : null;
  if (retryAfterMs !== null) details.retryAfterSec = Math.ceil(retryAfterMs / 1000);
  return {
    error: new StudioError(code, message, { details }),
    isRetryable,
    retryAfterMs,
    status,
    said,
  };
}
