import { useRef, useState } from 'react';
import { toStudioError } from '../../core/errors.ts';
import type { ImportReport } from '../../pipeline/datasets.ts';
import { useStudio } from '../../state/studio.ts';

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

/** Archives are zip files and make their own project; anything else goes into a new one, named after the file. */
const isArchive = (file: File) => /\.zip$/i.test(file.name);

/** Imports a file from the home screen. A dataset of which nothing could be read leaves no empty project behind. */
export function useImport(): ImportFlow {
  const { datasets, store } = useStudio();
  const [state, setState] = useState<ImportState>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);
  const start = async (file: File) => {
    const abort = new AbortController();
    running.current = abort;
    setState({ step: 'reading', name: file.name, done: 0, total: null });
    const onProgress = (done: number, total: number | null) =>
      setState({ step: 'reading', name: file.name, done, total });
    const project = isArchive(file)
      ? null
      : await store.projects.create(file.name.replace(/\.[^.]+$/, ''));
    try {
      const report = await datasets.import(project?.id ?? null, file, {
        format: 'auto',
        onProgress,
        signal: abort.signal,
      });
      setState({ step: 'done', report });
    } catch (error) {
      if (project) await store.projects.remove(project.id);
      setState(
        toStudioError(error).code === 'job/cancelled'
          ? { step: 'idle' }
          : { step: 'failed', error },
      );
    }
  };
  return {
    state,
    start: (file) => start(file).catch((error: unknown) => setState({ step: 'failed', error })),
    cancel: () => running.current?.abort(),
  };
}
