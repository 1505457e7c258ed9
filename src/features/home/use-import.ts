import { useRef, useState } from 'react';
import { toStudioError } from '../../core/errors.ts';
import type { ProjectId } from '../../core/flow.ts';
import type { ImportOptions, ImportReport } from '../../pipeline/dataset-types.ts';
import type { DatasetService } from '../../pipeline/datasets.ts';
import { type Studio, useStudio } from '../../state/studio.ts';

export type ImportState =
  | { step: 'idle' }
  | { step: 'reading'; name: string; done: number; total: number | null }
  | { step: 'done'; report: ImportReport }
  | { step: 'failed'; error: unknown };

export interface ImportFlow {
  state: ImportState;
  start(file: File): Promise<void>;
  cancel(): void;
}

/** Imports a file from the home screen, where no project is open. */
export function useImport(): ImportFlow {
  const studio = useStudio();
  const [state, setState] = useState<ImportState>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);
  const start = async (file: File) => {
    const abort = new AbortController();
    running.current = abort;
    const onProgress = (done: number, total: number | null) =>
      setState({ step: 'reading', name: file.name, done, total });
    onProgress(0, null);
    try {
      const report = await importAnywhere(studio, file, {
        format: 'auto',
        onProgress,
        signal: abort.signal,
      });
      setState({ step: 'done', report });
    } catch (error) {
      setState(
        toStudioError(error).code === 'job/cancelled'
          ? { step: 'idle' }
          : { step: 'failed', error },
      );
    }
  };
  return { state, start, cancel: () => running.current?.abort() };
}

/**
 * An archive makes its own project. The service refuses anything else without a project, before it reads a record: then it
 * goes into a new one, named after the file, which goes away again when nothing came in.
 */
export async function importAnywhere(
  {
    datasets,
    store,
  }: {
    datasets: Pick<DatasetService, 'import'>;
    store: { projects: Pick<Studio['store']['projects'], 'create' | 'remove'> };
  },
  file: File,
  options: ImportOptions,
): Promise<ImportReport> {
  try {
    return await datasets.import(null, file, options);
  } catch (error) {
    if (toStudioError(error).code !== 'input/invalid') throw error;
  }
  const { id } = await store.projects.create(file.name.replace(/\.[^.]+$/, ''));
  return importOrRemove(id, () => datasets.import(id, file, options), store.projects.remove);
}

async function importOrRemove(
  id: ProjectId,
  work: () => Promise<ImportReport>,
  remove: (id: ProjectId) => Promise<void>,
): Promise<ImportReport> {
  try {
    return await work();
  } catch (error) {
    await remove(id);
    throw error;
  }
}
