import { throwIfCancelled } from '../core/cancel.ts';
import { type EncodedError, encodeError, StudioError } from '../core/errors.ts';
import type { JobId, ProjectId } from '../core/flow.ts';
import {
  isFinished,
  type Job,
  type JobProblem,
  type JobSpec,
  type JobState,
  type Progress,
} from '../core/job.ts';
import type { Clock, StorePort } from '../core/ports.ts';

/** What a job can do besides its work. */
export interface JobContext {
  projectId: ProjectId;
  signal: AbortSignal;
  report(progress: Progress, note?: string): void;
  /** Adds to what the job has cost; `null` = a call whose price is not known. */
  spend(usd: number | null): void;
  /** Notes a part that failed; the job goes on. */
  problem(step: string, error: EncodedError): void;
}

export type JobSummary = Record<string, number | string | null>;
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
  /** Removes finished jobs from the list. */
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

const MAX_RUNNING = 3;
/** Screens need ten updates a second at most; the disk one a second. */
const NOTIFY_EVERY_MS = 100;

export function createJobRunner(deps: JobRunnerDeps): JobRunner {
  return new Runner(deps);
}

class Runner implements JobRunner {
  readonly #deps: JobRunnerDeps;
  readonly #jobs = new Map<JobId, Job>();
  readonly #controllers = new Map<JobId, AbortController>();
  readonly #listeners = new Set<() => void>();
  #snapshot: readonly Job[] = [];
  #notifyTimer: ReturnType<typeof setTimeout> | null = null;
  #pumping: Promise<void> | null = null;
  #pumpAgain = false;

  constructor(deps: JobRunnerDeps) {
    this.#deps = deps;
  }

  async openProject(projectId: ProjectId): Promise<void> {
    for (const stored of await this.#deps.store.jobs.list(projectId)) {
      if (this.#jobs.has(stored.id)) continue;
      const interrupted = stored.state.status === 'running';
      const job: Job = interrupted ? { ...stored, state: { status: 'queued' } } : stored;
      this.#jobs.set(job.id, job);
      if (interrupted) await this.#deps.store.jobs.put(job);
    }
    this.#publish();
    this.#pump();
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
    const controller = this.#controllers.get(id);
    if (controller) controller.abort();
    else
      await this.#save({
        ...job,
        state: { status: 'cancelled', finishedAtMs: this.#deps.clock.nowMs() },
      });
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
    for (const job of [...this.#jobs.values()]) {
      if (job.projectId !== projectId || !isFinished(job.state)) continue;
      this.#jobs.delete(job.id);
      await this.#deps.store.jobs.remove(projectId, job.id);
    }
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
    this.#pumping ??= this.#pumpLoop().finally(() => {
      this.#pumping = null;
    });
  }

  async #pumpLoop(): Promise<void> {
    while (this.#pumpAgain) {
      this.#pumpAgain = false;
      const queued = [...this.#jobs.values()]
        .filter((job) => job.state.status === 'queued' && !this.#controllers.has(job.id))
        .sort((a, b) => a.createdAtMs - b.createdAtMs);
      for (const job of queued) {
        if (this.#controllers.size >= MAX_RUNNING) break;
        await this.#tryStart(job);
      }
    }
  }

  async #tryStart(job: Job): Promise<void> {
    const waitingFor = await this.#deps.waitsFor(job).catch(() => null);
    const current = this.#jobs.get(job.id);
    if (current?.state.status !== 'queued') return;
    if (waitingFor) {
      if (current.state.waitingFor !== waitingFor)
        await this.#save({ ...current, state: { status: 'queued', waitingFor } });
      return;
    }
    void this.#run(current);
  }

  async #run(job: Job): Promise<void> {
    const controller = new AbortController();
    this.#controllers.set(job.id, controller);
    const startedAtMs = this.#deps.clock.nowMs();
    let live: Job = {
      ...job,
      state: {
        status: 'running',
        startedAtMs,
        progress: { step: 'start', done: 0, total: null, unit: '' },
      },
    };
    let savedAtMs = startedAtMs;
    const finish = (state: JobState) => this.#save({ ...live, state });
    const problems: JobProblem[] = [];
    const context: JobContext = {
      projectId: job.projectId,
      signal: controller.signal,
      problem: (step, error) => problems.push({ step, error }),
      spend: (usd) => {
        live = { ...live, usd: usd === null || live.usd === null ? null : live.usd + usd };
        this.#jobs.set(job.id, live);
      },
      report: (progress, note) => {
        live = {
          ...live,
          state: {
            status: 'running',
            startedAtMs,
            progress,
            ...(note === undefined ? {} : { note }),
          },
        };
        this.#jobs.set(job.id, live);
        this.#publishSoon();
        if (this.#deps.clock.nowMs() - savedAtMs < 1000) return;
        savedAtMs = this.#deps.clock.nowMs();
        this.#deps.store.jobs.put(live).catch(() => controller.abort());
      },
    };
    try {
      await this.#save(live);
      throwIfCancelled(controller.signal);
      const summary = await this.#execute(job.spec, context);
      await finish({
        status: 'done',
        startedAtMs,
        finishedAtMs: this.#deps.clock.nowMs(),
        summary,
        ...(problems.length > 0 ? { problems } : {}),
      });
    } catch (thrown) {
      const finishedAtMs = this.#deps.clock.nowMs();
      const error = encodeError(thrown);
      const state: JobState =
        error.code === 'job/cancelled'
          ? { status: 'cancelled', finishedAtMs }
          : { status: 'failed', finishedAtMs, error };
      // A full disk must not hide why the job failed: the screen shows it even when it cannot be written.
      await finish(state).catch(() => this.#show({ ...live, state }));
    } finally {
      this.#controllers.delete(job.id);
      this.#pump();
    }
  }

  #execute(spec: JobSpec, context: JobContext): Promise<JobSummary> {
    switch (spec.kind) {
      case 'prepare':
        return this.#deps.executors.prepare(spec, context);
      case 'draft':
        return this.#deps.executors.draft(spec, context);
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
