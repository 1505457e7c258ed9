import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ProjectId } from '../core/flow.ts';
import type { StoreTable } from '../core/store-port.ts';
import { useStudio } from './studio.ts';

/**
 * Keys of everything that is read from the store: the table first, then the project, then what narrows it down. A durable
 * change of a table makes every key below `[table, projectId]` stale.
 */
export function storeKey(
  table: StoreTable,
  projectId: ProjectId | null,
  ...rest: readonly unknown[]
): readonly unknown[] {
  return [table, projectId, ...rest];
}

/** Tables whose rows are counted in the list of projects. */
const COUNTED: readonly StoreTable[] = ['videos', 'drafts', 'decisions'];
/** Views of drafts carry their status, which decisions change. */
const SHOWS: Partial<Record<StoreTable, readonly StoreTable[]>> = { decisions: ['drafts'] };

/** The key prefixes that a change makes stale. The list of projects is one query over all of them. */
export function staleKeys(change: {
  tables: readonly StoreTable[];
  projectId: ProjectId | null;
}): (readonly unknown[])[] {
  const tables = new Set<StoreTable>(change.tables);
  for (const table of change.tables) for (const shown of SHOWS[table] ?? []) tables.add(shown);
  if (change.tables.some((table) => COUNTED.includes(table))) tables.add('projects');
  return [...tables].map((table) =>
    change.projectId === null || table === 'projects' ? [table] : [table, change.projectId],
  );
}

/** How long changes are gathered before queries read again: a job writes many times a second. */
const GATHER_MS = 60;

/** Listens to the store and makes queries stale. @returns the way to stop */
export function invalidateOnChange(
  client: QueryClient,
  onChange: ReturnType<typeof useStudio>['store']['onChange'],
): () => void {
  const waiting = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    timer = null;
    for (const queryKey of waiting.values()) void client.invalidateQueries({ queryKey });
    waiting.clear();
  };
  const stop = onChange((change) => {
    for (const key of staleKeys(change)) waiting.set(JSON.stringify(key), key);
    timer ??= setTimeout(flush, GATHER_MS);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}

/** Keeps every query over the store fresh; mounted once, near the root. */
export function useStoreInvalidation(): void {
  const client = useQueryClient();
  const { store } = useStudio();
  useEffect(() => invalidateOnChange(client, store.onChange.bind(store)), [client, store]);
  // Who gets the store from another tab reads everything again: the other one may have changed it.
  useEffect(() => store.onStatus(() => void client.invalidateQueries()), [client, store]);
}
