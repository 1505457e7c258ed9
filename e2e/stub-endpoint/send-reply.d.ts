import type { ServerResponse } from 'node:http';
import { type ChatBody } from './drafted-answer.ts';
export declare function sendJson(
  response: ServerResponse,
  {
    status,
    body,
    headers,
  }: {
    status: number;
    body: unknown;
    headers?: Record<string, string>;
  },
): void;
export interface Reply {
  text: string | null;
  finishReason: string;
  refusal: string | null;
  usage: unknown;
}
export declare function sendWhole(response: ServerResponse, body: ChatBody, reply: Reply): void;
export declare function send(response: ServerResponse, body: ChatBody, reply: Reply): void;
export declare function goodReply(body: ChatBody): Reply;
/** The first events of a good stream, and then what comes instead of the rest. */
export declare function sendBeginning(
  response: ServerResponse,
  body: ChatBody,
  then: () => void,
): void;
export declare function sendCut(
  response: ServerResponse,
  body: ChatBody,
  how: 'reset' | 'end',
): void;
