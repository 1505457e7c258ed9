import type { Job, JobSpec } from '../core/job.ts';
import type { JobId, ProjectId } from '../core/flow.ts';

/** Runs persisted jobs, with a limit per resource. */
export interface JobRunner {
  /** Loads the project's jobs; what a closed tab left running is queued again. */
  openProject(projectId: ProjectId): Promise<void>;
  enqueue(projectId: ProjectId, spec: JobSpec): Promise<Job>;
  cancel(id: JobId): Promise<void>;
  retry(id: JobId): Promise<void>;
  /** Removes finished jobs from the list. */
  clearFinished(projectId: ProjectId): Promise<void>;
  /** The current jobs, newest first; the array changes identity when something changed. For `useSyncExternalStore`. */
  snapshot(): readonly Job[];
  subscribe(listener: () => void): () => void;
  /** Settles when the job is finished. */
  settled(id: JobId): Promise<Job>;
}
