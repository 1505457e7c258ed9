import { StudioError } from '../core/errors.ts';
import type { JobId, ProjectId } from '../core/flow.ts';
import { isFinished, type Job, type JobSpec } from '../core/job.ts';
import type { Clock } from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';
import { type JobContext, JobRun, type JobSummary } from './job-run.ts';

export type Executors = {
  [K in JobSpec['kind']]: (
    spec: Extract<JobSpec, { kind: K }>,
    context: JobContext,
  ) => Promise<JobSummary>;
};

/** Runs persisted jobs, in order, a few at a time; resources are limited inside the executors. */
export interface JobRunner {
  /** Loads the project's jobs; what a closed tab left running is queued again, and goes on. */
  openProject(projectId: ProjectId): Promise<void>;
  enqueue(projectId: ProjectId, spec: JobSpec): Promise<Job>;
  cancel(id: JobId): Promise<void>;
  retry(id: JobId): Promise<void>;
  /** Looks again at queued jobs that wait for a file: call it after access was granted. */
  wake(): void;
  /** Stops the project's jobs and leaves them out of the list; resolves when none of them is at work. */
  closeProject(projectId: ProjectId): Promise<void>;
  /** Removes finished jobs from the list; one whose run still goes on stays with the others. */
  clearFinished(projectId: ProjectId): Promise<void>;
  /** The current jobs, newest first; the array changes identity when something changed. For `useSyncExternalStore`. */
  snapshot(): readonly Job[];
  subscribe(listener: () => void): () => void;
  /** Settles when the job is finished. */
  settled(id: JobId): Promise<Job>;
}

export interface JobRunnerDeps {
  store: StorePort;
  clock: Clock;
  executors: Executors;
  /** Why a job cannot start yet, or `null`. */
  waitsFor: (job: Job) => Promise<'file' | null>;
}

const runOf = ({ spec }: Job): string | null =>
  spec.kind === 'draft' ? (spec.runId ?? null) : null;

const MAX_RUNNING = 3;
/** Screens need ten updates a second at most. */
const NOTIFY_EVERY_MS = 100;

export function createJobRunner(deps: JobRunnerDeps): JobRunner {
  return new Runner(deps);
}

class Runner implements JobRunner {
  readonly #deps: JobRunnerDeps;
  readonly #jobs = new Map<JobId, Job>();
  readonly #running = new Map<JobId, JobRun>();
  readonly #listeners = new Set<() => void>();
  #snapshot: readonly Job[] = [];
  #notifyTimer: ReturnType<typeof setTimeout> | null = null;
  #isPumping = false;
  #pumpAgain = false;

  constructor(deps: JobRunnerDeps) {
    this.#deps = deps;
  }

  async openProject(projectId: ProjectId): Promise<void> {
    const { store } = this.#deps;
    const mayWrite = store.status().mode === 'writer';
    for (const stored of await store.jobs.list(projectId)) {
      if (this.#knowsBetter(stored)) continue;
      const interrupted = mayWrite && stored.state.status === 'running';
      const job: Job = interrupted ? { ...stored, state: { status: 'queued' } } : stored;
      this.#jobs.set(job.id, job);
      if (interrupted) await store.jobs.put(job);
    }
    this.#publish();
    if (mayWrite) this.#pump();
  }

  /** Whether the job is at work here, or failed here in a way that could not be written. What another tab wrote counts else. */
  #knowsBetter(stored: Job): boolean {
    if (this.#running.has(stored.id)) return true;
    const state = this.#jobs.get(stored.id)?.state;
    const isUnwritten = state?.status === 'failed' && stored.state.status === 'running';
    return isUnwritten && state.error.code !== 'storage/locked';
  }

  async enqueue(projectId: ProjectId, spec: JobSpec): Promise<Job> {
    const job: Job = {
      id: `job:${crypto.randomUUID()}`,
      projectId,
      spec,
      state: { status: 'queued' },
      createdAtMs: this.#deps.clock.nowMs(),
      usd: 0,
    };
    await this.#save(job);
    this.#pump();
    return job;
  }

  async cancel(id: JobId): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job || isFinished(job.state)) return;
    const run = this.#running.get(id);
    if (run) return run.cancel();
    // Shown first, so that it cannot start while this is written.
    const finishedAtMs = this.#deps.clock.nowMs();
    const cancelled: Job = { ...job, state: { status: 'cancelled', finishedAtMs } };
    this.#show(cancelled);
    try {
      await this.#deps.store.jobs.put(cancelled);
    } catch (thrown) {
      this.#show(job);
      throw thrown;
    }
  }

  async retry(id: JobId): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job || !isFinished(job.state)) return;
    await this.#save({ ...job, state: { status: 'queued' } });
    this.#pump();
  }

  wake(): void {
    this.#pump();
  }

  async clearFinished(projectId: ProjectId): Promise<void> {
    const jobs = [...this.#jobs.values()].filter((job) => job.projectId === projectId);
    const open = new Set(jobs.filter(({ state }) => !isFinished(state)).map(runOf));
    for (const job of jobs) {
      const run = runOf(job);
      // What a finished job spent counts in the budget that the others of its run still spend from.
      if (!isFinished(job.state) || (run !== null && open.has(run))) continue;
      this.#jobs.delete(job.id);
      await this.#deps.store.jobs.remove(projectId, job.id);
    }
    this.#publish();
  }

  async closeProject(projectId: ProjectId): Promise<void> {
    const ids = [...this.#jobs.values()]
      .filter((job) => job.projectId === projectId)
      .map(({ id }) => id);
    const atWork = ids.filter((id) => this.#running.has(id));
    for (const id of ids) if (!this.#running.has(id)) this.#jobs.delete(id);
    for (const id of atWork) this.#running.get(id)?.cancel();
    await Promise.all(atWork.map((id) => this.settled(id)));
    for (const id of atWork) this.#jobs.delete(id);
    this.#publish();
  }

  snapshot(): readonly Job[] {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  settled(id: JobId): Promise<Job> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const job = this.#jobs.get(id);
        if (job && !isFinished(job.state)) return;
        stop();
        if (job) resolve(job);
        else reject(new StudioError('storage/not-found', 'This job is not in the list.'));
      };
      const stop = this.subscribe(look);
      look();
    });
  }

  /** Starts queued jobs, oldest first, while there is room. One pass at a time: starting asks for file access, which waits. */
  #pump(): void {
    this.#pumpAgain = true;
    if (!this.#isPumping) void this.#pumpLoop();
  }

  async #pumpLoop(): Promise<void> {
    this.#isPumping = true;
    try {
      while (this.#pumpAgain) {
        this.#pumpAgain = false;
        for (const job of this.#queued()) {
          if (this.#running.size >= MAX_RUNNING) break;
          await this.#tryStart(job);
        }
      }
    } finally {
      this.#isPumping = false;
    }
  }

  /** Oldest first. */
  #queued(): Job[] {
    return [...this.#jobs.values()]
      .filter((job) => job.state.status === 'queued' && !this.#running.has(job.id))
      .sort((a, b) => a.createdAtMs - b.createdAtMs);
  }

  async #tryStart(job: Job): Promise<void> {
    const waitingFor = await this.#deps.waitsFor(job).catch(() => null);
    const current = this.#jobs.get(job.id);
    if (current?.state.status !== 'queued') return;
    if (!waitingFor) return void this.#run(current);
    if (current.state.waitingFor === waitingFor) return;
    const waiting: Job = { ...current, state: { status: 'queued', waitingFor } };
    // What it waits for is found out again after a reload: a full disk does not matter.
    await this.#save(waiting).catch(() => this.#show(waiting));
  }

  async #run(job: Job): Promise<void> {
    const run = new JobRun(job, {
      clock: this.#deps.clock,
      put: (live) => this.#deps.store.jobs.put(live),
      show: (live, isUrgent) => {
        this.#jobs.set(live.id, live);
        if (isUrgent) this.#publish();
        else this.#publishSoon();
      },
    });
    this.#running.set(job.id, run);
    await run.run((context) => this.#execute(job.spec, context));
    this.#running.delete(job.id);
    this.#pump();
  }

  #execute(spec: JobSpec, context: JobContext): Promise<JobSummary> {
    switch (spec.kind) {
      case 'prepare':
        return this.#deps.executors.prepare(spec, context);
      case 'draft':
        return this.#deps.executors.draft(spec, context);
      case 'shots':
        return this.#deps.executors.shots(spec, context);
    }
  }

  async #save(job: Job): Promise<void> {
    await this.#deps.store.jobs.put(job);
    this.#show(job);
  }

  #show(job: Job): void {
    this.#jobs.set(job.id, job);
    this.#publish();
  }

  #publishSoon(): void {
    this.#notifyTimer ??= setTimeout(() => this.#publish(), NOTIFY_EVERY_MS);
  }

  #publish(): void {
    if (this.#notifyTimer) clearTimeout(this.#notifyTimer);
    this.#notifyTimer = null;
    this.#snapshot = [...this.#jobs.values()].sort((a, b) => b.createdAtMs - a.createdAtMs);
    for (const listener of [...this.#listeners]) listener();
  }
}
