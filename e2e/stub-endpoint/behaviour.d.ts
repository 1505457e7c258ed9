import type { ServerResponse } from 'node:http';
import { type ChatBody } from './drafted-answer.ts';
/** What the stub does with one chat request. Anything but `ok` is a way in which real servers misbehave. */
export type Behaviour =
  | {
      kind: 'ok';
    }
  /** An API error, e.g. 429 with `headers: { 'retry-after': '2' }`. */
  | {
      kind: 'error';
      status: number;
      error?: Record<string, unknown>;
      headers?: Record<string, string>;
    }
  /** A page instead of an API. */
  | {
      kind: 'html';
      status?: number;
    }
  /** A reply with this text and this end; `usage: 'none'` leaves the counts out, `'nonsense'` makes them useless. */
  | {
      kind: 'reply';
      text?: string;
      finishReason?: string;
      refusal?: string;
      usage?: 'none' | 'nonsense';
    }
  /** Any JSON with status 200. */
  | {
      kind: 'json';
      body: unknown;
    }
  /** Accepts only these response formats and answers 400 to the others. */
  | {
      kind: 'no-structured-output';
      accepts: 'json_object' | 'text';
    }
  /** Answers after this long. */
  | {
      kind: 'slow';
      ms: number;
    }
  /** Never answers; with `started`, begins a reply and never ends it. */
  | {
      kind: 'hang';
      started?: boolean;
    }
  /** Closes the connection without an answer. */
  | {
      kind: 'reset';
    }
  /** Closes the connection in the middle of a reply, or ends a stream early. */
  | {
      kind: 'cut';
      how: 'reset' | 'end';
    }
  /** An error inside a stream that began well. */
  | {
      kind: 'error-in-stream';
    }
  /** Answers with one JSON body although a stream was asked for. */
  | {
      kind: 'ignores-stream';
    };
/** Answers one chat request as the behaviour says. */
export declare function behave<K extends Behaviour['kind']>(
  behaviour: Extract<
    Behaviour,
    {
      kind: K;
    }
  >,
  body: ChatBody,
  response: ServerResponse,
): void;
