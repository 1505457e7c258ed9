import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toStudioError } from '../../core/errors.ts';
import type { ProjectId } from '../../core/flow.ts';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';
import { type ExportChoice, optionsOf } from './use-export-options.ts';

export interface SaveProgress {
  done: number;
  /** `null` = not known. */
  total: number | null;
}

const archiveKey = (projectId: ProjectId): string => `archive-saved:${projectId}`;

/** When an archive of the project was last saved from this browser, and whether the browser keeps its storage. */
export function useArchiveState(projectId: ProjectId) {
  const { store } = useStudio();
  const saved = useQuery({
    queryKey: storeKey('settings', null, archiveKey(projectId)),
    queryFn: async () => Number((await store.settings.get(archiveKey(projectId))) ?? 0),
  });
  const usage = useQuery({ queryKey: ['storage-usage'], queryFn: () => store.usage() });
  return { lastSavedAtMs: saved.data ?? null, isPersisted: usage.data?.persisted ?? null };
}

/** Writes the export to disk, once at a time, and can be stopped. */
export function useSave(projectId: ProjectId) {
  const { datasets, store, clock } = useStudio();
  const client = useQueryClient();
  const [progress, setProgress] = useState<SaveProgress | null>(null);
  const running = useRef<AbortController | null>(null);
  const mutation = useMutation({
    mutationFn: async (choice: ExportChoice) => {
      const abort = new AbortController();
      running.current = abort;
      setProgress({ done: 0, total: null });
      try {
        const onProgress = (done: number, total: number | null) => setProgress({ done, total });
        const saved = await datasets.save(projectId, choice.format, {
          ...optionsOf(choice),
          signal: abort.signal,
          onProgress,
        });
        if (choice.format === 'ristretto-archive') {
          await store.settings.set(archiveKey(projectId), clock.nowMs());
          await client.invalidateQueries({ queryKey: storeKey('settings', null) });
        }
        return saved;
      } finally {
        running.current = null;
        setProgress(null);
      }
    },
  });
  const isCancelled =
    mutation.error !== null && toStudioError(mutation.error).code === 'job/cancelled';
  return { ...mutation, progress, isCancelled, cancel: () => running.current?.abort() };
}
