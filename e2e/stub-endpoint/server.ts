import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Behaviour, behave } from './behaviour.ts';
import type { ChatBody } from './chat-body.ts';
import { type EmbeddingBody, embeddingsOf } from './embeddings.ts';
import { type LookAt, openAiBodyCheck, pictureProblems, schemaProblems } from './request-check.ts';

interface SeenRequest {
  headers: IncomingHttpHeaders;
  body: ChatBody;
  /** The bytes of the pictures, in order. */
  pictures: Buffer[];
  /** The time that the words before each picture give it; `null` = none. */
  timesSec: (number | null)[];
}

export interface StubEndpoint {
  /** What a binding's `baseUrl` is: `http://127.0.0.1:<port>/v1`. */
  url: string;
  /** Every chat request, in order. */
  requests: SeenRequest[];
  /** Every request for embeddings, in order. */
  embeddings: EmbeddingBody[];
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
  /** Looks at every picture that comes with a time. */
  lookAt?: LookAt;
}

/** The headers that a page on another origin needs, and no more: a client that sends others is refused by the browser. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-expose-headers': 'retry-after, retry-after-ms, x-request-id',
  'access-control-max-age': '600',
};

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function sendError(
  response: ServerResponse,
  status: number,
  error: { message: string; code: string | null },
): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { ...error, type: 'invalid_request_error', param: null } }));
}

/** One server that speaks OpenAI's chat protocol, streamed or not, checks what it is sent, and misbehaves on demand. */
class Stub {
  readonly requests: SeenRequest[] = [];
  readonly embeddings: EmbeddingBody[] = [];
  readonly violations: string[] = [];
  readonly scripted: Behaviour[] = [];
  standing: Behaviour = { kind: 'ok' };
  readonly #options: StubOptions;
  readonly #apiKey: string | null;
  readonly #checkBody = openAiBodyCheck();

  constructor(options: StubOptions) {
    this.#options = options;
    this.#apiKey = options.apiKey ?? null;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    const path = new URL(request.url ?? '/', 'http://stub').pathname;
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    if (this.#apiKey !== null && request.headers.authorization !== `Bearer ${this.#apiKey}`) {
      sendError(response, 401, {
        message: `Incorrect API key provided: ${request.headers.authorization ?? 'none'}.`,
        code: 'invalid_api_key',
      });
      return;
    }
    if (request.method === 'GET' && path === '/v1/models') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          object: 'list',
          data: [{ id: 'gpt-4o', object: 'model', created: 0, owned_by: 'stub' }],
        }),
      );
      return;
    }
    if (request.method === 'POST' && path === '/v1/embeddings') {
      const text = await readBody(request);
      const body = JSON.parse(text) as EmbeddingBody;
      this.embeddings.push(body);
      this.#expectNoKey(request, text, `embeddings ${this.embeddings.length}`);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(embeddingsOf(body)));
      return;
    }
    if (request.method !== 'POST' || path !== '/v1/chat/completions') {
      sendError(response, 404, {
        message: `Unknown request URL: ${request.method} ${path}.`,
        code: 'unknown_url',
      });
      return;
    }
    const text = await readBody(request);
    this.#see(request, text);
    behave(this.scripted.shift() ?? this.standing, JSON.parse(text) as ChatBody, response);
  }

  #see(request: IncomingMessage, text: string): void {
    const body = JSON.parse(text) as ChatBody;
    const { pictures, timesSec, problems } = pictureProblems(body, this.#options.lookAt);
    this.requests.push({ headers: request.headers, body, pictures, timesSec });
    const where = `request ${this.requests.length}`;
    for (const problem of [
      ...(this.#checkBody?.(body) ?? []),
      ...schemaProblems(body),
      ...problems,
    ])
      this.violations.push(`${where}: ${problem}`);
    this.#expectNoKey(request, text, where);
  }

  #expectNoKey(request: IncomingMessage, text: string, where: string): void {
    const key = this.#apiKey;
    if (key !== null && (text.includes(key) || request.url?.includes(key)))
      this.violations.push(`${where}: the key is in the body or the address`);
  }
}

/** Starts a stub endpoint on this machine. Close it when done. */
export async function startStub(options: StubOptions = {}): Promise<StubEndpoint> {
  const { port = 0 } = options;
  const stub = new Stub(options);
  const server = createServer((request, response) => {
    stub.handle(request, response).catch((thrown: unknown) => {
      if (!response.headersSent) sendError(response, 400, { message: String(thrown), code: null });
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/v1`,
    requests: stub.requests,
    embeddings: stub.embeddings,
    violations: stub.violations,
    script: (...behaviours) => {
      stub.scripted.push(...behaviours);
    },
    always: (behaviour) => {
      stub.standing = behaviour;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
