import { throwIfCancelled } from '../../../core/cancel.ts';
import { StudioError } from '../../../core/errors.ts';
import type { ModelFile } from '../../../core/model-card.ts';
import { openForWriting, readText, storeFailure, writeAt, writeText } from './model-store.ts';
import { refuseImpostor } from './sniff.ts';

/** Attempts in a row that brought nothing; one that brought bytes begins the count anew. */
const FRUITLESS_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 300;
/** A connection that is silent for this long is given up and continued by another. */
const SILENCE_MS = 30_000;

export interface DownloadTask {
  folder: FileSystemDirectoryHandle;
  name: string;
  file: ModelFile;
  url: string;
  modelId: string;
  signal: AbortSignal;
  /** Bytes of this file that are on disk. */
  onBytes: (bytes: number) => void;
}

/** What is known of a file on the server, kept beside its first part. */
interface Known {
  url: string;
  /** `ETag` or `Last-Modified`; empty where the server names neither or hides both. */
  version: string;
  totalBytes: number;
}

type Attempt = 'done' | 'again' | 'from-the-start';

/**
 * Fetches a file to disk. What is on disk already is not fetched again as long as the server still has the same version; a
 * connection that breaks is continued. What came stays when it is cancelled or fails.
 *
 * The version is compared here and not by `If-Range`: across origins that header would need a preflight, which the stores that
 * hubs redirect to do not answer. `Range` needs none.
 *
 * @returns whether a part of it came from an earlier connection
 * @throws `job/cancelled`, `model/download-failed`, `model/not-a-model`, `model/hash-mismatch` (another length), `storage/…`
 */
export async function download(task: DownloadTask): Promise<{ wasResumed: boolean }> {
  const access = await openForWriting(task.folder, task.name);
  let fruitless = 0;
  let wasResumed = access.getSize() > 0;
  try {
    for (;;) {
      const before = access.getSize();
      const outcome = await attempt(task, access).catch((thrown: unknown) => failed(thrown, task));
      if (outcome === 'done') return { wasResumed };
      if (outcome === 'from-the-start') access.truncate(0);
      else wasResumed ||= access.getSize() > 0;
      fruitless = access.getSize() > before ? 0 : fruitless + 1;
      if (fruitless >= FRUITLESS_ATTEMPTS) {
        throw broken(task, 'The connection broke again and again.');
      }
      await pause(FIRST_PAUSE_MS * 2 ** fruitless, task.signal);
    }
  } finally {
    access.flush();
    access.close();
  }
}

/** Forgets what is on disk, so that the next download begins at the first byte. */
export async function forgetPart(task: Pick<DownloadTask, 'folder' | 'name'>): Promise<void> {
  const access = await openForWriting(task.folder, task.name);
  access.truncate(0);
  access.close();
}

async function attempt(task: DownloadTask, access: FileSystemSyncAccessHandle): Promise<Attempt> {
  const { signal, url } = task;
  const known = await readKnown(task);
  if (known.url !== url) access.truncate(0);
  let at = access.getSize();
  if (at > 0 && at === known.totalBytes) return 'done';
  const silence = new SilenceGuard(signal);
  try {
    const response = await fetch(url, {
      headers: { Range: `bytes=${at}-` },
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: silence.signal,
    });
    if (response.status === 416) return 'from-the-start';
    if (!response.ok) return refuse(response, task);
    const found = readHeaders(response, url, at);
    if (found.startsAt !== at && found.startsAt !== 0) return 'from-the-start';
    if (at > 0 && found.startsAt === at && !isSameVersion(known, found)) return 'from-the-start';
    at = found.startsAt;
    access.truncate(at);
    await checkRoom(found.totalBytes - at, task.modelId);
    await writeText(task.folder, stateName(task), JSON.stringify(found));
    await pour({ response, task, access, silence, at, totalBytes: found.totalBytes });
    return found.totalBytes > 0 && access.getSize() < found.totalBytes ? 'again' : 'done';
  } finally {
    silence.end();
  }
}

interface Pouring {
  response: Response;
  task: DownloadTask;
  access: FileSystemSyncAccessHandle;
  silence: SilenceGuard;
  at: number;
  totalBytes: number;
}

async function pour({ response, task, access, silence, ...from }: Pouring): Promise<void> {
  const reader = response.body?.getReader();
  let at = from.at;
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return;
    silence.heard();
    if (at === 0) {
      const isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? false;
      refuseImpostor(isPage ? new Uint8Array([0x3c]) : chunk.value, task.file.path, task.modelId);
    }
    // After the look at what it is: that a page has another length than the model would say less.
    if (at === from.at) checkLength(from.totalBytes, task);
    writeAt(access, chunk.value, { atByte: at, modelId: task.modelId });
    at += chunk.value.length;
    task.onBytes(at);
  }
}

/** A broken connection is worth another attempt; a refusal, a full disk and a cancel are not. */
function failed(thrown: unknown, task: DownloadTask): Attempt {
  throwIfCancelled(task.signal);
  if (thrown instanceof StudioError) throw thrown;
  return 'again';
}

function refuse({ status }: Response, task: DownloadTask): Attempt {
  if (status >= 500 || status === 429 || status === 408) return 'again';
  throw broken(task, `The server answered ${status}.`, status);
}

function broken({ modelId, file, url }: DownloadTask, why: string, status = 0): StudioError {
  return new StudioError('model/download-failed', `"${file.path}" of "${modelId}": ${why}`, {
    details: { modelId, path: file.path, host: new URL(url).host, ...(status ? { status } : {}) },
  });
}

function readHeaders({ status, headers }: Response, url: string, at: number) {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('Content-Range') ?? '');
  // The range may be hidden from us (no `Access-Control-Expose-Headers`); then it is what was asked for.
  const startsAt = status === 206 ? Number(range?.[1] ?? at) : 0;
  const length = Number(headers.get('Content-Length') ?? 0);
  const isPacked = headers.has('Content-Encoding');
  const rest = length > 0 && !isPacked ? startsAt + length : 0;
  const version = headers.get('ETag') ?? headers.get('Last-Modified') ?? '';
  return { url, version, startsAt, totalBytes: Number(range?.[2] ?? Number.NaN) || rest };
}

function isSameVersion(known: Known, found: Known): boolean {
  const isSameText = !known.version || !found.version || known.version === found.version;
  return isSameText && (!found.totalBytes || known.totalBytes === found.totalBytes);
}

function checkLength(totalBytes: number, task: DownloadTask): void {
  const { file } = task;
  if (file.bytes === 0 || totalBytes === 0 || totalBytes === file.bytes) return;
  throw new StudioError(
    'model/hash-mismatch',
    `"${file.path}" of "${task.modelId}" has ${totalBytes} bytes; its card says ${file.bytes}.`,
    {
      details: {
        modelId: task.modelId,
        path: file.path,
        expectedBytes: file.bytes,
        foundBytes: totalBytes,
      },
    },
  );
}

async function checkRoom(bytes: number, modelId: string): Promise<void> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  if (quota === 0 || bytes <= quota - usage) return;
  throw storeFailure('storage/quota', modelId, `${bytes} bytes do not fit.`);
}

const stateName = ({ name }: DownloadTask) => `${name}.json`;

async function readKnown(task: DownloadTask): Promise<Known> {
  try {
    return JSON.parse((await readText(task.folder, stateName(task))) ?? '');
  } catch {
    return { url: '', version: '', totalBytes: 0 };
  }
}

/** Aborts a request when the person cancels and when nothing was heard for too long. */
class SilenceGuard {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #stop = () => this.#controller.abort();
  #timer = setTimeout(this.#stop, SILENCE_MS);

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    outer.addEventListener('abort', this.#stop, { once: true });
    if (outer.aborted) this.#stop();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#stop, SILENCE_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#stop);
    this.#controller.abort();
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
  throwIfCancelled(signal);
}
