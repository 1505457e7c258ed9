import type { PromptTemplate } from '../core/chat.ts';
import { StudioError } from '../core/errors.ts';
import type { Draft, DraftId, Finding, ProjectId, VideoId } from '../core/flow.ts';
import { type Job, type JobSpec, runCosts, type StepProgress } from '../core/job.ts';
import { evidenceQa } from '../recipes/evidence-qa.ts';
import {
  paramsJsonSchema,
  parseParams,
  type Recipe,
  type RecipeOutput,
  type RedraftPart,
} from '../recipes/recipe.ts';
import { type BatchService, createBatch } from './batch.ts';
import { type DraftPlan, type PlanOptions, planDrafts } from './draft-plan.ts';
import type { JobContext, JobSummary } from './job-run.ts';
import type { JobRunner } from './job-runner.ts';
import { narrowedToVideos } from './narrow-drafts.ts';
import { savePrompt } from './prompts.ts';
import { RECIPES, type RecipeCall, recipeInput, recipeOf } from './recipe-input.ts';
import type { RequestDeps } from './requests/context.ts';
import { RunLedger } from './requests/ledger.ts';
import { requireEncoders } from './require-encoders.ts';
import { requestRunner } from './run-requests.ts';
import { markStale } from './staleness.ts';

export interface DraftingService {
  /** The same requests by files, at half price. */
  batch: BatchService;
  /** `params` as JSON Schema. */
  recipes(): Promise<
    (Pick<Recipe<unknown>, 'id' | 'version' | 'needs' | 'steps' | 'variables'> & {
      params: unknown;
    })[]
  >;
  /** No network. @throws `input/invalid` when the video has no core frames, `llm/no-endpoint`, `model/…` */
  plan(projectId: ProjectId, videoId: VideoId, what: RecipeCall & PlanOptions): Promise<DraftPlan>;
  /**
   * One job for each video; where drafts are chosen (`draftIds`), for each that has some of them. `budgetUsd` holds for all of
   * them together. @throws `input/invalid`
   */
  start(projectId: ProjectId, videoIds: readonly VideoId[], what: RecipeCall): Promise<Job[]>;
  /** A new draft from the old one and a note; the old one stays. Returns the new draft's id. */
  redraft(
    projectId: ProjectId,
    draftId: DraftId,
    options: { note: string; part?: RedraftPart; signal?: AbortSignal },
  ): Promise<DraftId>;
  /** Every version of every prompt, built-in ones first. */
  prompts(projectId: ProjectId): Promise<PromptTemplate[]>;
  /** Saves a new version. Finished drafts keep the version they were made with. @throws `input/invalid` */
  savePrompt(projectId: ProjectId, promptId: string, text: string): Promise<PromptTemplate>;
}

type Deps = RequestDeps & { jobs: () => JobRunner };

export function createDrafting(deps: Deps): DraftingService {
  return {
    batch: createBatch(deps),
    recipes: async () =>
      RECIPES.map((recipe) => ({
        id: recipe.id,
        version: recipe.version,
        needs: recipe.needs,
        steps: recipe.steps,
        variables: recipe.variables,
        params: paramsJsonSchema(recipe),
      })),
    plan: (projectId, videoId, what) => planDrafts(deps, projectId, { videoId, ...what }),
    async start(projectId, videoIds, { recipeId, params, budgetUsd }) {
      parseParams(recipeOf(recipeId), params);
      const budget = budgetUsd === undefined ? {} : { budgetUsd, runId: crypto.randomUUID() };
      const paramsFor = narrowedToVideos(deps.store, projectId, params);
      const jobs: Job[] = [];
      for (const videoId of videoIds) {
        const own = await paramsFor(videoId);
        if (!own) continue;
        const spec = { kind: 'draft' as const, videoId, recipeId, params: own, ...budget };
        jobs.push(await deps.jobs().enqueue(projectId, spec));
      }
      return jobs;
    },
    redraft: (projectId, draftId, options) => redraft(deps, projectId, { draftId, ...options }),
    prompts: async (projectId) => [
      ...new Set(RECIPES.flatMap((recipe) => recipe.prompts)),
      ...(await deps.store.prompts.list(projectId)),
    ],
    savePrompt: (projectId, promptId, text) => savePrompt(deps, projectId, { promptId, text }),
  };
}

/** The executor of `draft` jobs: runs the recipe, inserts drafts as they come, reports what failed. */
export async function runDraftJob(
  deps: RequestDeps,
  spec: Extract<JobSpec, { kind: 'draft' }>,
  context: JobContext,
): Promise<JobSummary> {
  const { projectId, signal } = context;
  const recipe = recipeOf(spec.recipeId);
  const input = await recipeInput(deps, projectId, spec);
  await requireEncoders(deps.models, recipe, input.params);
  const report = (step: StepProgress) =>
    context.report({ step: step.step, done: step.done, total: step.total, unit: 'requests' });
  const steps = recipe.steps.map((step) => step.id);
  const ledger = new RunLedger(steps, (step) => {
    context.steps(ledger.steps());
    report(step);
  });
  const budget = await deps.resources.budgets.of(spec, {
    byJobUsd: context.spentUsd() ?? 0,
    byRunUsd: async (runId) => runCosts(await deps.store.jobs.list(projectId)).get(runId)?.usd ?? 0,
  });
  const run = {
    projectId,
    signal,
    ledger,
    onSpend: context.spend,
    onProgress: context.report,
    ...(budget ? { budget } : {}),
  };
  const send = requestRunner(deps, run);
  const findings = findingsOf(deps, projectId, recipe.id);
  const made = new Set<string>();
  let drafts = 0;
  let failed = 0;
  for await (const output of recipe.run(input, send)) {
    if (output.type === 'problem') {
      failed += 1;
      context.problem(output.label, output.error);
      continue;
    }
    if (output.type === 'checks') {
      await findings.add(output);
      continue;
    }
    await findings.write();
    const { inserted } = await deps.store.drafts.insert(projectId, [toDraft(deps, output)]);
    made.add(output.draft.id);
    drafts += inserted;
  }
  await findings.write();
  await markStale(deps, projectId, { videoId: spec.videoId, recipe: recipe.id, made });
  const { tokensIn, tokensOut, requests, fromMemo } = ledger.totals();
  return { drafts, failed, requests, fromMemo, tokensIn, tokensOut };
}

const toDraft = (
  deps: RequestDeps,
  { draft }: Extract<RecipeOutput, { type: 'draft' }>,
): Draft => ({
  ...draft,
  createdAtMs: deps.clock.nowMs(),
});

/** Once accepted, it is what later steps read instead of the draft that it was made from. */
const inPlaceOf = (replaces: DraftId, draft: Draft): Draft =>
  draft.provenance.origin === 'model' && draft.id !== replaces
    ? { ...draft, provenance: { ...draft.provenance, replaces } }
    : draft;

/** As many findings as go into one transaction. */
const FINDINGS_AT_ONCE = 200;

/**
 * What is found out in a run. What a model said is written at once; what was computed here comes in bursts of one for each draft,
 * costs nothing to compute again, and is written many at a time.
 */
function findingsOf(deps: RequestDeps, projectId: ProjectId, recipe: string) {
  let waiting: Finding[] = [];
  const write = async () => {
    const findings = waiting;
    waiting = [];
    if (findings.length > 0) await deps.store.drafts.addFindings(projectId, findings);
  };
  const add = async ({ draftId, checks, step, by }: Extract<RecipeOutput, { type: 'checks' }>) => {
    const from = { model: by?.model ?? null, replyKey: by?.replyKey ?? null };
    const atMs = deps.clock.nowMs();
    for (const check of checks)
      waiting.push({ draftId, check, recipe, step: step ?? null, ...from, atMs });
    if (by || waiting.length >= FINDINGS_AT_ONCE) await write();
  };
  return { add, write };
}

async function redraft(
  deps: Deps,
  projectId: ProjectId,
  {
    draftId,
    note,
    part,
    signal,
  }: {
    draftId: DraftId;
    note: string;
    part?: RedraftPart;
    signal?: AbortSignal;
  },
): Promise<DraftId> {
  const previous = await deps.store.drafts.get(projectId, draftId);
  if (!previous) throw new StudioError('storage/not-found', 'This draft was removed.');
  const { provenance, videoId } = previous;
  const known = RECIPES.find(
    (recipe) => provenance.origin === 'model' && recipe.id === provenance.recipe,
  );
  const recipe = known ?? recipeOf(evidenceQa.id);
  const given = known && provenance.origin === 'model' ? (provenance.params ?? {}) : {};
  const what = { videoId, recipeId: recipe.id, params: given };
  const input = await recipeInput(deps, projectId, what);
  const run = { projectId, ledger: new RunLedger(), ...(signal ? { signal } : {}) };
  const send = requestRunner(deps, run);
  const basis =
    provenance.origin === 'model' ? (provenance.dependsOn ?? []).map((one) => one.draftId) : [];
  const wanted = { ...input, previous, note, basis, ...(part ? { part } : {}) };
  for await (const output of recipe.redraft(wanted, send)) {
    if (output.type === 'checks') continue;
    if (output.type === 'problem')
      throw new StudioError(output.error.code, output.error.message, {
        details: output.error.details,
      });
    await deps.store.drafts.insert(projectId, [inPlaceOf(draftId, toDraft(deps, output))]);
    return output.draft.id;
  }
  throw new StudioError('llm/bad-schema', 'The model gave no draft.');
}
