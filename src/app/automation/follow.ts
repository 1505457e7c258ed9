import { StudioError } from '../../core/errors.ts';
import type { Job } from '../../core/job.ts';
import type { RecipeRunOptions } from './contract.ts';
import type { ScriptSession } from './session.ts';

/** Waits for a job, telling its progress. @throws `job/cancelled` */
export async function follow(
  { studio }: ScriptSession,
  job: Job,
  {
    signal,
    onProgress,
  }: { signal?: AbortSignal | undefined; onProgress?: RecipeRunOptions['onProgress'] | undefined },
): Promise<Job> {
  const cancel = () => void studio.jobs.cancel(job.id);
  const stop = onProgress ? tellProgress(studio.jobs, job, onProgress) : () => {};
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  try {
    const finished = await studio.jobs.settled(job.id);
    if (finished.state.status === 'cancelled')
      throw new StudioError('job/cancelled', 'The run was cancelled.');
    return finished;
  } finally {
    stop();
    signal?.removeEventListener('abort', cancel);
  }
}

function tellProgress(
  jobs: ScriptSession['studio']['jobs'],
  { id }: Job,
  onProgress: NonNullable<RecipeRunOptions['onProgress']>,
): () => void {
  return jobs.subscribe(() => {
    const current = jobs.snapshot().find((job) => job.id === id);
    if (current?.state.status === 'running') onProgress(current.state.progress);
  });
}
