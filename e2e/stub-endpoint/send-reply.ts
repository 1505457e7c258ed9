import type { ServerResponse } from 'node:http';
import { type ChatBody, usageOf } from './chat-body.ts';
import { answerTo } from './drafted-answer.ts';

const FIXED_CREATED_SEC = 1_795_219_200;

export function sendJson(
  response: ServerResponse,
  {
    status,
    body,
    headers = {},
  }: { status: number; body: unknown; headers?: Record<string, string> },
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export interface Reply {
  text: string | null;
  finishReason: string;
  refusal: string | null;
  usage: unknown;
}

const head = (body: ChatBody, object: string) => ({
  id: 'chatcmpl-stub',
  object,
  created: FIXED_CREATED_SEC,
  model: body.model,
});

export function sendWhole(response: ServerResponse, body: ChatBody, reply: Reply): void {
  const message = { role: 'assistant', content: reply.text, refusal: reply.refusal };
  sendJson(response, {
    status: 200,
    body: {
      ...head(body, 'chat.completion'),
      choices: [{ index: 0, message, logprobs: null, finish_reason: reply.finishReason }],
      ...(reply.usage === undefined ? {} : { usage: reply.usage }),
    },
  });
}

/** The events of a streamed reply, each a `data:` line and an empty one. */
function* events(body: ChatBody, reply: Reply): Generator<string> {
  const event = (delta: unknown, finish_reason: string | null = null) =>
    `data: ${JSON.stringify({ ...head(body, 'chat.completion.chunk'), choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
  yield event({ role: 'assistant', content: '' });
  for (const piece of reply.text?.match(/[\s\S]{1,40}/gu) ?? []) yield event({ content: piece });
  if (reply.refusal !== null) yield event({ refusal: reply.refusal });
  yield event({}, reply.finishReason);
  if (body.stream_options?.include_usage && reply.usage !== undefined) {
    yield `data: ${JSON.stringify({ ...head(body, 'chat.completion.chunk'), choices: [], usage: reply.usage })}\n\n`;
  }
  yield 'data: [DONE]\n\n';
}

function startStream(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
}

export function send(response: ServerResponse, body: ChatBody, reply: Reply): void {
  if (!body.stream) {
    sendWhole(response, body, reply);
    return;
  }
  startStream(response);
  for (const event of events(body, reply)) response.write(event);
  response.end();
}

export function goodReply(body: ChatBody): Reply {
  const text = answerTo(body);
  return { text, finishReason: 'stop', refusal: null, usage: usageOf(body, text) };
}

/** The first events of a good stream, and then what comes instead of the rest. */
export function sendBeginning(response: ServerResponse, body: ChatBody, then: () => void): void {
  startStream(response);
  for (const event of [...events(body, goodReply(body))].slice(0, 2)) response.write(event);
  setTimeout(then, 20);
}

export function sendCut(response: ServerResponse, body: ChatBody, how: 'reset' | 'end'): void {
  const end = () => (how === 'reset' ? response.destroy() : response.end());
  if (body.stream) {
    sendBeginning(response, body, end);
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
  response.write('{"choices": [');
  setTimeout(() => response.destroy(), 20);
}
