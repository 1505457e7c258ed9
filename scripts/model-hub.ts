import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';

/** How a file of the hub misbehaves; set with it. */
export interface HubBehaviour {
  /** `null`: the server names no version. */
  etag?: string | null;
  /** `false`: every request is answered with the whole file. */
  ranges?: boolean;
  /** After how many bytes the connection breaks, request by request. */
  cutAfter?: number[];
  status?: number;
  contentType?: string;
}

interface HubFile extends HubBehaviour {
  bytes: Buffer;
  asked: string[];
}

const ROOT = '/model-hub/';

/**
 * For tests of downloads: a server of model files below `/model-hub/` that breaks connections, changes files and answers with
 * pages on demand. `PUT` a file with its behaviour in the query (`?with=<JSON>`), `GET` it, and `GET <file>/log` for the ranges
 * that were asked for. It answers other origins as hubs do, and no preflight.
 */
export function modelHub(): Plugin {
  const files = new Map<string, HubFile>();
  return {
    name: 'model-hub',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? '/', 'http://hub');
        if (!url.pathname.startsWith(ROOT)) return next();
        const name = url.pathname.slice(ROOT.length);
        response.setHeader('Access-Control-Allow-Origin', '*');
        response.setHeader('Access-Control-Expose-Headers', 'ETag, Content-Range');
        if (request.method === 'PUT') return void take(request, response, { files, url, name });
        if (request.method === 'OPTIONS') return answer(response, 405, '');
        if (name.endsWith('/log')) {
          const { asked = [] } = files.get(name.slice(0, -'/log'.length)) ?? {};
          return answer(response, 200, JSON.stringify(asked));
        }
        const file = files.get(name);
        if (!file) return answer(response, 404, 'no such file');
        send(request, response, file);
      });
    },
  };
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  { files, url, name }: { files: Map<string, HubFile>; url: URL; name: string },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const behaviour: HubBehaviour = JSON.parse(url.searchParams.get('with') ?? '{}');
  const asked = files.get(name)?.asked ?? [];
  files.set(name, { ...behaviour, bytes: Buffer.concat(chunks), asked });
  answer(response, 200, '');
}

function send(request: IncomingMessage, response: ServerResponse, file: HubFile): void {
  const { bytes, etag = '"one"', ranges = true, status, contentType } = file;
  const range = request.headers.range;
  const cutAfter = file.cutAfter?.[file.asked.length];
  file.asked.push(range ?? '');
  if (status) {
    answer(response, status, 'no');
    return;
  }
  const start = ranges ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
  if (start > 0 && start >= bytes.length) {
    answer(response, 416, '');
    return;
  }
  response.statusCode = ranges && range ? 206 : 200;
  response.setHeader('Content-Type', contentType ?? 'application/octet-stream');
  response.setHeader('Content-Length', bytes.length - start);
  if (etag) response.setHeader('ETag', etag);
  if (response.statusCode === 206) {
    response.setHeader('Content-Range', `bytes ${start}-${bytes.length - 1}/${bytes.length}`);
  }
  if (cutAfter === undefined) {
    response.end(bytes.subarray(start));
    return;
  }
  response.write(bytes.subarray(start, start + cutAfter), () => {
    setTimeout(() => response.destroy(), 20);
  });
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.end(text);
}
