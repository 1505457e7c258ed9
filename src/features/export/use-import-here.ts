import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toStudioError } from '../../core/errors.ts';
import type { ProjectId } from '../../core/flow.ts';
import { trackSave } from '../../state/saved.ts';
import { useStudio } from '../../state/studio.ts';

/** Imports a file: a dataset into this project, an archive as a project of its own. */
export function useImportHere(projectId: ProjectId) {
  const { datasets } = useStudio();
  const [progress, setProgress] = useState<{
    name: string;
    done: number;
    total: number | null;
  } | null>(null);
  const running = useRef<AbortController | null>(null);
  const mutation = useMutation({
    mutationFn: async (file: File) => {
      const abort = new AbortController();
      running.current = abort;
      const onProgress = (done: number, total: number | null) =>
        setProgress({ name: file.name, done, total });
      onProgress(0, null);
      try {
        return await trackSave(
          datasets.import(projectId, file, { format: 'auto', onProgress, signal: abort.signal }),
        );
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

export type ImportHere = ReturnType<typeof useImportHere>;
