import type { ChatEstimate, PromptTemplate } from '../core/chat.ts';
import { sumEstimates } from '../core/cost.ts';
import { StudioError } from '../core/errors.ts';
import type { Draft, DraftId, Frame, ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import type { Job, JobSpec } from '../core/job.ts';
import { checkTemplate } from '../core/prompt-template.ts';
import { evidenceQa } from '../recipes/evidence-qa.ts';
import {
  type AskJson,
  paramsJsonSchema,
  parseParams,
  type Recipe,
  type RecipeInput,
  type RecipeOutput,
} from '../recipes/recipe.ts';
import type { JobContext, JobSummary } from './job-run.ts';
import type { JobRunner } from './job-runner.ts';
import {
  bindingOf,
  emptyLedger,
  type RequestDeps,
  replyKeyOf,
  requestRunner,
} from './run-requests.ts';

/** What the person sees before anything leaves the browser. */
export interface DraftPlan {
  videoId: VideoId;
  recipeId: string;
  endpoint: string;
  model: string;
  /** In the order in which they are sent. */
  frames: Frame[];
  requests: AskJson[];
  /** Of the requests that are not answered yet. */
  estimate: ChatEstimate;
  /** Requests whose replies are stored already and cost nothing. */
  fromMemo: number;
}

export interface DraftingService {
  /** Parameters as JSON Schema. */
  recipes(): Promise<{ id: string; version: number; params: unknown }[]>;
  /** No network. @throws `input/invalid` when the video has no core frames, `llm/no-endpoint` */
  plan(projectId: ProjectId, videoId: VideoId, what: RecipeCall): Promise<DraftPlan>;
  start(projectId: ProjectId, videoId: VideoId, what: RecipeCall): Promise<Job>;
  /** A new draft from the old one and a note; the old one stays. Returns the new draft's id. */
  redraft(
    projectId: ProjectId,
    draftId: DraftId,
    options: { note: string; signal?: AbortSignal },
  ): Promise<DraftId>;
  /** Every version of every prompt, built-in ones first. */
  prompts(projectId: ProjectId): Promise<PromptTemplate[]>;
  /** Saves a new version. Finished drafts keep the version they were made with. @throws `input/invalid` */
  savePrompt(projectId: ProjectId, promptId: string, text: string): Promise<PromptTemplate>;
}

export interface RecipeCall {
  recipeId: string;
  params: Record<string, unknown>;
}

type AnyRecipe = Recipe<never>;
type Deps = RequestDeps & { jobs: () => JobRunner };

const RECIPES = [evidenceQa] as unknown as readonly AnyRecipe[];

function recipeOf(id: string): AnyRecipe {
  const recipe = RECIPES.find((candidate) => candidate.id === id);
  if (recipe) return recipe;
  throw new StudioError('input/invalid', `There is no recipe "${id}".`, {
    details: { recipe: id },
  });
}

export function createDrafting(deps: Deps): DraftingService {
  return {
    recipes: async () =>
      RECIPES.map((recipe) => ({
        id: recipe.id,
        version: recipe.version,
        params: paramsJsonSchema(recipe),
      })),
    plan: (projectId, videoId, what) => plan(deps, projectId, { videoId, ...what }),
    async start(projectId, videoId, { recipeId, params }) {
      parseParams(recipeOf(recipeId), params);
      return deps.jobs().enqueue(projectId, { kind: 'draft', videoId, recipeId, params });
    },
    redraft: (projectId, draftId, options) => redraft(deps, projectId, { draftId, ...options }),
    prompts: async (projectId) => [
      ...RECIPES.flatMap((recipe) => recipe.prompts),
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
  const ledger = emptyLedger();
  const total = recipe.plan(input).length;
  let answered = 0;
  const report = () => context.report({ step: 'ask', done: answered, total, unit: 'requests' });
  const send = requestRunner(
    deps,
    {
      projectId,
      signal,
      onSpend: context.spend,
      onAnswer: () => {
        answered += 1;
        report();
      },
    },
    ledger,
  );
  let drafts = 0;
  let failed = 0;
  report();
  for await (const output of recipe.run(input, send)) {
    if (output.type === 'problem') {
      failed += 1;
      context.problem(output.label, output.error);
      continue;
    }
    const { inserted } = await deps.store.drafts.insert(projectId, [toDraft(deps, output)]);
    drafts += inserted;
  }
  const { tokensIn, tokensOut, total: requests, fromMemo } = ledger;
  return { drafts, failed, requests, fromMemo, tokensIn, tokensOut };
}

const toDraft = (
  deps: RequestDeps,
  { draft }: Extract<RecipeOutput, { type: 'draft' }>,
): Draft => ({
  ...draft,
  createdAtMs: deps.clock.nowMs(),
});

async function plan(
  deps: Deps,
  projectId: ProjectId,
  { videoId, recipeId, params }: RecipeCall & { videoId: VideoId },
): Promise<DraftPlan> {
  const recipe = recipeOf(recipeId);
  const input = await recipeInput(deps, projectId, { videoId, recipeId, params });
  const requests = recipe.plan(input);
  const binding = await bindingOf(deps.chat, requests[0]?.chat.role ?? 'drafter');
  const stored = await Promise.all(
    requests.map((request) => deps.store.replies.get(projectId, replyKeyOf(request, binding))),
  );
  const frames = await framesOf(deps, projectId, requests);
  const sizes = Object.fromEntries(
    frames.map((frame) => [
      frame.imageSha256,
      { widthPx: frame.widthPx, heightPx: frame.heightPx },
    ]),
  );
  const open = requests.filter((_, k) => !stored[k]);
  return {
    videoId,
    recipeId,
    endpoint: binding.baseUrl,
    model: binding.model,
    frames,
    requests,
    estimate: sumEstimates(open.map((request) => deps.chat.estimate(request.chat, sizes))),
    fromMemo: requests.length - open.length,
  };
}

async function framesOf(
  deps: Deps,
  projectId: ProjectId,
  requests: readonly AskJson[],
): Promise<Frame[]> {
  const parts = requests.flatMap((request) =>
    request.chat.messages.flatMap((message) => message.parts),
  );
  const hashes = [
    ...new Set(parts.flatMap((part) => (part.type === 'image' ? [part.imageSha256] : []))),
  ];
  const frames = await Promise.all(hashes.map((hash) => deps.store.frames.byHash(projectId, hash)));
  return frames.filter((frame) => frame !== null);
}

async function redraft(
  deps: Deps,
  projectId: ProjectId,
  { draftId, note, signal }: { draftId: DraftId; note: string; signal?: AbortSignal },
): Promise<DraftId> {
  const previous = await deps.store.drafts.get(projectId, draftId);
  if (!previous) throw new StudioError('storage/not-found', 'This draft was removed.');
  const { provenance, videoId } = previous;
  const known = RECIPES.find(
    (recipe) => provenance.origin === 'model' && recipe.id === provenance.recipe,
  );
  const recipe = known ?? recipeOf(evidenceQa.id);
  const input = await recipeInput(deps, projectId, { videoId, recipeId: recipe.id, params: {} });
  const send = requestRunner(deps, { projectId, ...(signal ? { signal } : {}) }, emptyLedger());
  for await (const output of recipe.redraft({ ...input, previous, note }, send)) {
    if (output.type === 'problem')
      throw new StudioError(output.error.code, output.error.message, {
        details: output.error.details,
      });
    await deps.store.drafts.insert(projectId, [toDraft(deps, output)]);
    return output.draft.id;
  }
  throw new StudioError('llm/bad-schema', 'The model gave no draft.');
}

async function recipeInput(
  deps: RequestDeps,
  projectId: ProjectId,
  { videoId, recipeId, params }: RecipeCall & { videoId: VideoId },
): Promise<RecipeInput<never>> {
  const { store } = deps;
  const [video, selection, prompts] = await Promise.all([
    store.videos.get(projectId, videoId),
    store.selections.get(projectId, videoId),
    store.prompts.list(projectId),
  ]);
  if (!video) throw new StudioError('storage/not-found', 'The video was removed.');
  if (!selection || selection.core.length === 0) {
    throw new StudioError('input/invalid', 'This video has no core frames yet: prepare it first.', {
      details: { videoId },
    });
  }
  return {
    video: clipOf(video),
    frames: selection.core.map(({ frame }) => ({
      ptsSec: frame.ptsSec,
      imageSha256: frame.imageSha256,
    })),
    params: parseParams(recipeOf(recipeId), params),
    prompts,
  };
}

const clipOf = ({ id, startSec, durationSec }: VideoFile) => ({
  id,
  startSec,
  endSec: startSec + durationSec,
});

async function savePrompt(
  deps: Deps,
  projectId: ProjectId,
  { promptId, text }: { promptId: string; text: string },
): Promise<PromptTemplate> {
  const recipe = RECIPES.find((candidate) =>
    candidate.prompts.some((prompt) => prompt.id === promptId),
  );
  const variables = recipe?.variables[promptId];
  if (!recipe || !variables)
    throw new StudioError('input/invalid', `There is no prompt "${promptId}".`, {
      details: { prompt: promptId },
    });
  const [problem] = checkTemplate(text, variables.known, variables.required);
  if (problem) {
    throw new StudioError(
      'input/invalid',
      `The prompt cannot be saved: ${problem.kind} ${problem.name}`,
      {
        details: { prompt: promptId, problem: problem.kind, variable: problem.name },
      },
    );
  }
  const versions = [...recipe.prompts, ...(await deps.store.prompts.list(projectId))].filter(
    (prompt) => prompt.id === promptId,
  );
  const newest = versions.reduce((version, prompt) => Math.max(version, prompt.version), 0);
  const prompt: PromptTemplate = {
    id: promptId,
    version: newest + 1,
    text,
    author: 'person',
    createdAtMs: deps.clock.nowMs(),
  };
  await deps.store.prompts.put(projectId, prompt);
  return prompt;
}
