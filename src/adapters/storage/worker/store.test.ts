import type { ProjectId } from '../../../core/flow.ts';
import type { StorePort, StoreTable } from '../../../core/store-port.ts';
import { storeContract } from '../../../testing/contracts/store-contract.ts';
import { METHODS, type StoreGroups } from '../protocol.ts';
import { openMemoryContext } from './open-memory.fixture.ts';
import { type ServedStore, serveStore } from './store.ts';

/** The SQL without its worker, as a store port. */
function asPort(served: ServedStore): StorePort {
  const listeners = new Set<
    (change: { tables: StoreTable[]; projectId: ProjectId | null }) => void
  >();
  const groups = Object.entries(METHODS).map(([group, methods]) => {
    const table = served[group as keyof ServedStore] as unknown as Record<
      string,
      (...args: unknown[]) => unknown
    >;
    const entries = Object.entries(methods).map(([method, changes]) => [
      method,
      async (...args: unknown[]) => {
        const result = await table[method]?.(...structuredClone(args));
        const projectId = args[0] as ProjectId;
        if (changes)
          for (const listener of listeners) listener({ tables: [...changes], projectId });
        return result;
      },
    ]);
    return [group, Object.fromEntries(entries)];
  });
  return {
    status: () => ({ mode: 'writer', persisted: false }),
    takeOver: async () => {},
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onStatus: () => () => {},
    usage: async () => ({ persisted: false, quotaBytes: 0, usedBytes: 0 }),
    requestPersistence: async () => false,
    ...(Object.fromEntries(groups) as StoreGroups),
  };
}

storeContract('the SQL', async () => {
  const context = await openMemoryContext();
  return { store: asPort(serveStore(context)), close: async () => context.sql.close() };
});
