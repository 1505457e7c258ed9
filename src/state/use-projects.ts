import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ProjectId } from '../core/flow.ts';
import type { StorePort, StoreStatus } from '../core/store-port.ts';
import { storeKey } from './queries.ts';
import { useStudio } from './studio.ts';

export type ProjectSummary = Awaited<ReturnType<StorePort['projects']['list']>>[number];

/** All projects with their counts. */
export function useProjects(): UseQueryResult<ProjectSummary[]> {
  const { store } = useStudio();
  return useQuery({ queryKey: storeKey('projects', null), queryFn: () => store.projects.list() });
}

/** One project; `undefined` while it is not known, `null` when there is none of that id. */
export function useProject(id: ProjectId | null): ProjectSummary | null | undefined {
  const { data } = useProjects();
  if (!data) return undefined;
  return data.find((project) => project.id === id) ?? null;
}

/** Who may write: this tab, another one, or nobody. */
export function useStoreStatus(): StoreStatus {
  const { store } = useStudio();
  const [status, setStatus] = useState(() => store.status());
  useEffect(() => {
    setStatus(store.status());
    return store.onStatus(setStatus);
  }, [store]);
  return status;
}

/** Whether changes can be saved from this tab now. */
export function useCanWrite(): boolean {
  return useStoreStatus().mode === 'writer';
}
