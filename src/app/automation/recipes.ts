import { decodeError, StudioError } from '../../core/errors.ts';
import type { JobProblem, JobSpec, JobState } from '../../core/job.ts';
import { defaultPrepareSpec } from '../../pipeline/defaults.ts';
import type {
  RecipeRunOptions,
  RunSummary,
  SelectionOptions,
  SelectionResult,
} from './contract.ts';
import { follow } from './follow.ts';
import { openProject, type ScriptSession, videoOf } from './session.ts';

/** `ristretto.selection.run`: prepares the video when that was not done yet, then selects. */
export async function runSelection(
  session: ScriptSession,
  videoId: string,
  options: SelectionOptions,
): Promise<SelectionResult> {
  const { selecting } = session.studio;
  const projectId = openProject(session);
  const video = await videoOf(session, videoId);
  const known = selecting.methods().find((method) => method.id === options.method);
  if (!known)
    throw new StudioError('input/invalid', `There is no selection method "${options.method}".`, {
      details: { method: options.method },
    });
  const params = {
    ...numbersOf(options.params ?? {}),
    ...(options.budget === undefined ? {} : { budget: options.budget }),
  };
  if (!(await session.studio.store.selections.get(projectId, video.id)))
    await prepare(session, videoId, {});
  const selection = await selecting.reselect(projectId, video.id, {
    method: options.method,
    params,
    question: options.question,
  });
  if (!selection)
    throw new StudioError('video/no-frames', 'No frame of this video could be sampled.');
  const { method, modelId, provider, sampledSec, representedBy, metrics, wallMs } = selection;
  const core = selection.core.map(({ frame, score, reasons }) => ({
    ptsSec: frame.ptsSec,
    score,
    reasons,
  }));
  return { method, modelId, provider, sampledSec, core, representedBy, metrics, wallMs };
}

function numbersOf(params: Record<string, unknown>): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new StudioError(
        'input/invalid',
        `The selection parameter "${name}" must be a number.`,
        { details: { name } },
      );
    }
    numbers[name] = value;
  }
  return numbers;
}

/** `ristretto.recipes.run`: prepares where needed, drafts, and waits. A failed step is reported, not thrown. */
export async function runRecipe(
  session: ScriptSession,
  { videoId, recipeId }: { videoId: string; recipeId: string },
  options: RecipeRunOptions = {},
): Promise<RunSummary> {
  const { studio } = session;
  const projectId = openProject(session);
  const video = await videoOf(session, videoId);
  const recipe = (await studio.drafting.recipes()).find(({ id }) => id === recipeId);
  if (recipe?.needs === 'core-frames' && !(await studio.store.selections.get(projectId, video.id)))
    await prepare(session, videoId, options);
  const [queued] = await studio.drafting.start(projectId, [video.id], {
    recipeId,
    params: options.params ?? {},
    ...(options.budgetUsd === undefined ? {} : { budgetUsd: options.budgetUsd }),
  });
  if (!queued) throw new StudioError('input/invalid', 'There is no video to draft for.');
  const job = await follow(session, queued, options);
  const failed = problemsOf(job.state).map(({ step, error }) => ({
    step,
    code: error.code,
    message: error.message,
  }));
  const summary = job.state.status === 'done' ? job.state.summary : {};
  const count = (name: string) => Number(summary[name] ?? 0);
  return {
    runId: job.id,
    drafts: count('drafts'),
    skipped: count('skipped'),
    failed,
    requests: { total: count('requests'), fromMemo: count('fromMemo') },
    tokensIn: count('tokensIn'),
    tokensOut: count('tokensOut'),
    usd: job.usd,
  };
}

function problemsOf(state: JobState): JobProblem[] {
  if (state.status === 'failed') return [{ step: 'draft', error: state.error }];
  return state.status === 'done' ? (state.problems ?? []) : [];
}

async function prepare(
  session: ScriptSession,
  videoId: string,
  options: RecipeRunOptions,
): Promise<void> {
  const video = await videoOf(session, videoId);
  const spec: JobSpec = defaultPrepareSpec(video.id);
  const job = await follow(
    session,
    await session.studio.jobs.enqueue(openProject(session), spec),
    options,
  );
  if (job.state.status === 'failed') throw decodeError(job.state.error);
}
