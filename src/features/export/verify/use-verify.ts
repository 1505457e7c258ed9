import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toStudioError } from '../../../core/errors.ts';
import type { ProjectId } from '../../../core/flow.ts';
import type { VerifyReport } from '../../../core/verify/report.ts';
import { trackSave } from '../../../state/saved.ts';
import { useStudio } from '../../../state/studio.ts';

export interface VerifyRequest {
  /** A dataset file, or which drafts of the project. */
  source: File | 'curated' | 'all';
  pictures: readonly File[];
  videos: readonly File[];
}

export interface VerifyProgress {
  done: number;
  /** `null` = the dataset is being read. */
  total: number | null;
}

/** Formats by what they take: every format cites the same frames of the same drafts. */
const FORMATS = { curated: 'videoespresso-train', all: 'ristretto-archive' } as const;

/** Runs one verification at a time, and keeps its report until the next. */
export function useVerify(projectId: ProjectId) {
  const { verifying } = useStudio();
  const [progress, setProgress] = useState<VerifyProgress | null>(null);
  const running = useRef<AbortController | null>(null);
  const mutation = useMutation({
    mutationFn: async ({ source, pictures, videos }: VerifyRequest) => {
      const abort = new AbortController();
      running.current = abort;
      setProgress({ done: 0, total: null });
      try {
        const what = typeof source === 'string' ? FORMATS[source] : source;
        return await verifying.verify(projectId, what, {
          pictures,
          videos,
          signal: abort.signal,
          onProgress: (done, total) => setProgress({ done, total }),
        });
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

export type VerifyWork = ReturnType<typeof useVerify>;

export interface FoundTimes {
  file: File;
  videos: readonly File[];
  report: VerifyReport;
}

/** Imports the verified file with the times that were found. */
export function useImportWithTimes(projectId: ProjectId) {
  const { verifying } = useStudio();
  return useMutation({
    mutationFn: ({ file, videos, report }: FoundTimes) =>
      trackSave(verifying.importWithTimes(projectId, { file, report }, { videos })),
  });
}
