import type { EncodedError } from './errors.ts';
import type { JobId, ProjectId, VideoId } from './flow.ts';

/** What to do. Plain data, so that a closed tab can go on where it was. */
export type JobSpec =
  | {
      kind: 'prepare';
      videoId: VideoId;
      /** Sampling interval of the grid `startSec + k × everySec`. */
      everySec: number;
      longSidePx: number;
      decoder: 'auto' | 'webcodecs' | 'ffmpeg';
      provider: 'auto' | 'webgpu' | 'wasm';
      modelId: string;
      method: string;
      selectionParams: Record<string, number>;
    }
  | {
      kind: 'draft';
      videoId: VideoId;
      recipeId: string;
      params: Record<string, unknown>;
      /** The hard stop of the run that the job belongs to; absent = none. */
      budgetUsd?: number;
      /** Jobs that were started together share it, and their budget; absent = a run of its own. */
      runId?: string;
    }
  /** Looks at every frame of a video for its exact shots. */
  | { kind: 'shots'; videoId: VideoId; decoder: 'auto' | 'webcodecs' | 'ffmpeg' };

/** `total` is `null` while it is not known. */
export interface Progress {
  step: string;
  done: number;
  total: number | null;
  unit: string;
}

/** Where one step of a recipe stands. `total` is how many requests are known so far; it may grow while earlier steps answer. */
export interface StepProgress {
  step: string;
  done: number;
  total: number;
  /** Of `done`: answered from what is stored, at no cost. */
  fromMemo: number;
  tokensIn: number;
  tokensOut: number;
  /** Spent by this step; `null` when a price is not known. */
  usd: number | null;
}

/** One part of a job that failed; the job as a whole went on. */
export interface JobProblem {
  step: string;
  error: EncodedError;
}

export type JobState =
  /** `waitingFor: 'file'` = the person has to give access to the video first. */
  | { status: 'queued'; waitingFor?: 'file' }
  | {
      status: 'running';
      startedAtMs: number;
      progress: Progress;
      note?: string;
      steps?: StepProgress[];
      /** Parts that failed so far while the rest goes on. */
      problems?: JobProblem[];
    }
  | {
      status: 'done';
      startedAtMs: number;
      finishedAtMs: number;
      summary: Record<string, number | string | null>;
      /** Parts that failed while the rest went on. */
      problems?: JobProblem[];
      /** Of a recipe: what each step asked for and cost. */
      steps?: StepProgress[];
    }
  | ({ status: 'failed'; finishedAtMs: number; error: EncodedError } & Unfinished)
  | ({ status: 'cancelled'; finishedAtMs: number } & Unfinished);

/** How far a job of a recipe came that did not end well: what it spent is spent. */
interface Unfinished {
  steps?: StepProgress[];
  problems?: JobProblem[];
}

/** A persisted long job. A closed tab leaves it `queued`; nothing that was finished is repeated. */
export interface Job {
  id: JobId;
  projectId: ProjectId;
  spec: JobSpec;
  state: JobState;
  createdAtMs: number;
  /** Spent so far on model endpoints; `null` when the price is not known. */
  usd: number | null;
}

/** What each run of several jobs has cost so far, by `runId`; `usd` is `null` when a price is not known. */
export function runCosts(
  jobs: readonly Pick<Job, 'spec' | 'usd'>[],
): ReadonlyMap<string, { jobs: number; usd: number | null }> {
  const runs = new Map<string, { jobs: number; usd: number | null }>();
  for (const { spec, usd } of jobs) {
    if (spec.kind !== 'draft' || spec.runId === undefined) continue;
    const known = runs.get(spec.runId) ?? { jobs: 0, usd: 0 };
    const sum = known.usd === null || usd === null ? null : known.usd + usd;
    runs.set(spec.runId, { jobs: known.jobs + 1, usd: sum });
  }
  return runs;
}

export const isFinished = (state: JobState): boolean =>
  state.status === 'done' || state.status === 'failed' || state.status === 'cancelled';

/** Units per second and seconds left, from progress since `startedAtMs`; `null` until there is something to divide. */
export function jobRate(
  progress: Progress,
  elapsedMs: number,
): { perSec: number; leftSec: number | null } | null {
  if (progress.done <= 0 || elapsedMs <= 0) return null;
  const perSec = (progress.done / elapsedMs) * 1000;
  const left =
    progress.total === null ? null : Math.max(0, progress.total - progress.done) / perSec;
  return { perSec, leftSec: left };
}
