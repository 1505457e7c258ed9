import type { ServerResponse } from 'node:http';
import { type ChatBody, usageOf } from './chat-body.ts';
import { answerTo } from './drafted-answer.ts';
import { goodReply, send, sendBeginning, sendCut, sendJson, sendWhole } from './send-reply.ts';

/** What the stub does with one chat request. Anything but `ok` is a way in which real servers misbehave. */
export type Behaviour =
  | { kind: 'ok' }
  /** An API error, e.g. 429 with `headers: { 'retry-after': '2' }`. */
  | {
      kind: 'error';
      status: number;
      error?: Record<string, unknown>;
      headers?: Record<string, string>;
    }
  /** A page instead of an API. */
  | { kind: 'html'; status?: number }
  /** A reply with this text and this end; `usage: 'none'` leaves the counts out, `'nonsense'` makes them useless. */
  | {
      kind: 'reply';
      text?: string;
      finishReason?: string;
      refusal?: string;
      usage?: 'none' | 'nonsense';
    }
  /** Good drafts whose texts are full of markup and script. */
  | { kind: 'markup' }
  /** Any text with status 200, under any name. */
  | { kind: 'raw'; contentType: string; text: string }
  /** Any JSON with status 200. */
  | { kind: 'json'; body: unknown }
  /** Accepts only these response formats and answers 400 to the others. */
  | { kind: 'no-structured-output'; accepts: 'json_object' | 'text' }
  /** Answers after this long. */
  | { kind: 'slow'; ms: number }
  /** Never answers; with `started`, begins a reply and never ends it. */
  | { kind: 'hang'; started?: boolean }
  /** Closes the connection without an answer. */
  | { kind: 'reset' }
  /** Closes the connection in the middle of a reply, or ends a stream early. */
  | { kind: 'cut'; how: 'reset' | 'end' }
  /** An error inside a stream that began well. */
  | { kind: 'error-in-stream' }
  /** Answers with one JSON body although a stream was asked for. */
  | { kind: 'ignores-stream' };

function formatError(type: string): Record<string, unknown> {
  return {
    message: `Unsupported value: 'response_format.type' = '${type}'.`,
    type: 'invalid_request_error',
    param: 'response_format',
    code: null,
  };
}

function sendScripted(
  response: ServerResponse,
  body: ChatBody,
  behaviour: Extract<Behaviour, { kind: 'reply' }>,
): void {
  const text = behaviour.refusal === undefined ? (behaviour.text ?? answerTo(body)) : null;
  const usage = {
    none: undefined,
    nonsense: { prompt_tokens: null, completion_tokens: -3, total_tokens: 'many' },
  };
  send(response, body, {
    text,
    finishReason: behaviour.finishReason ?? 'stop',
    refusal: behaviour.refusal ?? null,
    usage: behaviour.usage ? usage[behaviour.usage] : usageOf(body, text ?? ''),
  });
}

/** What must never run, in every text of a reply. `globalThis.__stubScriptRan` tells whether it did. */
export const MARKUP =
  '<img src=x onerror="globalThis.__stubScriptRan=true"><script>globalThis.__stubScriptRan=true</script>';

const withMarkup = (json: string): string =>
  JSON.stringify(
    JSON.parse(json, (key, value: unknown) =>
      ['question', 'answer', 'text', 'label'].includes(key) ? `${String(value)} ${MARKUP}` : value,
    ),
  );

type Action<K extends Behaviour['kind']> = (
  behaviour: Extract<Behaviour, { kind: K }>,
  body: ChatBody,
  response: ServerResponse,
) => void;

const ACTIONS: { [K in Behaviour['kind']]: Action<K> } = {
  ok: (_, body, response) => send(response, body, goodReply(body)),
  error: ({ status, error, headers }, _, response) => {
    const usual = { message: `Scripted error ${status}.`, type: 'error', param: null, code: null };
    sendJson(response, { status, body: { error: error ?? usual }, headers: headers ?? {} });
  },
  html: ({ status }, _, response) => {
    response.writeHead(status ?? 200, { 'content-type': 'text/html' });
    response.end('<!doctype html><html><body><h1>It works!</h1></body></html>');
  },
  reply: (behaviour, body, response) => sendScripted(response, body, behaviour),
  markup: (_, body, response) => {
    const reply = goodReply(body);
    send(response, body, { ...reply, text: withMarkup(reply.text ?? '') });
  },
  raw: ({ contentType, text }, _, response) => {
    response.writeHead(200, { 'content-type': contentType });
    response.end(text);
  },
  json: (behaviour, _, response) => sendJson(response, { status: 200, body: behaviour.body }),
  'no-structured-output': ({ accepts }, body, response) => {
    const type = body.response_format?.type ?? 'text';
    if (type === 'text' || type === accepts) send(response, body, goodReply(body));
    else sendJson(response, { status: 400, body: { error: formatError(type) } });
  },
  slow: ({ ms }, body, response) => {
    setTimeout(() => send(response, body, goodReply(body)), ms);
  },
  hang: ({ started }, body, response) => {
    if (started) sendBeginning(response, body, () => {});
  },
  reset: (_behaviour, _body, response) => {
    response.destroy();
  },
  cut: ({ how }, body, response) => sendCut(response, body, how),
  'error-in-stream': (_, body, response) => {
    const error = { message: 'The server is overloaded.', type: 'server_error', code: null };
    sendBeginning(response, body, () => response.end(`data: ${JSON.stringify({ error })}\n\n`));
  },
  'ignores-stream': (_, body, response) => sendWhole(response, body, goodReply(body)),
};

/** Answers one chat request as the behaviour says. */
export function behave<K extends Behaviour['kind']>(
  behaviour: Extract<Behaviour, { kind: K }>,
  body: ChatBody,
  response: ServerResponse,
): void {
  const action: Action<K> = ACTIONS[behaviour.kind as K];
  action(behaviour, body, response);
}
