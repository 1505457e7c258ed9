import type {
  Env,
  InferenceSession,
  Tensor,
  TensorConstructor,
  TensorFactory,
} from 'onnxruntime-web';
import { StudioError } from '../../../core/errors.ts';
import { deferred } from '../../../rpc/deferred.ts';
import type { ProviderName } from '../protocol.ts';

/** More threads than this gain nothing on the models that fit into a page. */
const MOST_THREADS = 4;

interface Ort {
  env: Env;
  InferenceSession: typeof InferenceSession;
  Tensor: TensorConstructor & TensorFactory;
}

let loading: Promise<Ort> | null = null;

/**
 * The runtime of this worker's provider. They are two builds: the one for wasm is half as large and starts sooner, because it does
 * not carry WebGPU and what lets wasm wait for it.
 */
function ortFor(provider: ProviderName): Promise<Ort> {
  loading ??= loadOrt(provider).catch((thrown: unknown) => {
    loading = null;
    throw thrown;
  });
  return loading;
}

async function loadOrt(provider: ProviderName): Promise<Ort> {
  const ort: Ort =
    provider === 'webgpu'
      ? await import('onnxruntime-web/webgpu')
      : await import('onnxruntime-web/wasm');
  // The proxy would start a worker of its own, refuse GPU tensors and never start again after a failed start.
  ort.env.wasm.proxy = false;
  ort.env.wasm.numThreads = globalThis.crossOriginIsolated
    ? Math.min(MOST_THREADS, navigator.hardwareConcurrency)
    : 1;
  ort.env.logLevel = 'error';
  return ort;
}

const gpuLost = deferred<never>();
gpuLost.promise.catch(() => undefined);
let gpuIsLost = false;
let watched: GPUDevice | null = null;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` alone: onnxruntime's one wasm instance must not be entered twice. On `webgpu` it also ends when the device is
 * lost, because a run on a lost device may never return.
 *
 * @throws `model/gpu-lost`
 */
export function exclusively<T>(provider: ProviderName, work: () => Promise<T>): Promise<T> {
  const turn = queue.then(() => {
    if (provider === 'wasm') return work();
    if (gpuIsLost) throw lostError();
    return Promise.race([work(), gpuLost.promise]).catch((thrown: unknown) => rethrow(thrown));
  });
  queue = turn.catch(() => undefined);
  return turn;
}

/** A device that was just lost makes runs fail before it says so itself: gives it a moment to. */
async function rethrow(thrown: unknown): Promise<never> {
  if (thrown instanceof StudioError) throw thrown;
  await new Promise((resolve) => setTimeout(resolve, 50));
  throw gpuIsLost ? lostError() : thrown;
}

function lostError(): StudioError {
  return new StudioError('model/gpu-lost', 'The graphics device was lost.');
}

export interface OpenSession {
  session: InferenceSession;
  makeTensor: Ort['Tensor'];
  /** The device that the session runs on; `null` on wasm. */
  device: GPUDevice | null;
}

export async function createSession(
  graph: Uint8Array,
  {
    provider,
    externalData,
  }: { provider: ProviderName; externalData: { path: string; data: Uint8Array }[] },
): Promise<OpenSession> {
  const ort = await ortFor(provider);
  const session = await ort.InferenceSession.create(graph, {
    executionProviders: [provider],
    externalData,
    graphOptimizationLevel: 'all',
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const device = provider === 'webgpu' ? await watchDevice(ort) : null;
  return { session, makeTensor: ort.Tensor, device };
}

async function watchDevice(ort: Ort): Promise<GPUDevice> {
  const device = await ort.env.webgpu.device;
  if (device === watched) return device;
  watched = device;
  void device.lost.then(() => {
    gpuIsLost = true;
    gpuLost.reject(lostError());
  });
  return device;
}

/** As a driver reset would. @returns `false` when no device is in use */
export function destroyGpu(): boolean {
  if (!watched) return false;
  watched.destroy();
  return true;
}

export type { InferenceSession, Tensor };
