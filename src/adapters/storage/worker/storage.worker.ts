import { StudioError } from '../../../core/errors.ts';
import type { StoreTable } from '../../../core/store-port.ts';
import type { CallContext, Handlers } from '../../../rpc/serve.ts';
import { serve, Transfer } from '../../../rpc/serve.ts';
import {
  type Change,
  type ControlOps,
  METHODS,
  type StorageOps,
  type StoreNews,
} from '../protocol.ts';
import { bufferAllFiles } from './buffered-file.ts';
import { Holder } from './holder.ts';
import { News } from './news.ts';
import { Queue } from './queue.ts';
import { toStorageError } from './storage-errors.ts';
import { type ServedStore, serveStore } from './store.ts';

/**
 * The storage worker: one call at a time, in the order in which they came, against the database that `Holder` holds.
 */
const queue = new Queue();
const news = new News<StoreNews>();
let holder: Holder | null = null;
let store: ServedStore | null = null;

const control: Handlers<ControlOps> = {
  open: async (options) => {
    await holder?.close();
    holder = new Holder(options, announce, (then) => queue.run(then));
    return holder.open();
  },
  takeOver: async () => {
    await started().takeOver();
    return null;
  },
  close: async () => {
    await holder?.close();
    return null;
  },
  watch: async (_params, { emit, signal }: CallContext<StoreNews>) => {
    for await (const item of news.listen(signal)) await emit(item);
    return null;
  },
};

function announce(mode: Holder['mode']): void {
  store = mode === 'blocked' ? null : serveStore(started().opened.context);
  news.tell({ type: 'mode', mode });
}

function started(): Holder {
  if (!holder) throw new StudioError('internal/unexpected', 'The store was not opened.');
  return holder;
}

type Handler = (params: readonly unknown[]) => Promise<unknown>;

function handlerOf(
  group: keyof ServedStore,
  method: string,
  changes: readonly StoreTable[] | null,
): Handler {
  return (params) =>
    queue.run(async () => {
      const { access } = started().opened;
      if (changes && access === 'newer') {
        throw new StudioError(
          'storage/read-only',
          'This data was written by a newer version of the studio.',
        );
      }
      const methods = store?.[group] as unknown as Record<
        string,
        (...args: readonly unknown[]) => unknown
      >;
      const result = await answer(() => methods[method]?.(...params));
      if (changes && changes.length > 0)
        news.tell({ type: 'change', ...changeOf(changes, params[0]) });
      return isBuffer(result) ? new Transfer(result, [result.buffer]) : result;
    });
}

async function answer(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (thrown) {
    throw toStorageError(thrown);
  }
}

/** The first parameter is the project, or a record that names it, or a setting of no project. */
function changeOf(tables: readonly StoreTable[], first: unknown): Change {
  const named =
    typeof first === 'object' && first !== null && 'projectId' in first ? first.projectId : first;
  const isProject = (value: unknown): value is `project:${string}` =>
    typeof value === 'string' && value.startsWith('project:');
  return { tables: [...tables], projectId: isProject(named) ? named : null };
}

function isBuffer(value: unknown): value is Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  return value instanceof Uint8Array || value instanceof Float64Array;
}

const tables = Object.entries(METHODS).flatMap(([group, methods]) =>
  Object.entries(methods).map(([method, changes]) => [
    `${group}.${method}`,
    handlerOf(group as keyof ServedStore, method, changes),
  ]),
);

bufferAllFiles();
serve<StorageOps>({ ...control, ...Object.fromEntries(tables) } as Handlers<StorageOps>);
