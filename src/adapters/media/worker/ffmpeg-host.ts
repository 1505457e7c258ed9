import coreUrl from '@ffmpeg/core?url&no-inline';
import { FFFSType, FFmpeg, type LogEvent } from '@ffmpeg/ffmpeg';
import { type ErrorCode, StudioError } from '../../../core/errors.ts';
import { compiledCore, letCoreGo } from './ffmpeg-core.ts';
import coreWorkerUrl from './ffmpeg-core.worker.ts?worker&url';
import { bytesReadIn } from './ffmpeg-log.ts';
import { rethrowIfGone } from './media-error.ts';
import { laneCount } from './ordered-lanes.ts';

/** One more than a sampling job takes, so that a probe need not wait for it. Each takes about 100 MB while it works. */
const MAX_INSTANCES = laneCount() + 1;
/** An idle instance is ended after this long. */
const IDLE_MS = 20_000;
/**
 * The core does not give back 224 bytes of its stack after each run, and has 64 KB. H.264 needs 49,070 of them: from the 74th run on it
 * would write over the core's own data, and at the 148th everything ends with `memory access out of bounds`.
 */
const MAX_RUNS = 32;
/** Smaller rooms are not made: making a larger one leaves the smaller behind as garbage. A larger one is not kept for the next run. */
const ROOM_BYTES = { least: 6 * 1024 * 1024, kept: 24 * 1024 * 1024 };
const MOUNT = '/media';

/** The file under FFmpeg, whatever it is called outside: no name, so that no name can mislead the format detection. */
export const INPUT_PATH = `${MOUNT}/input`;
const PROBE_PATH = '/probe.txt';

export interface FfmpegSession {
  /** Set by work that leaves something behind in the instance (ffprobe keeps its options): it is not used again. */
  isSpent: boolean;
  /** Bytes of mounted files that FFmpeg and ffprobe have read in this session. */
  bytesRead: number;
  /** Puts another file in the place of the session's own; `null` = that one again. */
  mount(file: Blob | null): Promise<void>;
  /** @returns the log, line by line. @throws `video/decode-failed` when FFmpeg ends with an error or breaks, `video/file-changed` */
  run(args: readonly string[]): Promise<string[]>;
  /** Writes a file for a run; the memory of `bytes` goes over to the instance. */
  put(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  discard(path: string): Promise<void>;
  /**
   * A file of at least so many bytes for a run to write into. Rooms are kept from run to run: what lies in them before means nothing.
   */
  makeRoom(path: string, sizeBytes: number): Promise<void>;
  /** All that lies in a room, also what a run before has written. @throws `video/decode-failed` */
  readRoom(path: string): Promise<Uint8Array>;
  /** @returns what ffprobe wrote (its exit code says nothing in this core). */
  probe(args: readonly string[]): Promise<string>;
  /** Reads and deletes a file that a run has written; empty when it wrote none. @throws `video/decode-failed` */
  take(path: string): Promise<Uint8Array>;
}

interface Instance {
  ffmpeg: FFmpeg;
  /** How often it has run FFmpeg. */
  runs: number;
  /** Sizes in bytes, by their paths. */
  rooms: Map<string, number>;
}

const idle: { instance: Instance; timer: ReturnType<typeof setTimeout> }[] = [];
const waiting: (() => void)[] = [];
let busy = 0;

export function ffmpegInstances(): number {
  return busy + idle.length;
}

/**
 * Lends an FFmpeg instance with the file mounted. The instance is used again only if nothing went wrong; cancelling ends it,
 * because a running `exec` hears nothing.
 * @throws `video/decoder-unavailable` when the core cannot be loaded, `job/cancelled`, and what `work` throws
 */
export async function withFfmpeg<T>(
  file: Blob,
  signal: AbortSignal,
  work: (session: FfmpegSession) => Promise<T>,
): Promise<T> {
  await takeTurn();
  let instance: Instance | null = null;
  let isHealthy = false;
  const onAbort = () => instance?.ffmpeg.terminate();
  signal.addEventListener('abort', onAbort);
  try {
    stopIfCancelled(signal);
    instance = idleInstance() ?? (await loadInstance(signal));
    stopIfCancelled(signal);
    await mount(instance.ffmpeg, file);
    const session = sessionOf(instance, file);
    const result = await work(session);
    await instance.ffmpeg.unmount(MOUNT);
    isHealthy = !session.isSpent && instance.runs < MAX_RUNS;
    return result;
  } catch (thrown) {
    stopIfCancelled(signal);
    throw thrown;
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (instance && isHealthy) keep(instance);
    else instance?.ffmpeg.terminate();
    busy -= 1;
    letCoreGoIfUnused();
    waiting.shift()?.();
  }
}

async function takeTurn(): Promise<void> {
  while (busy >= MAX_INSTANCES) await new Promise<void>((resolve) => waiting.push(resolve));
  busy += 1;
}

function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new StudioError('job/cancelled', 'The work was cancelled.');
}

function idleInstance(): Instance | null {
  const entry = idle.pop();
  if (!entry) return null;
  clearTimeout(entry.timer);
  return entry.instance;
}

function keep(instance: Instance): void {
  const entry = {
    instance,
    timer: setTimeout(() => {
      idle.splice(idle.indexOf(entry), 1);
      instance.ffmpeg.terminate();
      letCoreGoIfUnused();
    }, IDLE_MS),
  };
  idle.push(entry);
}

function letCoreGoIfUnused(): void {
  if (ffmpegInstances() === 0) letCoreGo();
}

async function loadInstance(signal: AbortSignal): Promise<Instance> {
  const ffmpeg = new FFmpeg();
  try {
    const config = { compiled: await compiledCore(signal), coreURL: coreUrl };
    await ffmpeg.load({ classWorkerURL: coreWorkerUrl, ...config }, { signal });
    await ffmpeg.createDir(MOUNT);
    return { ffmpeg, runs: 0, rooms: new Map() };
  } catch (cause) {
    ffmpeg.terminate();
    throw failed('video/decoder-unavailable', cause);
  }
}

async function mount(ffmpeg: FFmpeg, file: Blob): Promise<void> {
  const blobs = [{ name: 'input', data: file }];
  await ffmpeg.mount(FFFSType.WORKERFS, { blobs }, MOUNT);
}

function sessionOf(instance: Instance, file: Blob): FfmpegSession {
  const { ffmpeg } = instance;
  let mounted = file;
  const logged = async (work: () => Promise<number>): Promise<{ code: number; log: string[] }> => {
    const log: string[] = [];
    const listen = ({ message }: LogEvent) => log.push(message);
    ffmpeg.on('log', listen);
    try {
      return { code: await work(), log };
    } catch (cause) {
      rethrowIfGone(cause);
      throw failed('video/decode-failed', cause);
    } finally {
      ffmpeg.off('log', listen);
      session.bytesRead += bytesReadIn(log);
    }
  };
  const read = async (path: string): Promise<Uint8Array> => {
    const data = await ffmpeg.readFile(path);
    return typeof data === 'string' ? new TextEncoder().encode(data) : data;
  };
  const take = async (path: string): Promise<Uint8Array> => {
    try {
      const data = await read(path);
      await ffmpeg.deleteFile(path);
      return data;
    } catch (cause) {
      // FFmpeg writes no file when it has nothing to write. Anything else, such as too little memory, is no answer.
      if (!String(cause).includes('ErrnoError')) throw failed('video/decode-failed', cause);
      return new Uint8Array();
    }
  };
  const session: FfmpegSession = {
    isSpent: false,
    bytesRead: 0,
    mount: async (other) => {
      const next = other ?? file;
      if (next === mounted) return;
      await ffmpeg.unmount(MOUNT);
      await mount(ffmpeg, next);
      mounted = next;
    },
    take,
    put: async (path, bytes) => {
      await ffmpeg.writeFile(path, bytes);
    },
    discard: async (path) => {
      await ffmpeg.deleteFile(path);
    },
    makeRoom: async (path, sizeBytes) => {
      if ((instance.rooms.get(path) ?? 0) >= sizeBytes) return;
      const madeBytes = Math.max(sizeBytes, ROOM_BYTES.least);
      await ffmpeg.writeFile(path, new Uint8Array(madeBytes));
      instance.rooms.set(path, madeBytes);
    },
    readRoom: async (path) => {
      try {
        const data = await read(path);
        instance.rooms.set(path, data.byteLength);
        if (data.byteLength > ROOM_BYTES.kept) {
          await ffmpeg.deleteFile(path);
          instance.rooms.delete(path);
        }
        return data;
      } catch (cause) {
        throw failed('video/decode-failed', cause);
      }
    },
    run: async (args) => {
      instance.runs += 1;
      const { code, log } = await logged(() => ffmpeg.exec([...args]));
      if (code !== 0) throw failed('video/decode-failed', lastError(log));
      return log;
    },
    probe: async (args) => {
      await logged(() => ffmpeg.ffprobe([...args, '-o', PROBE_PATH, INPUT_PATH]));
      return new TextDecoder().decode(await take(PROBE_PATH));
    },
  };
  return session;
}

function lastError(log: readonly string[]): string {
  return log.findLast((line) => /error|invalid|fail/i.test(line)) ?? 'FFmpeg ended with an error.';
}

/** The FFmpeg class rejects with plain strings. */
function failed(code: ErrorCode, cause: unknown): StudioError {
  return new StudioError(code, cause instanceof Error ? cause.message : String(cause), { cause });
}
