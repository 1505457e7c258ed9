import { throwIfCancelled } from '../core/cancel.ts';
import { type EncodedError, encodeError } from '../core/errors.ts';
import type { ProjectId } from '../core/flow.ts';
import type { Job, JobProblem, JobState, Progress, StepProgress } from '../core/job.ts';
import type { Clock } from '../core/ports.ts';

/** What a job can do besides its work. */
export interface JobContext {
  projectId: ProjectId;
  signal: AbortSignal;
  report(progress: Progress, note?: string): void;
  /** Where every step of a recipe stands. */
  steps(steps: StepProgress[]): void;
  /** What the job has cost so far, in earlier sessions too; `null` = a price was not known. */
  spentUsd(): number | null;
  /** Adds to what the job has cost; `null` = a call whose price is not known. */
  spend(usd: number | null): void;
  /** Notes a part that failed; the job goes on. */
  problem(step: string, error: EncodedError): void;
}

export type JobSummary = Record<string, number | string | null>;

export interface JobRunParts {
  clock: Clock;
  /** Makes the job durable. */
  put(job: Job): Promise<void>;
  /** Shows the job as it is now; `isUrgent: false` = with the next of the regular updates. */
  show(job: Job, isUrgent: boolean): void;
}

/** Screens follow a job at once; the disk does so once in this time. */
const SAVE_EVERY_MS = 1000;

/** One job at work: where it stands, what it reports, how it ends. */
export class JobRun {
  readonly #parts: JobRunParts;
  readonly #controller = new AbortController();
  readonly #problems: JobProblem[] = [];
  #steps: StepProgress[] = [];
  readonly #startedAtMs: number;
  #savedAtMs: number;
  #live: Job;
  /** Why its progress could not be written; it stops then. */
  #writeFailure: { thrown: unknown } | null = null;

  constructor(job: Job, parts: JobRunParts) {
    this.#parts = parts;
    this.#startedAtMs = parts.clock.nowMs();
    this.#savedAtMs = this.#startedAtMs;
    this.#live = {
      ...job,
      state: {
        status: 'running',
        startedAtMs: this.#startedAtMs,
        progress: { step: 'start', done: 0, total: null, unit: '' },
      },
    };
  }

  cancel(): void {
    this.#controller.abort();
  }

  /** Never rejects: how the work ended is in the job. */
  async run(execute: (context: JobContext) => Promise<JobSummary>): Promise<void> {
    try {
      await this.#finish(this.#live.state);
      throwIfCancelled(this.#controller.signal);
      const summary = await execute(this.#context());
      await this.#finish({
        status: 'done',
        startedAtMs: this.#startedAtMs,
        finishedAtMs: this.#parts.clock.nowMs(),
        summary,
        ...this.#sofar(),
      });
    } catch (thrown) {
      const state = this.#stateAfter(this.#writeFailure?.thrown ?? thrown);
      // A full disk must not hide why the job failed: the screen shows it even when it cannot be written.
      await this.#finish(state).catch(() => this.#parts.show({ ...this.#live, state }, true));
    }
  }

  #stateAfter(thrown: unknown): JobState {
    const finishedAtMs = this.#parts.clock.nowMs();
    const error = encodeError(thrown);
    return error.code === 'job/cancelled'
      ? { status: 'cancelled', finishedAtMs, ...this.#sofar() }
      : { status: 'failed', finishedAtMs, error, ...this.#sofar() };
  }

  /** Where its steps stand and what failed, where there is any. */
  #sofar(): { steps?: StepProgress[]; problems?: JobProblem[] } {
    return {
      ...(this.#problems.length > 0 ? { problems: [...this.#problems] } : {}),
      ...(this.#steps.length > 0 ? { steps: this.#steps } : {}),
    };
  }

  async #finish(state: JobState): Promise<void> {
    const job = { ...this.#live, state };
    await this.#parts.put(job);
    this.#parts.show(job, true);
  }

  #context(): JobContext {
    return {
      projectId: this.#live.projectId,
      signal: this.#controller.signal,
      problem: (step, error) => this.#problems.push({ step, error }),
      spentUsd: () => this.#live.usd,
      spend: (usd) => {
        const { usd: before } = this.#live;
        this.#live = {
          ...this.#live,
          usd: usd === null || before === null ? null : before + usd,
        };
        this.#parts.show(this.#live, false);
      },
      steps: (steps) => {
        this.#steps = steps;
      },
      report: (progress, note) => this.#report(progress, note),
    };
  }

  #report(progress: Progress, note: string | undefined): void {
    const startedAtMs = this.#startedAtMs;
    this.#live = {
      ...this.#live,
      state: {
        status: 'running',
        startedAtMs,
        progress,
        ...(note === undefined ? {} : { note }),
        ...this.#sofar(),
      },
    };
    this.#parts.show(this.#live, false);
    const nowMs = this.#parts.clock.nowMs();
    if (nowMs - this.#savedAtMs < SAVE_EVERY_MS) return;
    this.#savedAtMs = nowMs;
    this.#parts.put(this.#live).catch((thrown: unknown) => {
      this.#writeFailure ??= { thrown };
      this.cancel();
    });
  }
}
