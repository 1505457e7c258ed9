import wasmUrl from '@ffmpeg/core/wasm?url&no-inline';
import { StudioError } from '../../../core/errors.ts';

/** So long after the last instance the compiled core is kept: it takes 31 MB. */
const KEPT_MS = 20_000;

interface Core {
  compiled: Promise<WebAssembly.Module>;
  isReady: boolean;
  download: AbortController;
  timer: ReturnType<typeof setTimeout> | null;
}

let core: Core | null = null;

/**
 * FFmpeg's core, compiled once for all instances.
 * @throws `job/cancelled`; anything else when it cannot be loaded, and the next call tries again
 */
export function compiledCore(signal: AbortSignal): Promise<WebAssembly.Module> {
  core ??= startLoading();
  if (core.timer) clearTimeout(core.timer);
  core.timer = null;
  return unlessCancelled(core.compiled, signal);
}

/** Nobody uses the core any longer. A download that is not through is given up: it may have come to a halt. */
export function letCoreGo(): void {
  if (!core) return;
  if (core.isReady) {
    core.timer ??= setTimeout(() => {
      core = null;
    }, KEPT_MS);
  } else {
    core.download.abort();
    core = null;
  }
}

function startLoading(): Core {
  const download = new AbortController();
  const loading: Core = { compiled: load(download.signal), isReady: false, download, timer: null };
  loading.compiled.then(
    () => {
      loading.isReady = true;
    },
    () => {
      if (core === loading) core = null;
    },
  );
  return loading;
}

async function load(signal: AbortSignal): Promise<WebAssembly.Module> {
  const response = await fetch(wasmUrl, { signal });
  if (!response.ok) throw new Error(`The FFmpeg core cannot be loaded: ${response.status}.`);
  return WebAssembly.compile(await response.arrayBuffer());
}

function unlessCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new StudioError('job/cancelled', 'The work was cancelled.'));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
