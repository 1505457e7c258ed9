import { useRef, useState } from 'react';
import { type EncodedError, encodeError } from '../../../core/errors.ts';
import type { ProjectId } from '../../../core/flow.ts';
import type { PickedFile } from '../../../core/ports.ts';
import type { AddOutcome } from '../../../pipeline/library.ts';
import { findPictureFolders, type PictureFolder } from '../../../pipeline/picture-folders.ts';
import { useStudio } from '../../../state/studio.ts';

interface AddProgress {
  done: number;
  total: number;
  /** Of the file that was read last. */
  name: string;
}

export interface Adding {
  progress: AddProgress | null;
  /** Of the last run; `null` before the first and after it was read. */
  outcomes: readonly AddOutcome[] | null;
  /** What stopped the whole run, such as a full disk. */
  error: EncodedError | null;
  /** Frame dumps whose rate has to be stated before anything is added; `answer(null)` adds nothing. */
  question: {
    folders: readonly PictureFolder[];
    answer(picturesPerSec: number | null): void;
  } | null;
  /** Takes what a dialog or a drop promises. */
  add(picked: Promise<readonly PickedFile[]>): Promise<void>;
  stop(): void;
  dismiss(): void;
}

/** Adds files one after the other; a bad one is noted and the rest goes on. */
export function useAddFiles(projectId: ProjectId, onAdded: () => void): Adding {
  const { library } = useStudio();
  const [progress, setProgress] = useState<AddProgress | null>(null);
  const [outcomes, setOutcomes] = useState<readonly AddOutcome[] | null>(null);
  const [error, setError] = useState<EncodedError | null>(null);
  const [question, setQuestion] = useState<Adding['question']>(null);
  const controller = useRef<AbortController | null>(null);

  const askRate = (folders: readonly PictureFolder[]): Promise<number | null> =>
    new Promise((resolve) => {
      setQuestion({
        folders,
        answer: (picturesPerSec) => {
          setQuestion(null);
          resolve(picturesPerSec);
        },
      });
    });

  const add = async (picked: Promise<readonly PickedFile[]>) => {
    const seen: AddOutcome[] = [];
    try {
      const files = await picked;
      const first = files[0];
      if (!first) return;
      const { folders } = findPictureFolders(files);
      const picturesPerSec = folders.length > 0 ? await askRate(folders) : undefined;
      if (picturesPerSec === null) return;
      controller.current = new AbortController();
      setError(null);
      setOutcomes(null);
      setProgress({ done: 0, total: files.length, name: first.file.name });
      await library.add(projectId, files, {
        signal: controller.current.signal,
        ...(picturesPerSec === undefined ? {} : { picturesPerSec }),
        onProgress: (done, total, last) => {
          seen.push(last);
          setProgress({ done, total, name: last.name });
        },
      });
    } catch (thrown) {
      setError(encodeError(thrown));
    } finally {
      setProgress(null);
      if (seen.length > 0) {
        setOutcomes(seen);
        onAdded();
      }
    }
  };

  return {
    progress,
    outcomes,
    error,
    question,
    add,
    stop: () => controller.current?.abort(),
    dismiss: () => {
      setOutcomes(null);
      setError(null);
    },
  };
}
