import { type IncomingHttpHeaders } from 'node:http';
import { type Behaviour } from './behaviour.ts';
import type { ChatBody } from './drafted-answer.ts';
export interface SeenRequest {
  headers: IncomingHttpHeaders;
  body: ChatBody;
  /** The bytes of the pictures, in order. */
  pictures: Buffer[];
}
export interface StubEndpoint {
  /** What a binding's `baseUrl` is: `http://127.0.0.1:<port>/v1`. */
  url: string;
  /** Every chat request, in order. */
  requests: SeenRequest[];
  /** Everything that a real server would have refused; a journey ends with none. */
  violations: string[];
  /** What the next chat requests meet, one each; after them all is well again. */
  script(...behaviours: Behaviour[]): void;
  /** What every chat request meets that nothing was scripted for. */
  always(behaviour: Behaviour): void;
  close(): Promise<void>;
}
export interface StubOptions {
  /** 0 = any free port. */
  port?: number;
  /** Asks for `Authorization: Bearer <key>`, and watches that it is nowhere else. `null` = asks for nothing. */
  apiKey?: string | null;
}
/** Starts a stub endpoint on this machine. Close it when done. */
export declare function startStub({ port, apiKey }?: StubOptions): Promise<StubEndpoint>;
