import { encodeError, StudioError } from '../core/errors.ts';
import { deferred } from './deferred.ts';
import type { ClientMessage, ProgressMessage, WorkerMessage } from './protocol.ts';

/** What a handler can do besides returning: tell progress, emit items (awaiting credit), notice a cancel. */
export interface CallContext<Item> {
  signal: AbortSignal;
  progress(progress: ProgressMessage): void;
  /** Resolves when the reader has room for one more. @throws `job/cancelled` */
  emit(item: Item, transfer?: Transferable[]): Promise<void>;
}

/** A result that hands buffers over instead of copying them. */
export class Transfer<T> {
  readonly value: T;
  readonly buffers: Transferable[];
  constructor(value: T, buffers: Transferable[]) {
    this.value = value;
    this.buffers = buffers;
  }
}

/** One function for each operation of `Ops`. */
export type Handlers<Ops> = {
  [K in keyof Ops]: Ops[K] extends { params: infer P; result: infer R }
    ? (
        params: P,
        context: CallContext<Ops[K] extends { item: infer I } ? I : never>,
      ) => Promise<R | Transfer<R>> | R | Transfer<R>
    : never;
};

interface Running {
  controller: AbortController;
  credit: number;
  wake: (() => void) | null;
}

type Call = Extract<ClientMessage, { type: 'call' }>;
type AnyHandler = (params: unknown, context: CallContext<unknown>) => unknown;

/** The part of a worker's global scope that serving needs. */
export interface WorkerScope {
  name: string;
  onmessage: ((event: MessageEvent<ClientMessage>) => void) | null;
  postMessage(message: WorkerMessage, transfer: Transferable[]): void;
}

/**
 * Serves `handlers` in this worker. Does nothing in the helper threads that onnxruntime starts from the same chunk
 * (their names begin with `em-pthread`): replacing their message handler would stop them for ever.
 */
export function serve<Ops>(
  handlers: Handlers<Ops>,
  scope: WorkerScope = globalThis as unknown as WorkerScope,
): void {
  if (scope.name.startsWith('em-pthread')) return;
  const running = new Map<number, Running>();
  const post = (message: WorkerMessage, transfer: Transferable[] = []) =>
    scope.postMessage(message, transfer);

  async function run({ id, op, params }: Call, state: Running): Promise<void> {
    try {
      const handler = (handlers as Record<string, AnyHandler | undefined>)[op];
      if (!handler)
        throw new StudioError('internal/unexpected', `The worker has no operation "${op}".`);
      const value = await handler(params, contextOf(id, state, post));
      if (value instanceof Transfer)
        post({ type: 'result', id, value: value.value }, value.buffers);
      else post({ type: 'result', id, value });
    } catch (thrown) {
      post({ type: 'error', id, error: encodeError(thrown) });
    } finally {
      running.delete(id);
    }
  }

  scope.onmessage = ({ data }) => {
    if (data.type === 'call') {
      const state: Running = { controller: new AbortController(), credit: data.credit, wake: null };
      running.set(data.id, state);
      void run(data, state);
      return;
    }
    const state = running.get(data.id);
    if (!state) return;
    if (data.type === 'cancel') state.controller.abort();
    else state.credit += data.amount;
    state.wake?.();
  };
}

function contextOf(
  id: number,
  state: Running,
  post: (message: WorkerMessage, transfer?: Transferable[]) => void,
): CallContext<unknown> {
  return {
    signal: state.controller.signal,
    progress: (progress) => post({ type: 'progress', id, progress }),
    emit: async (item, transfer = []) => {
      while (state.credit <= 0 && !state.controller.signal.aborted) {
        const room = deferred<void>();
        state.wake = room.resolve;
        await room.promise;
      }
      if (state.controller.signal.aborted)
        throw new StudioError('job/cancelled', 'The work was cancelled.');
      state.credit -= 1;
      post({ type: 'item', id, item }, transfer);
    },
  };
}
